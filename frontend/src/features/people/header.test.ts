import { describe, expect, it } from "vitest";

import { ApiProblem } from "@/lib/problems";

import type { Person } from "./api";
import { headerField, toHeaderChanges, toHeaderValues } from "./header";
import { formatPhone } from "./phones";
import { reshapeProblem } from "./problems";

const person = { given_names: "Ayşe", surname: "Işık", birth_date: "1980-01-01", birth_precision: "year", sex: "", channel: "office", interviewer: { id: "i1", name: "Elif" }, unit: null, programme: null } as Person;

describe("the header of a record", () => {
  it("sends only what was touched, so that it cannot undo a colleague's edit", () => {
    const before = toHeaderValues(person);
    expect(toHeaderChanges(before, before)).toEqual({});
    expect(toHeaderChanges({ ...before, birth: { value: null, precision: "unknown" }, sex: "female" }, before)).toEqual({ birth_date: null, birth_precision: "unknown", sex: "female" });
  });

  it("shows a conflict's record as the form holds it, and complaints where one can type", () => {
    const stale = new ApiProblem(409, { code: "stale_version", current: { ...person, version: 7 }, errors: [{ field: "birth_date", code: "x", message: "Yanlış" }] });
    const shaped = reshapeProblem(stale, { field: headerField, current: (record) => ({ ...toHeaderValues(record as unknown as Person), version: record.version }) });
    expect(shaped.isStale).toBe(true);
    expect(shaped.current).toMatchObject({ birth: { value: "1980-01-01", precision: "year" }, interviewer: "i1", version: 7 });
    expect(shaped.errors[0]?.field).toBe("birth");
  });

  it("writes a number as it is read aloud", () => {
    expect(formatPhone("+905321234567")).toBe("0532 123 45 67");
    expect(formatPhone("+4915112345678")).toBe("+4915112345678");
  });
});
