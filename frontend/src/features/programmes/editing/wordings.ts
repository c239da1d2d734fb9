import type { Definition } from "@/lib/programmes";

/** A text of the document that people read, with the steps that lead to it: keys of entries, not their places. */
export interface Wording {
  path: string[];
  text: string;
}

const LANGUAGES = ["tr", "en"];

const isObject = (value: unknown): value is Record<string, unknown> => Boolean(value) && typeof value === "object" && !Array.isArray(value);

/** What an entry of a list is named by in a path: its key where it has one, its place where not. */
const stepOf = (entry: unknown, index: number): string => (isObject(entry) && typeof entry.key === "string" ? entry.key : String(index));

/** Every text that a correction may mend: the leaves in a language, never a condition. */
export function wordingsOf(value: unknown, path: string[] = []): Wording[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => wordingsOf(one, [...path, stepOf(one, index)]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === "condition" || name === "shown_when" || name === "filter") return [];
    if (LANGUAGES.includes(name) && typeof inner === "string") return inner ? [{ path: [...path, name], text: inner }] : [];
    return wordingsOf(inner, [...path, name]);
  });
}

const nameOf = (entry: unknown): string => {
  if (!isObject(entry)) return "";
  const name = entry.label ?? entry.title ?? entry.term ?? entry.service;
  return isObject(name) ? String(name.tr ?? "") : typeof name === "string" ? name : "";
};

/** Where a text stands, in words: "Formlar › Başvuru formu › İletişim (tr)". */
export function placeText(document: Definition, path: readonly string[], labels: Record<string, string>): string {
  const steps: string[] = [labels[path[0] ?? ""] ?? path[0] ?? ""];
  let inner: unknown = document;
  for (const step of path.slice(0, -1)) {
    if (Array.isArray(inner)) {
      inner = inner.find((one, index) => stepOf(one, index) === step);
      const name = nameOf(inner);
      if (name && !steps.includes(name)) steps.push(name);
    } else {
      inner = isObject(inner) ? inner[step] : undefined;
    }
  }
  return `${steps.join(" › ")} (${path.at(-1) ?? ""})`;
}
