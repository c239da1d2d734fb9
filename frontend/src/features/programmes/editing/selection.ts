import type { Selection } from "@/lib/programmes";

/** What a choice of target groups breaks, as keys of words with their values. */
export type SelectionFault =
  | { rule: "exactly"; count: number; chosen: number }
  | { rule: "atLeast"; count: number; chosen: number }
  | { rule: "atMost"; count: number; chosen: number }
  | { rule: "mandatory"; group: string };

/** What is wrong with a choice under its constraint; empty when it may stand. The server checks the same again. */
export function selectionFaults(chosen: readonly string[], selection: Selection = {}): SelectionFault[] {
  const { exactly, at_least: least, at_most: most, mandatory = [] } = selection;
  const number = new Set(chosen).size;
  const faults: SelectionFault[] = mandatory.filter((group) => !chosen.includes(group)).map((group) => ({ rule: "mandatory", group }));
  if (typeof exactly === "number" && number !== exactly) faults.push({ rule: "exactly", count: exactly, chosen: number });
  if (typeof least === "number" && number < least) faults.push({ rule: "atLeast", count: least, chosen: number });
  if (typeof most === "number" && number > most) faults.push({ rule: "atMost", count: most, chosen: number });
  return faults;
}

/** Whether there is any constraint at all. */
export function isConstrained(selection: Selection = {}): boolean {
  const numbers = [selection.exactly, selection.at_least, selection.at_most];
  return numbers.some((one) => typeof one === "number") || (selection.mandatory ?? []).length > 0;
}
