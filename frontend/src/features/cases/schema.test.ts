import { describe, expect, it } from "vitest";

import { joined, notRequiring } from "./schema";

describe("a correction without opened special answers", () => {
  it("asks for the other questions only, also inside of conditions and groups", () => {
    const schema = { required: ["a", "secret"], allOf: [{ if: {}, then: { required: ["secret", "b"] } }], $defs: { child: { required: ["secret"] } } };
    expect(notRequiring(schema, new Set(["secret"]))).toEqual({ required: ["a"], allOf: [{ if: {}, then: { required: ["b"] } }], $defs: { child: { required: [] } } });
  });

  it("leaves the schema that it was given as it is", () => {
    const schema = { required: ["secret"] };
    notRequiring(schema, new Set(["secret"]));
    expect(schema).toEqual({ required: ["secret"] });
  });
});

describe("opened special answers", () => {
  it("come beside the others, entry by entry inside of groups", () => {
    expect(joined({ a: 1, child: [{ age: 3 }, { age: 5 }] }, { secret: ["x"], child: [{ ill: true }, {}] })).toEqual({
      a: 1,
      secret: ["x"],
      child: [{ age: 3, ill: true }, { age: 5 }],
    });
  });
});
