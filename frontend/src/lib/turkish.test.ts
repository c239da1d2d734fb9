import { describe, expect, it } from "vitest";

import { initials, trCompare, trFold, trIncludes, trLower, trUpper } from "./turkish";

describe("Turkish letters", () => {
  it("keep the dot apart in both directions", () => {
    expect(trLower("IŞIK İĞNE")).toBe("ışık iğne");
    expect(trUpper("ışık iğne")).toBe("IŞIK İĞNE");
  });

  it("fold to one spelling whatever was typed", () => {
    for (const typed of ["IŞIK", "ışık", "isik", "Işik", "ISIK"]) expect(trFold(typed)).toBe("isik");
    expect(trFold("Kâzım Çağlayan ÖZGÜ")).toBe("kazim caglayan ozgu");
    expect(trFold("I\u0307brahim")).toBe("ibrahim");
  });

  it("sort as the alphabet does", () => {
    expect(["Şahin", "Sarı", "Çelik", "Cemal", "İnce", "Ilgaz", "Öz", "Oya"].sort(trCompare)).toEqual(["Cemal", "Çelik", "Ilgaz", "İnce", "Oya", "Öz", "Sarı", "Şahin"]);
  });

  it("match every word anywhere", () => {
    expect(trIncludes("Ayşe Nur Işıldar", "isil ayse")).toBe(true);
    expect(trIncludes("Ayşe Nur Işıldar", "fatma")).toBe(false);
  });

  it("make initials in capitals", () => {
    expect(initials("ibrahim ılgaz")).toBe("İI");
    expect(initials("  ")).toBe("");
  });
});
