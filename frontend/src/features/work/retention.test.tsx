import { renderHook, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { useKeptLine } from "@/lib/kept";
import { show, violations } from "@/test/harness";

import { Kinds } from "./components/Kinds";

const kinds = [
  { key: "pre_application", label: "Ön başvurular", count: 3, is_more: false },
  { key: "appointment", label: "Dosyasız randevular", count: 1000, is_more: true },
];

describe("the kinds of record whose keeping ends", () => {
  it("says how many of each there are and which is shown", async () => {
    const onChange = vi.fn();
    const { container } = await show(<Kinds kinds={kinds} kind="pre_application" onChange={onChange} />);
    expect(screen.getByRole("button", { name: "Ön başvurular (3)", pressed: true })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Dosyasız randevular (1.000+)", pressed: false }));
    expect(onChange).toHaveBeenCalledWith("appointment");
    expect(await violations(container)).toEqual([]);
  });
});

describe("the line on a record's own page", () => {
  const line = (...args: Parameters<typeof useKeptLine>) => renderHook(() => useKeptLine(...args)).result.current.value;

  it("tells the last day with its article, and whether it is over", () => {
    expect(line({ until: "2031-03-14", article: "Uygulama Esasları m. 20" })).toBe("14.03.2031 günü dolar · Uygulama Esasları m. 20");
    expect(line({ until: "2020-03-14", article: "" })).toBe("14.03.2020 günü doldu");
  });

  it("is silent while nothing runs, and names the file where a record goes with it", () => {
    expect(line({ until: null, article: "m. 20" })).toBeNull();
    expect(line(null)).toBeNull();
    expect(line(null, true)).toBe("Adayın dosyasıyla birlikte saklanır");
    expect(line({ until: "2031-03-14", article: "" }, true)).toBe("Adayın dosyasıyla birlikte saklanır · 14.03.2031 günü dolar");
  });
});
