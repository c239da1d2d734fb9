import { isGroup, isMatch, type BuilderGroup, type BuilderRule, type RecordsValue } from "./model";

/** What is wrong at a place of a condition; `pointer` is the server's JSON pointer ("/rules/0/value/1"). */
export interface ConditionProblem {
  pointer: string;
  code: string;
  message: string;
}

/** A problem at the row that it is about. */
export interface PlacedProblem {
  /** The id of a rule or group of the builder. */
  id: string;
  part: "rule" | "field" | "operator" | "value";
  code: string;
  message: string;
}

const PARTS = new Set(["field", "operator", "value"]);

/** Finds the builder's row for the server's place. What names no row lands on the nearest group around it. */
export function placeProblem(group: BuilderGroup, problem: ConditionProblem): PlacedProblem {
  const { code, message } = problem;
  let node: BuilderGroup | BuilderRule = group;
  const steps = problem.pointer.split("/").filter(Boolean);
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] ?? "";
    if (isGroup(node)) {
      const next: BuilderGroup | BuilderRule | undefined = step === "rules" ? node.rules[Number(steps[at + 1])] : undefined;
      if (!next) break;
      node = next;
      at += 1;
    } else if (step === "value" && isMatch(node.operator) && steps.length > at + 1) {
      const inner: BuilderGroup | undefined = (node.value as RecordsValue | null)?.query;
      if (!inner) break;
      node = inner;
    } else {
      const part = step === "match" || step === "valueSource" ? "value" : step;
      return { id: node.id, part: (PARTS.has(part) ? part : "rule") as PlacedProblem["part"], code, message };
    }
  }
  return { id: node.id, part: "rule", code, message };
}
