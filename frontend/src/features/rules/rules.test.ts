import { describe, expect, it } from "vitest";

import type { RuleSet } from "@/lib/programmes";

import type { RuleFinding } from "./api";
import { factsOf, freeKey, fromDraft, keyOf, moved, newClause, sameRules, toDraft } from "./draft";
import { placeFindings } from "./findings";
import { affectsNobody, type WhatIf } from "./what-if";

const ruleSet: RuleSet = {
  key: "uygunluk",
  point: "eligibility",
  label: { tr: "Uygunluk", en: "Eligibility" },
  clauses: [
    {
      key: "adult",
      condition: { combinator: "and", rules: [{ field: "age", operator: ">=", value: 18 }] },
      effect: { kind: "require" },
      message: { tr: "18 yaşını doldurmuş olmalı." },
      basis: { source: "karar", article: "5/1-a" },
    },
    {
      key: "vehicle",
      condition: { combinator: "and", rules: [] },
      effect: { kind: "limit", value: "visits", points: 4 },
      message: { tr: "En çok dört ziyaret.", en: "Four visits at most." },
      capability: "courses",
    },
  ],
};
const finding = (place: string, over: Partial<RuleFinding> = {}): RuleFinding => ({ place, code: "wrong", message: "Yanlış.", remedy: "", weight: "error", ...over });

describe("a rule set while it is edited", () => {
  it("comes back as it was read", () => {
    expect(fromDraft(toDraft(ruleSet))).toEqual(ruleSet);
    expect(sameRules(ruleSet, structuredClone(ruleSet))).toBe(true);
  });

  it("leaves out what an effect does not take and what is empty", () => {
    const draft = toDraft(ruleSet);
    const [, limit] = draft.clauses;
    if (!limit) throw new Error("two clauses");
    const changed = { ...draft, label: { tr: "Uygunluk", en: " " }, clauses: [{ ...limit, effect: { ...limit.effect, kind: "require" as const }, capability: null }] };
    expect(fromDraft(changed)).toMatchObject({ label: { tr: "Uygunluk" }, clauses: [{ effect: { kind: "require" } }] });
    expect(fromDraft(changed).clauses?.[0]?.effect).toEqual({ kind: "require" });
    expect(fromDraft({ ...draft, clauses: [] })).not.toHaveProperty("clauses");
  });

  it("gives new clauses keys that nothing has", () => {
    expect(freeKey("madde", ["adult", "madde_3"])).toBe("madde_4");
    expect(newClause(["exclude"], ["madde_1"])).toMatchObject({ key: "madde_2", effect: { kind: "exclude" } });
    expect(keyOf("  Başvuru uygunluğu (İÇ) ")).toBe("basvuru_uygunlugu_ic");
    expect(keyOf("2014 şartı")).toBe("sarti");
  });

  it("asks of a made-up person only what the clauses look at", () => {
    const field = (name: string) => ({ name, label: name, factType: "integer" as const, special: false, origin: "", operators: [] });
    expect(factsOf(toDraft(ruleSet), [field("sex"), field("age")]).map((one) => one.name)).toEqual(["age"]);
  });

  it("moves clauses", () => {
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  });
});

describe("findings", () => {
  const draft = toDraft(ruleSet);
  const [adult, vehicle] = draft.clauses;
  if (!adult || !vehicle) throw new Error("two clauses");

  it("land on the row of the condition, the field of the clause, the field of the set", () => {
    const placed = placeFindings(
      [finding("rules.3.clauses.0.condition.rules.0.value"), finding("clauses.1.message.tr"), finding("clauses.1.effect"), finding("rules.3.label.tr"), finding("clauses")],
      draft,
      true,
    );
    expect(placed.conditions[adult.id]).toEqual([{ id: adult.condition.rules[0]?.id, part: "value", code: "wrong", message: "Yanlış." }]);
    expect(placed.fields).toEqual({ [`${vehicle.id}.message.tr`]: "Yanlış.", [`${vehicle.id}.effect.kind`]: "Yanlış.", "label.tr": "Yanlış." });
    expect(placed.rest).toEqual(["Yanlış."]);
    expect(placed.count).toBe(5);
  });

  it("read a JSON pointer inside a place as well", () => {
    const placed = placeFindings([finding("clauses.0.condition/rules/0/operator")], draft, true);
    expect(placed.conditions[adult.id]?.[0]).toMatchObject({ part: "operator" });
  });

  it("say of what is only empty nothing before somebody saves", () => {
    const empty = [finding("clauses.1.message.tr", { code: "string_too_short" }), finding("clauses.0.condition.rules.0.field", { code: "unknown_field", message: "“” adında bir bilgi yok." })];
    expect(placeFindings(empty, draft, false).count).toBe(0);
    expect(placeFindings(empty, draft, true).count).toBe(2);
  });

  it("keep advice apart: it stops nothing", () => {
    const placed = placeFindings([finding("clauses.0.condition", { weight: "advice", remedy: "Bölün." })], draft, false);
    expect(placed).toMatchObject({ count: 0, advice: { [adult.id]: ["Yanlış. Bölün."] } });
  });
});

describe("a what-if", () => {
  const found = (loses: number | null, changed: number | null) =>
    ({ persons: { totals: { gains: 0, loses, undecided: 0, ruled_out: 0, unchanged: 40 } }, cases: { totals: { changed, unchanged: 3 } } }) as unknown as WhatIf;

  it("affects nobody only where every figure is a shown zero", () => {
    expect(affectsNobody(found(0, 0))).toBe(true);
    expect(affectsNobody(found(1, 0))).toBe(false);
    expect(affectsNobody(found(0, 2))).toBe(false);
    expect(affectsNobody(found(null, 0))).toBe(false);
  });
});
