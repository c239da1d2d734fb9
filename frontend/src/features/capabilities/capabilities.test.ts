import { describe, expect, it } from "vitest";

import { grantMeaning, type Grant } from "./api";

const grant = (values: Partial<Grant>) => ({ state: "approved", is_over: false, ...values }) as Grant;

describe("a grant", () => {
  it("is painted by where it stands, not only by its stored state", () => {
    expect(grantMeaning(grant({}))).toBe("done");
    expect(grantMeaning(grant({ is_over: true }))).toBe("attention");
    expect(grantMeaning(grant({ state: "requested" }))).toBe("info");
    expect(grantMeaning(grant({ state: "refused" }))).toBe("danger");
    expect(grantMeaning(grant({ state: "ended" }))).toBe("neutral");
  });
});
