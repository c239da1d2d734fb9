import js from "@eslint/js";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";
import { readdirSync } from "node:fs";

// app -> features -> ui -> lib -> config|schema. No feature imports another: what two features need moves to ui or lib.
const forbid = (...rules) => ({
  "no-restricted-imports": [
    "error",
    { patterns: rules.map(([group, message]) => ({ group, message })) },
  ],
});
const APP = [["@/app/*", "**/app/*"], "app/ composes the features; nothing below may import it."];
const FEATURES = [["@/features/*", "**/features/*"], "Only app/ may import a feature."];
const UI = [["@/ui", "@/ui/*", "**/ui/*"], "lib/ and config/ know nothing of components."];

const features = readdirSync(new URL("./src/features", import.meta.url));

export default ts.config(
  { ignores: ["dist", "node_modules", "src/schema/api.d.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  {
    files: ["src/**/*.{ts,tsx}"],
    languageOptions: { globals: globals.browser },
    plugins: { "react-hooks": hooks, "jsx-a11y": a11y },
    rules: {
      ...a11y.flatConfigs.recommended.rules,
      "react-hooks/rules-of-hooks": "error",
      "@typescript-eslint/no-invalid-void-type": "off",
      "react-hooks/exhaustive-deps": "error",
      // Mantine's inputs carry their own labels; autofocus is used only where a screen has one field.
      "jsx-a11y/no-autofocus": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-globals": [
        "error",
        { name: "localStorage", message: "Only lib/preferences.ts may: nothing sensitive is kept on the machine." },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Text is text: never raw markup." },
      ],
    },
  },
  { files: ["src/lib/preferences.ts"], rules: { "no-restricted-globals": "off" } },
  { files: ["src/lib/**", "src/config/**"], rules: forbid(APP, FEATURES, UI) },
  { files: ["src/ui/**"], rules: forbid(APP, FEATURES) },
  ...features.map((name) => ({
    files: [`src/features/${name}/**`],
    rules: forbid(APP, [["@/features/*", `!@/features/${name}`, `!@/features/${name}/**`], "No feature imports another."]),
  })),
  // Tests may reach for the harness, which draws parts with what the application gives them.
  { files: ["src/**/*.test.{ts,tsx}", "src/test/**"], rules: { "no-restricted-globals": "off" } },
  { files: ["mock/**", "scripts/**", "*.ts", "*.js", "*.mjs"], languageOptions: { globals: globals.node } },
);
