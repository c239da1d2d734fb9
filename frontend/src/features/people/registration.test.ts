import { describe, expect, it } from "vitest";

import { emptyRegistration, missingOf, newPhone, toRegistration } from "./registration";

describe("registration", () => {
  it("sends a name and a channel alone, without empty rows", () => {
    const { body } = toRegistration(emptyRegistration({ given_names: "Işık" }));
    expect(body).toMatchObject({ given_names: "Işık", channel: "office", identities: [], phones: [], address: null, sensitive: [], notice: null });
  });

  it("brings complaints back to the row in which the value was typed", () => {
    const values = emptyRegistration({ phones: [newPhone(), { ...newPhone(), number: "12" }] });
    const { body, fieldOf } = toRegistration(values);
    expect(body.phones).toHaveLength(1);
    expect(fieldOf("phones.0.number")).toBe("phones.1.number");
    expect(fieldOf("birth_date")).toBe("birth");
  });

  it("says which choice a special-category complaint is about", () => {
    const special = { primary: "disabled", secondary: ["disabled", "roma"], disability: ["visual"], needs: [], source: "relative", basis: null };
    const { body, fieldOf } = toRegistration(emptyRegistration({ special }));
    expect(body.sensitive.map((one) => [one.code, one.rank])).toEqual([["disabled", "primary"], ["roma", "secondary"], ["visual", "secondary"]]);
    expect(fieldOf("sensitive.1.code")).toBe("special.secondary");
    expect(fieldOf("sensitive.1.source")).toBe("special.source");
    expect(fieldOf("sensitive.0.programme")).toBe("programme");
  });

  it("keeps a reason only while the information is missing", () => {
    const values = emptyRegistration({ missing: { sex: "unknown", email: null, education: "declined" } });
    expect(toRegistration({ ...values, sex: "female" }).body.missing_reasons).toEqual([{ field: "education", reason: "declined" }]);
    expect(missingOf(emptyRegistration({ birth: { value: "1980-01-01", precision: "year" } }))).not.toContain("birth_date");
  });
});
