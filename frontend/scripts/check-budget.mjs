// Fails the build when the JavaScript that the first screen needs grows past its budget (docs: quality, "Screens").
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 250;
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));

// The entry with everything it imports, and the lazy parts that a first visit adds.
const FIRST_SCREENS = [["src/features/auth/pages/SignIn.tsx"], ["src/features/home/pages/Today.tsx", "src/app/shell/Shell.tsx"]];

function collect(key, seen) {
  if (seen.has(key)) return;
  seen.add(key);
  for (const next of manifest[key]?.imports ?? []) collect(next, seen);
}

let failed = false;
for (const parts of FIRST_SCREENS) {
  const seen = new Set();
  collect("index.html", seen);
  parts.forEach((part) => collect(part, seen));
  const files = new Set([...seen].map((key) => manifest[key].file).filter((file) => file.endsWith(".js")));
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`)).length, 0);
  const kb = Math.round(bytes / 102.4) / 10;
  console.log(`${parts[0]}: ${kb} kB of JavaScript compressed (${files.size} files, budget ${BUDGET_KB} kB)`);
  failed ||= kb > BUDGET_KB;
}
if (failed) {
  console.error("The first screen is over its budget: load more of it lazily.");
  process.exit(1);
}
