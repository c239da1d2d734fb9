import { describe, expect, it } from "vitest";

import { fromBuilder, toBuilder, usedFacts } from "./convert";
import { isGroup, shapeValue, type BuilderRule, type RecordsValue } from "./model";
import { placeProblem } from "./places";

const adult = { field: "person.birth_date", operator: "<=", value: { relative: { unit: "year", amount: -18 } } };
const reports = {
  field: "reports",
  operator: "=",
  match: { mode: "atLeast", threshold: 2 },
  value: { combinator: "and", rules: [{ field: "rate", operator: ">=", value: 40 }] },
};
const whole = {
  combinator: "or",
  rules: [adult, { combinator: "and", rules: [{ field: "groups", operator: "in", value: ["a", "b"] }, reports], not: true }],
};
const rule = (source: object) => toBuilder({ combinator: "and", rules: [source] }).rules[0] as BuilderRule;

describe("a condition in the builder", () => {
  it("comes back as it went in: groups, negation, relative dates, records with their mode", () => {
    expect(fromBuilder(toBuilder(whole))).toEqual(whole);
  });

  it("keeps references to other facts and drops what an operator does not take", () => {
    const reference = { field: "a", operator: "<", value: "b", valueSource: "field" };
    expect(fromBuilder(toBuilder({ combinator: "and", rules: [reference] }))).toEqual({ combinator: "and", rules: [reference] });
    const known = { ...rule(adult), operator: "notNull" };
    expect(fromBuilder({ id: "g", combinator: "and", rules: [known] }).rules).toEqual([{ field: "person.birth_date", operator: "notNull" }]);
  });

  it("reads independent combinators as the server does: and binds more tightly", () => {
    const a = { field: "a", operator: "notNull" };
    const read = fromBuilder(toBuilder({ rules: [a, "and", a, "or", a] }));
    expect(read).toEqual({ combinator: "or", rules: [{ combinator: "and", rules: [a, a] }, a] });
  });

  it("survives what is no condition", () => {
    for (const nothing of [null, 5, "x", [], {}, { rules: "x" }]) expect(fromBuilder(toBuilder(nothing))).toEqual({ combinator: "and", rules: [] });
  });

  it("carries the mode of a list of records in the operator, its inner condition in the value", () => {
    const read = rule(reports);
    expect(read.operator).toBe("match:atLeast");
    expect((read.value as RecordsValue).threshold).toBe(2);
    const some = { ...read, operator: "match:some" };
    expect(fromBuilder({ id: "g", combinator: "and", rules: [some] }).rules).toEqual([{ ...reports, match: { mode: "some" } }]);
  });

  it("keeps a value through a change of the operator", () => {
    expect(shapeValue("in", "x")).toEqual(["x"]);
    expect(shapeValue("=", ["x", "y"])).toBe("x");
    expect(shapeValue("between", 4)).toEqual([4, null]);
    expect(shapeValue("in", "")).toEqual([]);
  });

  it("names the facts it asks about, references included", () => {
    const source = { combinator: "and", rules: [whole, { field: "a", operator: "<", value: "b", valueSource: "field" }] };
    expect([...usedFacts(toBuilder(source))]).toEqual(["person.birth_date", "groups", "reports", "a", "b"]);
  });
});

describe("the server's place of a problem", () => {
  const built = toBuilder(whole);
  const at = (pointer: string) => placeProblem(built, { pointer, code: "x", message: "m" });
  const inner = built.rules[1];
  if (!inner || !isGroup(inner)) throw new Error("the second member is a group");

  it("finds the rule and its part", () => {
    expect(at("/rules/0/value")).toMatchObject({ id: built.rules[0]?.id, part: "value" });
    expect(at("/rules/1/rules/0/value/1")).toMatchObject({ id: inner.rules[0]?.id, part: "value" });
    expect(at("/rules/1/rules/1/match/threshold")).toMatchObject({ id: inner.rules[1]?.id, part: "value" });
  });

  it("goes into the condition on records", () => {
    const records = (inner.rules[1] as BuilderRule).value as RecordsValue;
    expect(at("/rules/1/rules/1/value/rules/0/operator")).toMatchObject({ id: records.query.rules[0]?.id, part: "operator" });
    expect(at("/rules/1/rules/1/value/rules")).toMatchObject({ id: records.query.id, part: "rule" });
  });

  it("lands on the group around a place that is not there", () => {
    expect(at("")).toMatchObject({ id: built.id, part: "rule" });
    expect(at("/rules/1/rules")).toMatchObject({ id: inner.id, part: "rule" });
    expect(at("/rules/9/field")).toMatchObject({ id: built.id });
  });
});
