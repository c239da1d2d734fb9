import type { Path } from "./types";

/** The same bounds as apps/programmes/forms/limits.py. */
const MAX_DEPTH = 4;
const MAX_VALUES = 6_000;
const MAX_CHARACTERS = 400_000;

export interface Found {
  path: Path;
  code: string;
  limit?: number;
}

// eslint-disable-next-line no-control-regex
const UNSTORABLE = /[\u0000\ud800-\udfff]/u;

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Characters as the server counts them: a letter beyond the basic plane is one. */
function lengthOf(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length - 1; i++) {
    const [high, low] = [text.charCodeAt(i), text.charCodeAt(i + 1)];
    if (high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000) pairs++;
  }
  return text.length - pairs;
}

/** What makes answers unfit to be read at all: their shape, their size, texts that cannot be stored. */
export function unfit(answers: unknown): Found[] {
  if (!isRecord(answers)) return [{ path: [], code: "type" }];
  const found: Found[] = [];
  let values = Object.keys(answers).length;
  let characters = 0;
  for (const key of Object.keys(answers)) {
    const more = walk(answers[key], [key], found);
    values += more.values;
    characters += more.characters;
  }
  return values > MAX_VALUES || characters > MAX_CHARACTERS ? [{ path: [], code: "too_big" }] : found;
}

function walk(value: unknown, path: Path, found: Found[]): { values: number; characters: number } {
  const count = { values: 0, characters: 0 };
  const stack: { one: unknown; at: Path }[] = [{ one: value, at: path }];
  for (let next = stack.pop(); next && count.values <= MAX_VALUES; next = stack.pop()) {
    const { one, at } = next;
    if (typeof one === "string") {
      count.characters += lengthOf(one);
      if (UNSTORABLE.test(one)) found.push({ path: at, code: "bad_text" });
    } else if (typeof one === "number" && !Number.isFinite(one)) {
      found.push({ path: at, code: "type" });
    } else if (typeof one === "object" && one !== null) {
      if (at.length >= MAX_DEPTH) {
        found.push({ path, code: "too_deep" });
        return count;
      }
      const entries: [string | number, unknown][] = Array.isArray(one) ? [...one.entries()] : Object.entries(one);
      count.values += entries.length;
      if (entries.length <= MAX_VALUES) stack.push(...entries.map(([key, inner]) => ({ one: inner, at: [...at, key] })));
    }
  }
  return count;
}

/** A copy without what is undefined and without prototypes: a question may be called "constructor". Depth is bounded. */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (!isRecord(value)) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) copy[key] = bare(value[key]);
  }
  return copy;
}
