import { describe, expect, it } from "vitest";

import { bodyOf, distinctTimes, faultsOf, nearest, NOTHING, reachable, stepsOf, tidyCode, withService, withUnit, type Answers } from "./answers";
import type { Desk, Service } from "./api";

const service: Service = { programme: "p1", key: "application", label: "Başvuru görüşmesi", description: "", minutes: 60, places: [] };
const other: Service = { ...service, key: "information", label: "Bilgi alma" };
const desk: Desk = { municipality: "İzmir", units: [{ id: "u1", name: "Merkez" }, { id: "u2", name: "Bornova" }], services: [service, other], needs: [], relations: [{ key: "mother", label: "Annesi" }] };
const mother: Answers = {
  ...NOTHING, programme: "p1", service: "application", unit: "u1", slot: "s1", starts_at: "2026-11-23T06:30:00Z",
  booker: "other", candidate_name: "Deniz Örnek", booker_name: "Hatice Örnek", relation: "mother", coming_along: "yes", phone: "0500 000 00 00",
};

describe("the steps", () => {
  it("ask for an office only where there is a choice", () => {
    expect(stepsOf(desk, mother)).toContain("yer");
    expect(stepsOf({ ...desk, units: [{ id: "u1", name: "Merkez" }] }, mother)).not.toContain("yer");
    expect(stepsOf({ ...desk, services: [{ ...service, units: ["u2"] }] }, mother)).not.toContain("yer");
  });

  it("lead back to the first open question, whatever the address says", () => {
    expect(reachable("ozet", NOTHING, desk)).toBe("konu");
    expect(reachable("ozet", { ...mother, slot: "" }, desk)).toBe("zaman");
    expect(reachable("ozet", mother, desk)).toBe("ozet");
    expect(reachable("kim", mother, desk)).toBe("kim");
    expect(reachable("baska", mother, desk)).toBe("konu");
  });

  it("fill in the only office by themselves", () => {
    expect(withService(NOTHING, service, { ...desk, units: [{ id: "u1", name: "Merkez" }] }).unit).toBe("u1");
  });
});

describe("answers", () => {
  it("lose the time with the subject or the office, and nothing else", () => {
    expect(withService(mother, other, desk)).toEqual({ ...mother, service: "information", slot: "", starts_at: "" });
    expect(withUnit(mother, "u2")).toEqual({ ...mother, unit: "u2", slot: "", starts_at: "" });
    expect(withService(mother, service, desk)).toEqual(mother);
    expect(withUnit(mother, "u1")).toEqual(mother);
  });

  it("of a relative are asked for by name and relation", () => {
    const missing = { ...mother, booker_name: " ", relation: "", coming_along: "" as const };
    expect(faultsOf("kim", missing, desk).map((one) => one.field)).toEqual(["booker_name", "relation", "coming_along"]);
    expect(faultsOf("kim", { ...missing, booker: "self" }, desk)).toEqual([]);
  });

  it("need one way of contact, written so that it can be used", () => {
    expect(faultsOf("iletisim", { ...mother, phone: "" }, desk)).toEqual([{ field: "phone", problem: "contact" }]);
    expect(faultsOf("iletisim", { ...mother, phone: "", email: "hatice@ornek.example" }, desk)).toEqual([]);
    expect(faultsOf("iletisim", { ...mother, phone: "123", email: "hatice" }, desk).map((one) => one.problem)).toEqual(["phone", "email"]);
  });

  it("that were typed for a relative and given up are not sent", () => {
    expect(bodyOf(mother)).toMatchObject({ booker: "other", booker_name: "Hatice Örnek", relation: "mother", coming_along: true });
    expect(bodyOf({ ...mother, booker: "self" })).toMatchObject({ booker_name: "", relation: "", coming_along: false });
  });
});

describe("a time that was taken meanwhile", () => {
  const slot = (id: string, starts_at: string) => ({ id, starts_at });
  const days = [
    { date: "2026-11-23", slots: [slot("a", "2026-11-23T05:00:00Z"), slot("b", "2026-11-23T06:30:00Z"), slot("c", "2026-11-23T08:00:00Z")] },
    { date: "2026-11-24", slots: [slot("d", "2026-11-24T06:30:00Z"), slot("e", "2026-11-24T12:00:00Z")] },
  ];

  it("is answered with the nearest free ones, earlier and later, in order", () => {
    expect(nearest(days, slot("b", "2026-11-23T06:30:00Z"), 3).map((one) => one.id)).toEqual(["a", "c", "d"]);
  });

  it("is answered with another desk at the same time before any other", () => {
    const twin = { date: "2026-11-23", slots: [slot("b", "2026-11-23T06:30:00Z"), slot("b2", "2026-11-23T06:30:00Z"), slot("c", "2026-11-23T08:00:00Z")] };
    expect(nearest([twin], slot("b", "2026-11-23T06:30:00Z"), 1).map((one) => one.id)).toEqual(["b2"]);
    expect(distinctTimes([twin])[0]?.slots.map((one) => one.id)).toEqual(["b", "c"]);
  });

  it("is answered with nothing where nothing is free", () => {
    expect(nearest([], slot("b", "2026-11-23T06:30:00Z"), 3)).toEqual([]);
  });
});

it("reads a code as people copy it from paper", () => {
  expect([" abcd-2345 ", "ABCD 2345", "abcdıi–7"].map(tidyCode)).toEqual(["ABCD2345", "ABCD2345", "ABCDII7"]);
});
