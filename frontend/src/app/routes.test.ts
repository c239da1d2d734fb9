import { describe, expect, it } from "vitest";

import { features } from "./features";

const twice = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

describe("the features together", () => {
  it("have no address twice: the router refuses to start with two routes of one name", () => {
    expect(twice(features.flatMap((feature) => feature.routes.map((route) => route.path)))).toEqual([]);
  });

  it("have no place in the navigation twice", () => {
    expect(twice(features.flatMap((feature) => (feature.nav ?? []).map((entry) => entry.to)))).toEqual([]);
  });
});
