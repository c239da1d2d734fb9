import { describe, expect, it } from "vitest";

import { addDays, dayOf, formatMinute, isIsoDay, minuteOf, momentOf, parseTypedTime, weekdayOf, weekOf } from "./days";

describe("days", () => {
  it("cross months, years and leap days", () => {
    expect(addDays("2026-11-30", 1)).toBe("2026-12-01");
    expect(addDays("2027-01-01", -1)).toBe("2026-12-31");
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  });

  it("know Monday as the first day of the week", () => {
    expect(weekdayOf("2026-11-23")).toBe(1);
    expect(weekdayOf("2026-11-22")).toBe(7);
    expect(weekOf("2026-11-22")).toEqual(["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"]);
  });

  it("refuse what is no day, so that a mistyped address falls back to today", () => {
    expect(["2026-11-22", "2026-02-30", "bugün", "", null, undefined].map(isIsoDay)).toEqual([true, false, false, false, false, false]);
  });
});

describe("moments", () => {
  it("fall on the day they have in Türkiye, not in Greenwich", () => {
    expect(dayOf("2026-11-22T21:30:00Z")).toBe("2026-11-23");
    expect(minuteOf("2026-11-22T21:30:00Z")).toBe(30);
    expect(minuteOf("2026-11-23T06:30:00Z")).toBe(9 * 60 + 30);
  });

  it("are made of a day and a minute, and read back as the same", () => {
    const moment = momentOf("2026-11-23", 570);
    expect([dayOf(moment), minuteOf(moment), formatMinute(570)]).toEqual(["2026-11-23", 570, "09.30"]);
  });

  it("are read as people type them", () => {
    expect(["9.30", "09:30", "0930", "14", "25.00", "9.75", "öğlen", ""].map(parseTypedTime)).toEqual([570, 570, 570, 840, null, null, null, null]);
  });
});
