import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { place, type SchemaObject } from "./types";
import { validateAnswers } from "./validate";

interface CorpusFile {
  on: string;
  schema: SchemaObject;
  cases: { name: string; answers: unknown; problems: [string, string][] }[];
}

/** The files that tests/programmes/forms/test_corpus.py reads: the server's validator gives the same answers. */
const FOLDER = join(process.cwd(), "../tests/programmes/forms/corpus");

function expanded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expanded);
  if (typeof value !== "object" || value === null) return value;
  const record = value as Record<string, unknown>;
  if (Object.keys(record).join() === "$repeat") {
    const [what, times] = record.$repeat as [string | unknown[], number];
    return typeof what === "string" ? what.repeat(times) : Array.from({ length: times }, () => what).flat();
  }
  const copy = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(record)) copy[key] = expanded(record[key]);
  return copy;
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

describe.each(files)("%s", (name) => {
  const file = JSON.parse(readFileSync(join(FOLDER, name), "utf-8")) as CorpusFile;
  it.each(file.cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const found = validateAnswers(file.schema, expanded(one.answers), { on: file.on, language: "tr" });
    expect(found.map((problem) => [place(problem.path), problem.code])).toEqual(one.problems);
    expect(found.every((problem) => problem.message && problem.remedy)).toBe(true);
  });
});

it("reads enough cases", () => {
  const count = files.reduce((sum, name) => sum + (JSON.parse(readFileSync(join(FOLDER, name), "utf-8")) as CorpusFile).cases.length, 0);
  expect(count).toBeGreaterThanOrEqual(60);
});
