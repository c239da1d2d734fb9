import { isGroup, isMatch, MATCH, needsNoValue, needsThreshold, newGroup, newId, shapeValue, type BuilderGroup, type BuilderRule, type Condition, type RecordsValue } from "./model";

interface Source {
  [key: string]: unknown;
}

const isSource = (value: unknown): value is Source => typeof value === "object" && value !== null && !Array.isArray(value);

/** What the server stores -> what the builder edits. Anything unreadable becomes an empty group, never an exception. */
export function toBuilder(condition: unknown): BuilderGroup {
  if (!isSource(condition) || !Array.isArray(condition.rules)) return newGroup();
  const rules = condition.rules as unknown[];
  const group =
    typeof condition.combinator === "string" || rules.length < 2
      ? newGroup(rules.filter(isSource).map(toNode), condition.combinator === "or" ? "or" : "and")
      : independent(rules);
  return condition.not === true ? { ...group, not: true } : group;
}

/** rule, "and", rule, "or", rule: "and" binds more tightly, as the server reads it. */
function independent(rules: readonly unknown[]): BuilderGroup {
  const runs: (BuilderRule | BuilderGroup)[][] = [[]];
  for (const item of rules) {
    if (item === "or") runs.push([]);
    else if (isSource(item)) runs.at(-1)?.push(toNode(item));
  }
  if (runs.length === 1) return newGroup(runs[0]);
  const members = runs.flatMap((run) => (run.length > 1 ? [newGroup(run)] : run));
  return newGroup(members, "or");
}

function toNode(source: Source): BuilderRule | BuilderGroup {
  if (Array.isArray(source.rules)) return toBuilder(source);
  const rule = { id: newId(), field: String(source.field ?? ""), operator: String(source.operator ?? "=") };
  if (isSource(source.match)) {
    const threshold = typeof source.match.threshold === "number" ? source.match.threshold : null;
    const value: RecordsValue = { threshold, query: toBuilder(source.value) };
    return { ...rule, operator: `${MATCH}${String(source.match.mode)}`, value };
  }
  return { ...rule, value: source.value ?? "", ...(source.valueSource === "field" ? { valueSource: "field" as const } : {}) };
}

/** What the builder holds -> what the server stores: no ids, no leftovers, values in the shape of their operator. */
export function fromBuilder(group: BuilderGroup): Condition {
  const source: Condition = { combinator: group.combinator === "or" ? "or" : "and", rules: group.rules.map((node) => (isGroup(node) ? fromBuilder(node) : fromRule(node))) };
  return group.not ? { ...source, not: true } : source;
}

function fromRule(rule: BuilderRule): Condition {
  const { field, operator } = rule;
  if (isMatch(operator)) {
    const { threshold, query } = (rule.value ?? {}) as Partial<RecordsValue>;
    const match = { mode: operator.slice(MATCH.length), ...(needsThreshold(operator) ? { threshold: threshold ?? 1 } : {}) };
    return { field, operator: "=", match, value: query ? fromBuilder(query) : { combinator: "and", rules: [] } };
  }
  if (needsNoValue(operator)) return { field, operator };
  const value = shapeValue(operator, rule.value);
  return rule.valueSource === "field" ? { field, operator, value, valueSource: "field" } : { field, operator, value };
}

/** The names of the facts that a condition asks about, those of records as their list's. */
export function usedFacts(group: BuilderGroup, into: Set<string> = new Set()): Set<string> {
  for (const node of group.rules) {
    if (isGroup(node)) usedFacts(node, into);
    else {
      if (node.field) into.add(node.field);
      if (node.valueSource === "field" && typeof node.value === "string" && node.value) into.add(node.value);
    }
  }
  return into;
}
