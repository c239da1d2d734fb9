import { trFold } from "@/lib/turkish";

const LONGEST = 48;

/**
 * The name under which an entry is stored, made of its Turkish label: "Sağlık kurulu raporu" becomes
 * "saglik_kurulu_raporu". Where it is taken, a number follows. Empty while the label has no letter.
 */
export function keyFrom(label: string, taken: ReadonlySet<string> = new Set()): string {
  const plain = trFold(label)
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, LONGEST)
    .replace(/_+$/, "");
  if (!plain || !taken.has(plain)) return plain;
  for (let number = 2; ; number += 1) {
    const ending = `_${number}`;
    const candidate = plain.slice(0, LONGEST - ending.length) + ending;
    if (!taken.has(candidate)) return candidate;
  }
}

/** How often a text stands in a value as a whole string: more than once means that something refers to the key. */
export function countOf(text: string, value: unknown): number {
  if (value === text) return 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + countOf(text, one), 0);
  if (value && typeof value === "object") return countOf(text, Object.values(value));
  return 0;
}
