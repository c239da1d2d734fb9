import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { answerWith, show, violations } from "@/test/harness";
import { Notice } from "@/ui";

import { useTargetGroups } from "./choices";
import { Pick } from "./components/Pick";

const group = (key: string, label: string, isServed: boolean) => ({ key, label, special: false, hint: "", is_served: isServed, is_local: false });
const WORDS = { served: "Programın hedef grupları", others: "Bilgilendirilir ve yönlendirilir" };
const RECORDED = { value: "eski", label: "Eski grup" };

function Choices({ code }: { code: string | null }) {
  const groups = useTargetGroups("p-1");
  return (
    <>
      <Pick label="Hedef grup" data={groups.data(WORDS, RECORDED)} searchable />
      {groups.isOther(code) ? <Notice>Yönlendirilir</Notice> : null}
    </>
  );
}

describe("the target groups of a programme", () => {
  it("come served ones first, the others are marked and can be chosen, a dropped one stays a choice", async () => {
    answerWith(
      { status: 200, json: [] }, // the catalogue is asked first
      { status: 200, json: { others: "", results: [group("isci", "Mevsimlik işçi ailesi", true), group("poverty", "Yoksul kişi", false)] } },
    );
    const { container } = await show(<Choices code="poverty" />);
    expect(await screen.findByText("Yönlendirilir")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("combobox", { name: "Hedef grup" }));
    const list = await screen.findByRole("listbox");
    expect(within(list).getAllByRole("option").map((one) => one.textContent)).toEqual(["Mevsimlik işçi ailesi", "Eski grup", "Yoksul kişi"]);
    expect(within(list).getByText("Bilgilendirilir ve yönlendirilir")).toBeInTheDocument();
    await userEvent.keyboard("işçı");
    expect(within(list).getAllByRole("option").map((one) => one.textContent)).toEqual(["Mevsimlik işçi ailesi"]);
    expect(await violations(container)).toEqual([]);
  });
});
