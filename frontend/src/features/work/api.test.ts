import { describe, expect, it } from "vitest";

import { formatNumber } from "@/lib/numbers";

import { counted } from "./api";

const queue = { key: "cases_overdue", label: "", hint: "", link: "", count: 1000, is_more: true };

describe("how many wait", () => {
  it("says that there are more where counting stopped", () => {
    expect(counted(queue, formatNumber)).toBe("1.000+");
    expect(counted({ ...queue, count: 3, is_more: false }, formatNumber)).toBe("3");
  });
});
