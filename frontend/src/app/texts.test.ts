import { describe, expect, it } from "vitest";

type Tree = { [key: string]: string | Tree };

const turkish = import.meta.glob<{ tr: Tree }>("../**/i18n/tr.ts", { eager: true });
const english = import.meta.glob<{ en: Tree }>("../**/i18n/en.ts", { eager: true });

function flat(tree: Tree, prefix = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => (typeof value === "string" ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`)));
}

const slots = (text: string) => (text.match(/\{\{\s*\w+\s*\}\}/g) ?? []).sort();

describe.each(Object.keys(turkish))("%s", (path) => {
  const tr = flat(turkish[path]?.tr ?? {});
  const en = new Map(flat(english[path.replace(/tr\.ts$/, "en.ts")]?.en ?? {}));

  it("has an English text with the same placeholders for every key", () => {
    for (const [key, text] of tr) {
      expect(en.get(key), key).toBeTruthy();
      // "_one" may say it without the number.
      if (!key.endsWith("_one")) expect(slots(en.get(key) ?? ""), key).toEqual(slots(text));
    }
  });

  it("never says the words that labels.md rules out", () => {
    for (const [key, text] of tr) expect(text, key).not.toMatch(/Hata oluştu|\bBayan\b|kiracı|veri sahibi|servis sağlayıcı|\bvaka\b/i);
  });
});
