import { formatDate } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";

import { useAnswerText } from "./words";
import { useUiText } from "../text";

type OpKey = "op.before" | "op.until" | "op.after" | "op.from" | "op.less" | "op.lessEqual" | "op.greater" | "op.greaterEqual";

/** Names of codes by fact, where the server sent codes: `labels.group.disabled`. */
export type CodeLabels = Readonly<Record<string, Readonly<Record<string, string>>>>;

const isIso = (value: unknown): value is string => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);

const DATES: Record<string, OpKey> = { "<": "op.before", "<=": "op.until", ">": "op.after", ">=": "op.from" };
const NUMBERS: Record<string, OpKey> = { "<": "op.less", "<=": "op.lessEqual", ">": "op.greater", ">=": "op.greaterEqual" };
const WITH_VALUE = {
  "!=": "op.not",
  in: "op.oneOf",
  notIn: "op.noneOf",
  contains: "op.contains",
  doesNotContain: "op.notContains",
  beginsWith: "op.begins",
  doesNotBeginWith: "op.notBegins",
  endsWith: "op.ends",
  doesNotEndWith: "op.notEnds",
  atLeast: "op.atLeast",
  atMost: "op.atMost",
  exactly: "op.exactly",
} as const;
const BARE = { null: "op.unknown", notNull: "op.known", empty: "op.empty", notEmpty: "op.notEmpty", all: "op.all", some: "op.some", none: "op.none" } as const;

const has = <T extends object>(table: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(table, key);

/** How values of facts, and what a rule expects of them, read to a person. */
export function useValueWords(labels: CodeLabels = {}) {
  const t = useAnswerText();
  const ui = useUiText();

  const one = (fact: string, value: unknown): string => {
    if (value === null || value === undefined || value === "") return t("noValue");
    if (typeof value === "boolean") return value ? ui("yes") : ui("no");
    if (typeof value === "number") return formatNumber(value);
    if (isIso(value)) return formatDate(value);
    if (Array.isArray(value)) return value.length > 0 ? value.map((each) => one(fact, each)).join(", ") : ui("none");
    return typeof value === "string" ? (labels[fact]?.[value] ?? value) : JSON.stringify(value);
  };
  const expected = (fact: string, operator: string, value: unknown): string => {
    if (has(BARE, operator)) return t(BARE[operator]);
    if ((operator === "between" || operator === "notBetween") && Array.isArray(value)) {
      return t(operator === "between" ? "between" : "op.notBetween", { low: one(fact, value[0]), high: one(fact, value[1]) });
    }
    const ordered = (isIso(value) ? DATES : NUMBERS)[operator];
    if (ordered) return t(ordered, { value: one(fact, value) });
    return has(WITH_VALUE, operator) ? t(WITH_VALUE[operator], { value: one(fact, value) }) : one(fact, value);
  };
  return { one, expected };
}
