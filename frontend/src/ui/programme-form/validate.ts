import type { OutputUnit } from "@cfworker/json-schema";

import { complaints, isShown } from "./engine";
import messages from "./messages.json";
import { generalPlace, isGroup, questionsOf, type Question } from "./questions";
import { place, type Answers, type FormProblem, type Path, type SchemaObject } from "./types";
import { isRecord, unfit, type Found } from "./unfit";

/*
 * The same as apps/programmes/forms/validating.py, which decides. tests/programmes/forms/corpus holds both to it.
 */

const ORDER = [
  "required", "too_deep", "too_big", "bad_text", "type", "number", "integer", "unknown", "choice", "duplicate",
  "date", "email", "phone", "too_long", "too_small", "too_large", "too_few", "too_many", "past", "future",
];
const MAX_PROBLEMS = 100;
/** Keywords that say something about one answer; the others only repeat that a part inside is wrong. */
const CODES: Record<string, string> = {
  propertyNames: "unknown",
  enum: "choice",
  uniqueItems: "duplicate",
  maxLength: "too_long",
  minimum: "too_small",
  maximum: "too_large",
};
const OWN = new Set([...Object.keys(CODES), "required", "type", "pattern", "format", "minItems", "maxItems"]);
const TYPED: Record<string, string> = { date: "date", email: "email", phone: "phone", text: "required", long_text: "required" };
const WRONG_TYPE: Record<string, string> = { number: "number", integer: "integer", date: "date" };

export interface ValidateOptions {
  /** The day on which "in the past" and "in the future" are read, ISO. */
  on: string;
  language: "tr" | "en";
}

/** What is wrong with a form's answers, in the order of the form; only questions that are shown count. */
export function validateAnswers(schema: SchemaObject, answers: unknown, { on, language }: ValidateOptions): FormProblem[] {
  let found = unfit(answers);
  if (found.length === 0) found = complaints(schema, answers).flatMap((one) => named(one, schema, answers));
  if (isRecord(answers) && !found.some((one) => one.path.length === 0)) found = found.concat(outOfBounds(schema, answers, on, found));
  return worded(schema, found, language);
}

function pathOf(location: string): Path {
  const steps = location.split("/").slice(1);
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : decodeURI(step).replaceAll("~1", "/").replaceAll("~0", "~")));
}

function named(error: OutputUnit, schema: SchemaObject, answers: unknown): Found[] {
  // What a name has to be is said of the name itself, not of an answer.
  if (!OWN.has(error.keyword) || error.keywordLocation.includes("/propertyNames/")) return [];
  const path = pathOf(error.instanceLocation);
  if (error.keyword === "required") return [{ path: [...path, missingKey(error)], code: "required" }];
  const question = questionsOf(schema).get(generalPlace(path));
  const kind = question?.schema["x-omuz"]?.kind;
  const at = kind === "choices" && typeof path[path.length - 1] === "number" ? path.slice(0, -1) : path;
  const isNull = error.keyword === "type" && valueAt(answers, path) === null;
  return [{ path: at, code: isNull ? "required" : codeOf(error.keyword, kind), limit: limitOf(error.keyword, question) }];
}

function missingKey(error: OutputUnit): string {
  return /"(.*)"/.exec(error.error)?.[1] ?? "";
}

function codeOf(keyword: string, kind: string | undefined): string {
  if (keyword === "minItems" || keyword === "maxItems") {
    if (kind !== "group") return "required";
    return keyword === "minItems" ? "too_few" : "too_many";
  }
  if (keyword === "pattern" || keyword === "format") return TYPED[kind ?? ""] ?? "type";
  if (keyword === "type") return WRONG_TYPE[kind ?? ""] ?? "type";
  return CODES[keyword] ?? "type";
}

function limitOf(keyword: string, question: Question | undefined): number | undefined {
  const limit = question?.schema[keyword];
  return typeof limit === "number" ? limit : undefined;
}

function valueAt(answers: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], answers);
}

function outOfBounds(schema: SchemaObject, answers: Answers, on: string, wrong: Found[]): Found[] {
  const known = new Set(wrong.map((one) => place(one.path)));
  const found: Found[] = [];
  for (const question of questionsOf(schema).values()) {
    const bound = question.schema["x-omuz"]?.bound;
    if (!bound) continue;
    for (const { path, day, entry } of daysOf(question, answers)) {
      const isBeyond = bound === "past" ? day > on : day < on;
      if (isBeyond && !known.has(place(path)) && isAsked(schema, question, answers, entry)) found.push({ path, code: bound });
    }
  }
  return found;
}

function daysOf({ key, group }: Question, answers: Answers): { path: Path; day: string; entry: unknown }[] {
  if (!group) {
    const day = answers[key];
    return typeof day === "string" ? [{ path: [key], day, entry: null }] : [];
  }
  const entries = answers[group];
  return (Array.isArray(entries) ? entries : []).flatMap((entry: unknown, index) => {
    const day = isRecord(entry) ? entry[key] : undefined;
    return typeof day === "string" ? [{ path: [group, index, key], day, entry }] : [];
  });
}

function isAsked(schema: SchemaObject, { key, group }: Question, answers: Answers, entry: unknown): boolean {
  if (!group) return isShown(schema, key, answers);
  return isShown(schema, group, answers) && isShown(schema, key, entry, group);
}

function worded(schema: SchemaObject, found: Found[], language: "tr" | "en"): FormProblem[] {
  const rank = (one: Found) => ORDER.indexOf(one.code);
  const first = new Map<string, Found>();
  for (const one of found) {
    const before = first.get(place(one.path));
    if (!before || rank(one) < rank(before)) first.set(place(one.path), one);
  }
  const order = new Map([...namesInOrder(schema)].map((name, index) => [name, index]));
  const at = (name: string, otherwise: number) => order.get(name) ?? otherwise;
  const position = ({ path }: Found): number[] => [
    path.length > 0 ? at(String(path[0]), -1) : -1,
    typeof path[1] === "number" ? path[1] : -1,
    at(generalPlace(path), order.size),
  ];
  const sorted = [...first.values()].sort((a, b) => compare(position(a), position(b)));
  return sorted.slice(0, MAX_PROBLEMS).map((one) => problem(one, language));
}

/** Every key of the form in its order, closed questions included. */
function* namesInOrder(schema: SchemaObject): Generator<string> {
  for (const key of schema.propertyNames?.enum ?? []) {
    yield key;
    const question = questionsOf(schema).get(key)?.schema;
    if (question && isGroup(question)) yield* (question.items?.propertyNames?.enum ?? []).map((inner) => `${key}.${inner}`);
  }
}

function compare(a: number[], b: number[]): number {
  for (const [index, one] of a.entries()) {
    const difference = one - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function problem({ path, code, limit }: Found, language: "tr" | "en"): FormProblem {
  const words = (messages as unknown as Record<string, Record<string, [string, string]>>)[code]?.[language] ?? ["", ""];
  const written = limit === undefined ? "" : language === "tr" ? String(limit).replace(".", ",") : String(limit);
  return { path, code, message: words[0].replace("{limit}", written), remedy: words[1] };
}
