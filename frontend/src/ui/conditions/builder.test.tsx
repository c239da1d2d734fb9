import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";

import { show, violations } from "@/test/harness";

import { ConditionBuilder } from "./ConditionBuilder";
import { fromBuilder, toBuilder } from "./convert";
import { readTyped } from "./facts";
import type { BuilderField, BuilderGroup, Condition } from "./model";
import type { PlacedProblem } from "./places";

const operators = [
  { name: "=", label: "eşittir" },
  { name: "between", label: "arasındadır" },
  { name: "null", label: "bilinmiyor" },
];
const field = (name: string, label: string, factType: BuilderField["factType"], over: Partial<BuilderField> = {}): BuilderField => ({ name, label, factType, special: false, origin: "Kişi kaydı", operators, ...over });
const FIELDS = [
  field("age", "Yaş", "integer"),
  field("groups", "Hedef gruplar", "codes", { special: true, operators: [{ name: "in", label: "şunlardan biridir" }], values: [{ name: "disabled", label: "Engelli birey" }] }),
  field("registered_on", "Kayıt tarihi", "date"),
  field("jobs", "İşler", "records", { operators: [{ name: "empty", label: "boştur" }], matchModes: [{ name: "some", label: "en az bir kayıt" }], fields: [field("months", "Süre", "integer")] }),
];

let stored: Condition = {};
function Held({ start, problems }: { start: Condition; problems?: (group: BuilderGroup) => PlacedProblem[] }) {
  const [value, setValue] = useState(() => toBuilder(start));
  stored = fromBuilder(value);
  return <ConditionBuilder label="Koşul" fields={FIELDS} value={value} onChange={setValue} problems={problems?.(value)} />;
}
const all = (...rules: object[]): Condition => ({ combinator: "and", rules });

describe("the condition builder", () => {
  it("names every control and says what is special", async () => {
    const { container } = await show(
      <Held start={all({ field: "age", operator: "between", value: [18, 65] }, { field: "groups", operator: "in", value: ["disabled"] }, { field: "registered_on", operator: "=", value: { relative: { unit: "year", amount: -1 } } }, { field: "jobs", operator: "=", match: { mode: "some" }, value: all({ field: "months", operator: "=", value: 3 }) })} />,
    );
    expect(screen.getByRole("textbox", { name: "1. koşul: değer, ilk" })).toHaveValue("18");
    const hint = (row: string) => within(screen.getByRole("group", { name: row })).getByText("Kaynak: Kişi kaydı").parentElement;
    expect(hint("2. koşul")).toHaveTextContent("Özel nitelikli bilgi");
    expect(hint("1. koşul")).not.toHaveTextContent("Özel nitelikli bilgi");
    expect(screen.getByRole("textbox", { name: "4.1. koşul: değer" })).toHaveValue("3");
    expect(await violations(container)).toEqual([]);
  });

  it("adds a condition whose fact is still to be chosen, and takes the focus there", async () => {
    await show(<Held start={all()} />);
    await userEvent.click(screen.getByRole("button", { name: "Koşul ekle" }));
    expect(screen.getByRole("combobox", { name: "1. koşul: bilgi" })).toHaveFocus();
    expect(stored).toEqual(all({ field: "", operator: "=", value: "" }));
  });

  it("keeps the focus with a row that is moved by keyboard", async () => {
    await show(<Held start={all({ field: "age", operator: "=", value: 1 }, { field: "age", operator: "null" })} />);
    screen.getByRole("button", { name: "2. koşul: yukarı taşı" }).focus();
    await userEvent.keyboard("{Enter}");
    // It stands first now: there is no further up, so the way down has the focus.
    expect(screen.getByRole("button", { name: "1. koşul: aşağı taşı" })).toHaveFocus();
    expect(stored).toEqual(all({ field: "age", operator: "null" }, { field: "age", operator: "=", value: 1 }));
  });

  it("counts days from the decision", async () => {
    await show(<Held start={all({ field: "registered_on", operator: "=", value: { relative: { unit: "year", amount: -18 } } })} />);
    fireEvent.change(screen.getByRole("textbox", { name: "1. koşul: değer: kaç" }), { target: { value: "6" } });
    expect(stored).toEqual(all({ field: "registered_on", operator: "=", value: { relative: { unit: "year", amount: -6 } } }));
  });

  it("says what is wrong at the control that it is about", async () => {
    const problems = (group: BuilderGroup): PlacedProblem[] => [{ id: group.rules[0]?.id ?? "", part: "value", code: "reversed_range", message: "Ters aralık." }];
    await show(<Held start={all({ field: "age", operator: "between", value: [65, 18] })} problems={problems} />);
    const first = screen.getByRole("textbox", { name: "1. koşul: değer, ilk" });
    expect(first).toBeInvalid();
    expect(first).toHaveAccessibleDescription("Ters aralık.");
  });
});

describe("values as people type them", () => {
  it("become what is stored", () => {
    expect(readTyped({ factType: "number" }, "1.234,5")).toBe(1234.5);
    expect(readTyped({ factType: "integer" }, "12.000")).toBe(12000);
    expect(readTyped({ factType: "date" }, "21.11.2026")).toBe("2026-11-21");
    expect(readTyped({ factType: "date" }, "yarın")).toBe("yarın");
    expect(readTyped({ factType: "text" }, "Kayseri")).toBe("Kayseri");
  });
});
