import type { BuilderField } from "../src/ui/conditions/model";

/** Just enough of omuz.conditions to make invented screens answer; the server is the one that is right. */
type Truth = "true" | "false" | "unknown";
type Json = Record<string, unknown>;

export interface Line {
  fact: string;
  label: string;
  operator: string;
  sentence: string;
  expected: string;
  seen: string | null;
  outcome: Truth;
  special: boolean;
  records: Line[][];
}

export interface Finding {
  place: string;
  code: string;
  message: string;
  remedy: string;
  weight: string;
}

const TODAY = Date.UTC(2026, 10, 22);
const UNITS: Json = { day: "gün", week: "hafta", month: "ay", year: "yıl" };
const isRelative = (value: unknown): value is { relative: { unit: string; amount: number } } => typeof value === "object" && value !== null && "relative" in value;
const not = (truth: Truth): Truth => (truth === "unknown" ? truth : truth === "true" ? "false" : "true");

function resolve(value: unknown): unknown {
  if (!isRelative(value)) return value;
  const day = new Date(TODAY);
  const { unit, amount } = value.relative;
  if (unit === "year" || unit === "month") day.setUTCMonth(day.getUTCMonth() + amount * (unit === "year" ? 12 : 1));
  else day.setUTCDate(day.getUTCDate() + amount * (unit === "week" ? 7 : 1));
  return day.toISOString().slice(0, 10);
}

function inWords(field: BuilderField, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => inWords(field, one)).join(", ");
  if (isRelative(value)) return `karar gününden ${Math.abs(value.relative.amount)} ${String(UNITS[value.relative.unit])} ${value.relative.amount > 0 ? "sonra" : "önce"}`;
  if (typeof value === "boolean") return value ? "evet" : "hayır";
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return value.split("-").reverse().join(".");
  return field.values?.find((one) => one.name === value)?.label ?? String(value ?? "");
}

export function sentenceOf(source: Json, fields: readonly BuilderField[]): string {
  const rules = source.rules as Json[];
  const parts = rules.map((rule) => {
    if (Array.isArray(rule.rules)) return `(${sentenceOf(rule, fields)})`;
    const field = fields.find((one) => one.name === rule.field);
    if (!field) return "?";
    if (rule.match) return `${field.label}: en az ${String((rule.match as Json).threshold ?? 1)} kayıt şunu sağlar: ${sentenceOf(rule.value as Json, field.fields ?? [])}`;
    return [field.label, inWords(field, rule.value), field.operators.find((one) => one.name === rule.operator)?.label].filter(Boolean).join(" ");
  });
  const joined = parts.join(source.combinator === "or" ? " veya " : " ve ");
  return source.not ? `şu sağlanmıyorsa: ${joined}` : joined;
}

export function problemsOf(source: Json, fields: readonly BuilderField[], place: string): Finding[] {
  return ((source.rules as Json[]) ?? []).flatMap((rule, index) => {
    const here = `${place}.rules.${index}`;
    if (Array.isArray(rule.rules)) return problemsOf(rule, fields, here);
    const field = fields.find((one) => one.name === rule.field);
    const wrong = (part: string, code: string, message: string) => [{ place: `${here}.${part}`, code, message, remedy: "Düzeltin.", weight: "error" }];
    if (!field) return wrong("field", "unknown_field", `“${String(rule.field)}” adında bir bilgi yok.`);
    if (rule.match) return problemsOf(rule.value as Json, field.fields ?? [], `${here}.value`);
    const bare = ["null", "notNull", "empty", "notEmpty"].includes(String(rule.operator));
    if (!bare && (rule.value === "" || rule.value === null || (Array.isArray(rule.value) && rule.value.length === 0))) return wrong("value", "missing_value", "Değer girilmemiş.");
    const pair = Array.isArray(rule.value) && String(rule.operator).endsWith("etween") ? rule.value : [];
    if (typeof pair[0] === "number" && typeof pair[1] === "number" && pair[0] > pair[1]) return wrong("value", "reversed_range", "Aralığın başı sonundan büyük; bu koşul hiçbir zaman sağlanmaz.");
    return [];
  });
}

function compare(operator: string, seen: unknown, wanted: unknown): boolean {
  const list = (Array.isArray(wanted) ? wanted : [wanted]).map(resolve);
  const [first, second] = list as [never, never];
  const held = Array.isArray(seen) ? seen : [seen];
  switch (operator) {
    case "=": return seen === first;
    case "!=": return seen !== first;
    case "<": return (seen as number) < first;
    case "<=": return (seen as number) <= first;
    case ">": return (seen as number) > first;
    case ">=": return (seen as number) >= first;
    case "between": return (seen as number) >= first && (seen as number) <= second;
    case "in": case "contains": return held.some((one) => list.includes(one));
    case "notIn": case "doesNotContain": return !held.some((one) => list.includes(one));
    default: return true;
  }
}

export function evaluate(source: Json, facts: Json, fields: readonly BuilderField[], lines: Line[]): Truth {
  const outcomes = (source.rules as Json[]).map((rule): Truth => {
    if (Array.isArray(rule.rules)) return evaluate(rule, facts, fields, lines);
    const field = fields.find((one) => one.name === rule.field);
    if (!field) return "unknown";
    const seen = facts[field.name];
    const records: Line[][] = [];
    let outcome: Truth = seen === undefined ? (rule.operator === "null" ? "true" : rule.operator === "notNull" ? "false" : "unknown") : String(compare(String(rule.operator), seen, rule.value)) as Truth;
    if (rule.match && Array.isArray(seen)) {
      const met = (seen as Json[]).map((record) => {
        const own: Line[] = [];
        records.push(own);
        return evaluate(rule.value as Json, record, field.fields ?? [], own);
      });
      outcome = met.filter((one) => one === "true").length >= Number((rule.match as Json).threshold ?? 1) ? "true" : met.includes("unknown") ? "unknown" : "false";
    }
    const words = Array.isArray(seen) && field.factType === "records" ? `${seen.length} kayıt` : inWords(field, seen);
    lines.push({ fact: field.name, label: field.label, operator: String(rule.operator), sentence: `${sentenceOf({ combinator: "and", rules: [rule] }, fields)}.`, expected: inWords(field, rule.value), seen: seen === undefined ? null : words || "hiçbiri", outcome, special: field.special, records });
    return outcome;
  });
  const decisive: Truth = source.combinator === "or" ? "true" : "false";
  const whole = outcomes.includes(decisive) ? decisive : outcomes.includes("unknown") ? "unknown" : not(decisive);
  return outcomes.length === 0 ? "true" : source.not ? not(whole) : whole;
}
