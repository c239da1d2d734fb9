import { describe, expect, it } from "vitest";

import { ageOn, formatBirth, formatDate, formatDateTime, formatRelative, parseTypedDate } from "./dates";
import { formatNumber, formatPercent } from "./numbers";

describe("typed dates", () => {
  it.each(["21.11.1980", "21/11/1980", "21 11 1980", "21-11-1980", "21111980", "1980-11-21"])("%s is the 21st of November", (typed) => {
    expect(parseTypedDate(typed)).toEqual({ value: "1980-11-21", precision: "day" });
  });

  it("know less when less is known", () => {
    expect(parseTypedDate("11.1980")).toEqual({ value: "1980-11-01", precision: "month" });
    expect(parseTypedDate("1980")).toEqual({ value: "1980-01-01", precision: "year" });
  });

  it.each(["31.02.1980", "21.13.1980", "21.11.80", "dün", "0"])("%s is refused", (typed) => {
    expect(parseTypedDate(typed)).toBeNull();
  });
});

describe("written dates", () => {
  it("read as Turkish writes them", () => {
    expect(formatDate("2026-11-21")).toBe("21.11.2026");
    expect(formatDate("1980-01-01", "year")).toBe("1980");
    expect(formatDate(null)).toBe("");
    // 21.30 UTC is half past midnight of the next day in Türkiye.
    expect(formatDateTime("2026-11-21T21:30:00Z")).toBe("22.11.2026 00.30");
  });

  it("carry the age beside the birth date, marked where it is a guess", () => {
    expect(formatBirth("1980-11-22", "day", "2026-11-21")).toBe("22.11.1980 (45)");
    expect(formatBirth("1980-01-01", "year", "2026-11-21")).toBe("1980 (≈46)");
    expect(ageOn("2004-02-29", "2026-02-28")).toBe(21);
  });

  it("say how long ago", () => {
    expect(formatRelative("2026-11-18T10:00:00Z", new Date("2026-11-21T12:00:00Z"))).toBe("3 gün önce");
  });
});

describe("numbers", () => {
  it("use the Turkish comma, point and leading percent sign", () => {
    expect(formatNumber(1234.5)).toBe("1.234,5");
    expect(formatPercent(0.2341)).toBe("%23,4");
  });
});
