/**
 * The condition language's JSON (omuz.conditions) and what the query builder holds while it is edited. The two differ
 * in three things: the builder's rules have ids, a rule on a list of records carries its mode in the operator
 * ("match:some"), for the query builder hides the operators of a list otherwise, and values are brought into the shape
 * of their operator only when they leave.
 */
export type FactKind = "text" | "code" | "number" | "integer" | "boolean" | "date" | "codes" | "records";

export interface Named {
  name: string;
  label: string;
}

/** A fact as the server's `builder_fields` describes it. */
export interface BuilderField extends Named {
  factType: FactKind;
  special: boolean;
  origin: string;
  operators: readonly Named[];
  values?: readonly Named[];
  matchModes?: readonly Named[];
  fields?: readonly BuilderField[];
}

export type Condition = Record<string, unknown>;

export interface BuilderRule {
  id: string;
  field: string;
  operator: string;
  value: unknown;
  valueSource?: "value" | "field";
}

export interface BuilderGroup {
  id: string;
  combinator: string;
  not?: boolean;
  rules: (BuilderRule | BuilderGroup)[];
}

export interface RecordsValue {
  threshold: number | null;
  query: BuilderGroup;
}

export type RelativeUnit = "day" | "week" | "month" | "year";

/** Days from the day of the decision: "18 yıl önce" is { unit: "year", amount: -18 }. */
export interface RelativeDay {
  relative: { unit: RelativeUnit; amount: number };
}

export const MATCH = "match:";
const BARE = new Set(["null", "notNull", "empty", "notEmpty"]);
const LISTS = new Set(["in", "notIn"]);
const RANGES = new Set(["between", "notBetween"]);
const COUNTED = new Set(["match:atLeast", "match:atMost", "match:exactly"]);
/** Operators whose value may be another fact. */
const COMPARING = new Set(["=", "!=", "<", "<=", ">", ">="]);

export const isGroup = (node: BuilderRule | BuilderGroup): node is BuilderGroup => "rules" in node;
export const isMatch = (operator: string) => operator.startsWith(MATCH);
export const needsNoValue = (operator: string) => BARE.has(operator);
export const needsThreshold = (operator: string) => COUNTED.has(operator);
export const takesReference = (operator: string) => COMPARING.has(operator);

export type Shape = "none" | "one" | "two" | "many" | "records";

export function shapeOf(operator: string): Shape {
  if (BARE.has(operator)) return "none";
  if (isMatch(operator)) return "records";
  if (LISTS.has(operator)) return "many";
  return RANGES.has(operator) ? "two" : "one";
}

export function isRelative(value: unknown): value is RelativeDay {
  const inner = (value as { relative?: { unit?: unknown; amount?: unknown } } | null)?.relative;
  return typeof inner?.unit === "string" && typeof inner.amount === "number";
}

/** Brings a value into the shape of an operator: what was typed survives a change from "=" to "in" and back. */
export function shapeValue(operator: string, value: unknown): unknown {
  const shape = shapeOf(operator);
  const list = Array.isArray(value) ? value : value === "" || value === null || value === undefined ? [] : [value];
  if (shape === "many") return list;
  if (shape === "two") return [list[0] ?? null, list[1] ?? null];
  return shape === "one" && Array.isArray(value) ? (value[0] ?? "") : value;
}

export const newId = () => crypto.randomUUID();
export const newRule = (): BuilderRule => ({ id: newId(), field: "", operator: "=", value: "" });
export const newGroup = (rules: BuilderGroup["rules"] = [], combinator = "and"): BuilderGroup => ({ id: newId(), combinator, rules });
export const newRecords = (): RecordsValue => ({ threshold: 1, query: newGroup([newRule()]) });
