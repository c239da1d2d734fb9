import type { Answers, SchemaObject } from "@/ui/programme-form";

/**
 * The schema without these questions being required: answers that were not opened are not there to be checked in the
 * browser; the server puts them back and checks them all.
 */
export function notRequiring(schema: SchemaObject, keys: ReadonlySet<string>): SchemaObject {
  return walk(schema, keys) as SchemaObject;
}

function walk(part: unknown, keys: ReadonlySet<string>): unknown {
  if (Array.isArray(part)) return part.map((one) => walk(one, keys));
  if (part === null || typeof part !== "object") return part;
  const copied = Object.entries(part).map(([name, value]) => {
    const isList = name === "required" && Array.isArray(value);
    return [name, isList ? value.filter((key) => !keys.has(String(key))) : walk(value, keys)] as const;
  });
  return Object.fromEntries(copied);
}

/** The answers with special ones put in: whole questions, and inside of groups entry by entry. */
export function joined(plain: Answers, special: Answers): Answers {
  const merged: Answers = { ...plain };
  for (const [key, value] of Object.entries(special)) {
    const entries = plain[key];
    merged[key] =
      Array.isArray(value) && Array.isArray(entries)
        ? value.map((one, index) => (isRecord(one) ? { ...(isRecord(entries[index]) ? entries[index] : {}), ...one } : one))
        : value;
  }
  return merged;
}

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === "object" && !Array.isArray(value);
