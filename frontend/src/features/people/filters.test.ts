import { describe, expect, it } from "vitest";

import { fromStoredView, toExportFilters, toQuery, toStoredView } from "./filters";

describe("filters of the list of people", () => {
  it("asks for an age band by its two bounds", () => {
    expect(toQuery({ age: "65-", sex: "female" })).toEqual({ sex: "female", age_from: "65", age_to: undefined });
  });

  it("names what an export keeps as the server stores it", () => {
    expect(toExportFilters({ q: "ışık", unit: "u1", age: "0-17", sort: "name", cursor: "c", district: undefined })).toEqual({ text: "ışık", unit_id: "u1", age_from: "0", age_to: "17" });
  });

  it("brings a saved view back as it was", () => {
    const view = { q: "ayşe", age: "18-24", sort: "-registered_on", sex: "female" };
    expect(fromStoredView(toStoredView(view))).toEqual(view);
    expect(fromStoredView(toStoredView({ age: "65-" }))).toEqual({ age: "65-" });
  });
});
