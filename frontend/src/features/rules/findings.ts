import { placeProblem, type PlacedProblem } from "@/ui/conditions/places";

import type { RuleFinding } from "./api";
import type { RuleSetDraft } from "./draft";

/** Complaints about what is merely not filled in yet: shown once somebody tries to save. */
const EMPTY = new Set(["missing", "string_too_short", "missing_value", "empty_list", "needs_two", "value_missing", "points_missing", "empty_group", "not_an_object"]);

export interface PlacedFindings {
  /** By "label.tr" for the set, by "<clause id>.message.tr" for a clause; conditions apart. */
  fields: Record<string, string>;
  conditions: Record<string, PlacedProblem[]>;
  /** Advice by clause id: it is saved nevertheless. */
  advice: Record<string, string[]>;
  /** About nothing in particular. */
  rest: string[];
  /** How many keep the set from being saved. */
  count: number;
}

const words = (finding: RuleFinding) => [finding.message, finding.remedy].filter(Boolean).join(" ");

/** Brings every finding to the field or row that it is about. `hasTried` shows what is only empty, too. */
export function placeFindings(findings: readonly RuleFinding[], draft: RuleSetDraft, hasTried: boolean): PlacedFindings {
  const placed: PlacedFindings = { fields: {}, conditions: {}, advice: {}, rest: [], count: 0 };
  for (const finding of findings) {
    if (!hasTried && isEmptiness(finding)) continue;
    placeOne(finding, draft, placed);
    if (finding.weight === "error") placed.count += 1;
  }
  return placed;
}

/** A condition whose fact is not chosen yet asks about the fact called "". */
const isEmptiness = (finding: RuleFinding) => EMPTY.has(finding.code) || (finding.code === "unknown_field" && finding.message.includes("“”"));

function placeOne(finding: RuleFinding, draft: RuleSetDraft, placed: PlacedFindings): void {
  // A JSON pointer inside a place is written with slashes by some, with dots by others.
  const steps = finding.place.split(/[./]/).filter(Boolean);
  const at = steps.indexOf("clauses");
  const clause = at < 0 ? undefined : draft.clauses[Number(steps[at + 1])];
  const rest = at < 0 ? steps : steps.slice(at + 2);
  if (clause && finding.weight === "advice") {
    placed.advice[clause.id] = [...(placed.advice[clause.id] ?? []), words(finding)];
  } else if (clause && rest[0] === "condition") {
    const problem = placeProblem(clause.condition, { pointer: `/${rest.slice(1).join("/")}`, code: finding.code, message: words(finding) });
    placed.conditions[clause.id] = [...(placed.conditions[clause.id] ?? []), problem];
  } else if (clause && rest.length > 0) {
    placed.fields[`${clause.id}.${fieldOf(rest)}`] = words(finding);
  } else {
    const own = rest.slice(rest[0] === "rules" ? 2 : 0);
    if (!clause && (own[0] === "label" || own[0] === "key" || own[0] === "point")) placed.fields[fieldOf(own)] = words(finding);
    else placed.rest.push(words(finding));
  }
}

/** "message" alone is the Turkish one, the basis is one choice. */
function fieldOf(steps: readonly string[]): string {
  const [first = "", second] = steps;
  if (first === "message" || first === "label") return `${first}.${second === "en" ? "en" : "tr"}`;
  if (first === "effect") return `effect.${second ?? "kind"}`;
  return first === "basis" && second === "article" ? "article" : first === "basis" ? "source" : first;
}
