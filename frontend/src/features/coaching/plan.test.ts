import { describe, expect, it } from "vitest";

import type { Plan } from "./api";
import { bodyOf, emptyPlan, valuesOf } from "./components/PlanForm";

const PLAN = {
  goals: [{ words: "Otobüsle gitmek istiyorum.", measure: "" }],
  services: [{ activity: { key: "monitoring", label: "İzleme", letter: "f" }, responsible: { id: "u", name: "Koç" }, rhythm: { key: "weekly", label: "Haftada" }, times: 2, starts_on: null, ends_on: null, words: "Yol" }],
  coaching: [{ key: "at_work", label: "İş yerinde uyum" }], need: "Yön bulma", coaching_from: "2026-12-01", coaching_to: "2027-01-01", coaching_hours: "3.0", review_on: "2026-12-22",
  note: "Not", change: { key: "less", label: "Azaltıldı" }, changed: "Üçe indi", why: "Kendi gidiyor",
} as unknown as Plan; // prettier-ignore

describe("a plan's form", () => {
  it("sends no empty goal, no empty number and no missing activity", () => {
    const body = bodyOf({ ...emptyPlan("u"), goals: [{ words: " ", measure: "x" }, { words: "Yüzmek", measure: "" }] });
    expect(body.goals).toEqual([{ words: "Yüzmek", measure: "" }]);
    expect(body.coaching_hours).toBeNull();
    expect(body.services?.[0]?.activity).toBe("");
  });

  it("starts a re-structuring from the plan in use, without its days and reasons", () => {
    const values = valuesOf(PLAN, true);
    expect(values.goals[0]?.words).toBe("Otobüsle gitmek istiyorum.");
    expect(values.services[0]).toMatchObject({ activity: "monitoring", responsible: "u", times: 2 });
    expect([values.review_on, values.coaching_to, values.change, values.changed, values.why, values.note]).toEqual([null, null, "", "", "", ""]);
  });

  it("edits a draft as it stands", () => {
    const values = valuesOf(PLAN, false);
    expect([values.review_on, values.change, values.why, values.coaching_hours]).toEqual(["2026-12-22", "less", "Kendi gidiyor", "3.0"]);
  });
});
