import { parseTypedDate } from "@/lib/dates";

import type { BuilderField } from "./model";

/** A list's modes first, then what can be asked of every fact. */
export function operatorsOf(field: BuilderField): { name: string; value: string; label: string }[] {
  const modes = (field.matchModes ?? []).map((mode) => ({ name: `match:${mode.name}`, value: `match:${mode.name}`, label: mode.label }));
  return [...modes, ...field.operators.map((one) => ({ ...one, value: one.name }))];
}

export function defaultOperator(field: BuilderField | undefined): string {
  if (field?.factType === "records") return "match:some";
  if (field?.factType === "codes") return "in";
  return field?.operators[0]?.name ?? "=";
}

const NUMBERS = new Set(["number", "integer"]);
const LISTS = new Set(["records", "codes"]);

/** Facts that may stand on the other side of a comparison; codes only where they come from the same list. */
export function comparable(fact: BuilderField, fields: ReadonlyMap<string, BuilderField>): BuilderField[] {
  if (LISTS.has(fact.factType)) return [];
  const isLike = (other: BuilderField) => other.factType === fact.factType || (NUMBERS.has(fact.factType) && NUMBERS.has(other.factType));
  const codes = (field: BuilderField) => (field.values ?? []).map((one) => one.name).join("|");
  return [...fields.values()].filter((other) => other.name !== fact.name && isLike(other) && codes(other) === codes(fact));
}

/** "1.234,5" and "21.11.2026" as they are stored; what cannot be read stays as typed, and the server says why. */
export function readTyped(fact: Pick<BuilderField, "factType">, typed: string): unknown {
  if (fact.factType === "date") return parseTypedDate(typed)?.value ?? typed;
  if (!NUMBERS.has(fact.factType)) return typed;
  const plain = typed
    .trim()
    .replace(/\.(?=\d{3}(\D|$))/g, "")
    .replace(",", ".");
  const number = Number(plain);
  return plain && Number.isFinite(number) ? number : typed;
}
