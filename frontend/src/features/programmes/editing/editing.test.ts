import { describe, expect, it } from "vitest";

import { clean, fill, labelsOf, missingPlaces, type Field, type ListField } from "./fields";
import { countOf, keyFrom } from "@/lib/keys";
import { selectionFaults } from "./selection";
import { wordDiff } from "./words";

describe("a key made of a Turkish label", () => {
  it("is ascii, small and begins with a letter", () => {
    expect(keyFrom("Engellilik Sağlık Kurulu Raporu")).toBe("engellilik_saglik_kurulu_raporu");
    expect(keyFrom("İŞKUR'a yönlendirme (ıslak imzalı)")).toBe("iskur_a_yonlendirme_islak_imzali");
    expect(keyFrom("2. görüşme")).toBe("gorusme");
    expect(keyFrom("ç")).toBe("c");
    expect(keyFrom(" - 12 ")).toBe("");
  });

  it("never is one that is taken, and never too long", () => {
    expect(keyFrom("Rapor", new Set(["rapor"]))).toBe("rapor_2");
    expect(keyFrom("Rapor", new Set(["rapor", "rapor_2"]))).toBe("rapor_3");
    const long = keyFrom("uzun ".repeat(20));
    expect(long.length).toBeLessThanOrEqual(48);
    expect(long).toMatch(/^[a-z][a-z0-9_]{0,47}$/);
    expect(keyFrom("uzun ".repeat(20), new Set([long]))).toMatch(/^[a-z][a-z0-9_]{0,45}_2$/);
  });

  it("is known to be referred to when it stands more than once", () => {
    const values = { stages: [{ key: "kayit" }], transitions: [{ sources: ["kayit"], target: "son" }] };
    expect(countOf("kayit", values)).toBe(2);
    expect(countOf("son", values)).toBe(1);
  });
});

describe("a choice of target groups", () => {
  const iskep = { exactly: 3, mandatory: ["disabled"] };

  it("of exactly three with disabled persons among them stands", () => {
    expect(selectionFaults(["poverty", "disabled", "roma"], iskep)).toEqual([]);
  });

  it("of another number, or without the mandatory group, is refused with the reason", () => {
    expect(selectionFaults(["disabled", "roma"], iskep)).toEqual([{ rule: "exactly", count: 3, chosen: 2 }]);
    expect(selectionFaults(["poverty", "ex_offender", "roma"], iskep)).toEqual([{ rule: "mandatory", group: "disabled" }]);
    expect(selectionFaults(["a", "a", "disabled"], iskep)).toEqual([{ rule: "exactly", count: 3, chosen: 2 }]);
  });

  it("knows bounds, and is free without any", () => {
    expect(selectionFaults([], { at_least: 1 })).toEqual([{ rule: "atLeast", count: 1, chosen: 0 }]);
    expect(selectionFaults(["a", "b"], { at_most: 1 })).toEqual([{ rule: "atMost", count: 1, chosen: 2 }]);
    expect(selectionFaults([], {})).toEqual([]);
    expect(selectionFaults([], { exactly: null, at_least: null })).toEqual([]);
  });
});

describe("a described part", () => {
  const list: ListField = {
    kind: "parts",
    name: "documents",
    label: "Belgeler",
    add: "Ekle",
    fresh: "Yeni belge",
    empty: "Yok",
    nameAt: "label",
    fields: [
      { kind: "words", name: "label", label: "Ad", isRequired: true },
      { kind: "text", name: "text", label: "Metin" },
      { kind: "number", name: "valid_months", label: "Geçerlilik" },
      { kind: "lines", name: "substitutes", label: "Yerine geçenler", add: "Ekle" },
      { kind: "citation", name: "basis", label: "Dayanak" },
      { kind: "choice", name: "unit", label: "Birim", options: () => [] },
    ],
  };
  const fields: Field[] = [list, { kind: "date", name: "effective.starts_on", label: "Yürürlük" }];

  it("gives every input something to hold and keeps what is not described", () => {
    const filled = fill(fields, { documents: [{ key: "a", label: { tr: "A" }, filter: { all: [] } }] });
    expect(filled).toEqual({
      documents: [
        { key: "a", filter: { all: [] }, label: { tr: "A", en: "" }, text: { tr: "", en: "" }, valid_months: "", substitutes: [], basis: { source: "", article: "" }, unit: "" },
      ],
      effective: { starts_on: null },
    });
  });

  it("sends nothing for what was left blank", () => {
    const filled = fill(fields, { documents: [{ key: "a", label: { tr: "A" }, substitutes: [{ tr: " " }, { tr: "Alındı" }] }] });
    expect(clean(fields, filled).documents).toEqual([
      { key: "a", label: { tr: "A", en: "" }, text: null, valid_months: null, substitutes: [{ tr: "Alındı", en: "" }], basis: null, unit: null },
    ]);
  });

  it("names what is missing at its place, and the place in words", () => {
    const filled = fill(fields, { documents: [{ key: "a", label: { tr: "A" } }, {}] });
    expect(missingPlaces(fields, filled)).toEqual(["documents.1.label.tr"]);
    expect(labelsOf(fields)).toMatchObject({ "documents.*.label.tr": "Ad", "documents.*.basis.source": "Dayanak", "effective.starts_on": "Yürürlük" });
  });
});

describe("two wordings", () => {
  it("are compared word by word, and read back whole", () => {
    const pieces = wordDiff("Kişi ikametgah belgesi getirir.", "Kişi yerleşim yeri belgesi getirir.");
    expect(pieces).toEqual([
      { kind: "same", text: "Kişi " },
      { kind: "removed", text: "ikametgah " },
      { kind: "added", text: "yerleşim yeri " },
      { kind: "same", text: "belgesi getirir." },
    ]);
    expect(pieces.filter((one) => one.kind !== "added").map((one) => one.text).join("")).toBe("Kişi ikametgah belgesi getirir.");
  });

  it("are compared as a whole where they are very long", () => {
    const long = "a ".repeat(700);
    expect(wordDiff(long, `${long}b`).map((one) => one.kind)).toEqual(["removed", "added"]);
    expect(wordDiff("", "yeni")).toEqual([{ kind: "added", text: "yeni" }]);
  });
});
