import { describe, expect, it } from "vitest";

import type { Form } from "@/lib/programmes";

import { added, asksSpecial, canMove, cleaned, countQuestions, duplicated, moved, nodeAt, placeOf, removed, replaced, takenKeys } from "./model";

const FORM: Form = {
  key: "basvuru",
  title: { tr: "Başvuru" },
  sections: [
    { key: "genel", title: { tr: "Genel" }, items: [{ key: "ad", kind: "text", label: { tr: "Ad" } }, { key: "yas", kind: "integer", label: { tr: "Yaş" } }] },
    { key: "cocuklar", title: { tr: "Çocuklar" }, items: [{ type: "group", key: "cocuk", label: { tr: "Çocuk" }, item_label: { tr: "Çocuk" }, fields: [{ key: "ad", kind: "text", label: { tr: "Ad" }, special: true }] }] },
  ],
};

const keys = (form: Form) => form.sections.map((section) => (section.items ?? []).map((item) => item.key));

describe("a form in the builder", () => {
  it("gives a new question a key of its own, which no other answer has", () => {
    const { form, place } = added(FORM, [0], "text", "Ad");
    expect(place).toEqual([0, 2]);
    expect(nodeAt(form, place)).toMatchObject({ key: "ad_2", label: { tr: "Ad" } });
    expect(nodeAt(added(FORM, [1, 0], "date", "Doğum günü").form, [1, 0, 1])).toMatchObject({ key: "dogum_gunu" });
  });

  it("counts keys inside a repeated group for themselves", () => {
    expect(takenKeys(FORM, [1, 0])).toEqual(new Set(["ad"]));
    expect(takenKeys(FORM, [0])).toEqual(new Set(["ad", "yas", "cocuk"]));
  });

  it("moves a question among its neighbours and over the edge of its section, and back", () => {
    const down = moved(FORM, [0, 1], 1);
    expect(keys(down.form)).toEqual([["ad"], ["yas", "cocuk"]]);
    expect(down.place).toEqual([1, 0]);
    expect(moved(down.form, down.place, -1).form).toEqual(FORM);
    expect(canMove(FORM, [0, 0], -1)).toBe(false);
    expect(canMove(FORM, [1], 1)).toBe(false);
  });

  it("copies under new keys, and a copy feeds no fact", () => {
    const fed = replaced(FORM, [0, 0], { key: "ad", kind: "text", label: { tr: "Ad" }, feeds: "adi" });
    const { form, place } = duplicated(fed, [0, 0]);
    expect(nodeAt(form, place)).toMatchObject({ key: "ad_2", feeds: null });
    expect(keys(duplicated(FORM, [0]).form)).toEqual([["ad", "yas"], ["ad_2", "yas_2"], ["cocuk"]]);
  });

  it("removes only what was named", () => {
    expect(keys(removed(FORM, [0, 0]))).toEqual([["yas"], ["cocuk"]]);
    expect(keys(removed(FORM, [1]))).toEqual([["ad", "yas"]]);
  });

  it("finds the place of what the server says", () => {
    expect(placeOf(["sections", 1, "items", 0, "fields", 0, "label", "tr"])).toEqual({ place: [1, 0, 0], rest: "label.tr" });
    expect(placeOf(["title", "tr"])).toEqual({ place: [], rest: "title.tr" });
  });

  it("sends nothing that says nothing, and keeps what the server has to name", () => {
    const form = replaced(FORM, [0, 0], { key: "ad", kind: "text", label: { tr: "" }, help: { tr: "" }, shown_when: { combinator: "and", rules: [] }, minimum: null, privacy: { purpose: { tr: "" } } });
    expect(nodeAt(cleaned(form), [0, 0])).toEqual({ key: "ad", kind: "text", label: { tr: "" } });
  });

  it("knows how many questions there are and whether one is special", () => {
    expect(countQuestions(FORM)).toBe(3);
    expect(asksSpecial(FORM)).toBe(true);
    expect(asksSpecial(removed(FORM, [1]))).toBe(false);
  });
});
