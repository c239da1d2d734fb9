import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import { SessionProvider, type Me } from "@/lib/session";
import { answerWith, show, violations } from "@/test/harness";

import type { Upgrade } from "./api";
import UpgradePage from "./pages/Upgrade";

const upgrade: Upgrade = {
  programme: "p1", programme_name: "Destekli istihdam", pack: "deneme", pack_name: { tr: "Deneme", en: "" }, taken: "1.0.0", offered: "1.1.0", is_current: false, is_older: false,
  start: { id: "v1", number: 3, state: "draft" },
  changes: [{ section: "stages", path: ["stages", "izleme"], label: "Aşamalar › İzleme", kind: "moved", before: 4, after: 3, before_sentence: "", after_sentence: "" }],
  local_changes: [],
  conflicts: [
    { place: "name.tr", section: "name", label: "Ad", base: "Eski", mine: "Bizimki", theirs: "Yeni", base_sentence: "", mine_sentence: "", theirs_sentence: "" },
    { place: "rules.u.clauses.yas.condition", section: "rules", label: "Kurallar › Yaş › Koşul", base: null, mine: { combinator: "and", rules: [{ field: "age", operator: ">=", value: 18 }] }, theirs: { combinator: "and", rules: [{ field: "age", operator: ">=", value: 21 }] }, base_sentence: "", mine_sentence: "Yaş 18 ya da daha büyük.", theirs_sentence: "" },
  ],
  findings: [],
};

const manager = { rights: ["programmes.read", "programmes.manage"] } as unknown as Me;
const shown = () =>
  show(
    <SessionProvider value={manager}>
      <UpgradePage />
    </SessionProvider>,
  );

beforeEach(() => sessionStorage.clear());

it("asks for every conflict before it sends, and sends each by its place", async () => {
  const asked = answerWith({ status: 200, json: upgrade }, { status: 422, json: { status: 422, code: "invalid", title: "x", detail: "", errors: [] } });
  const { container } = await shown();
  await screen.findByText("age >= 21");
  expect(screen.getByText("Yaş 18 ya da daha büyük.")).toBeTruthy();
  expect(await violations(container)).toEqual([]);
  await userEvent.click(screen.getByRole("radio", { name: "Bizimki kalsın", description: "Bizimki" }));
  await userEvent.click(screen.getByRole("button", { name: "Taslağa al" }));
  expect(await screen.findAllByText("Birini seçin.")).not.toHaveLength(0);
  expect(asked.filter((one) => one.method === "POST")).toHaveLength(0);

  const second = within(screen.getByRole("group", { name: "Kurallar › Yaş › Koşul" }));
  await userEvent.click(second.getByRole("radio", { name: "Paketinki gelsin" }));
  await userEvent.click(screen.getByRole("button", { name: "Taslağa al" }));
  const [sent] = asked.filter((one) => one.method === "POST");
  expect(await sent?.json()).toEqual({ choices: { "name.tr": "mine", "rules.u.clauses.yas.condition": "theirs" } });
});

it("is chosen by keyboard alone", async () => {
  answerWith({ status: 200, json: upgrade });
  await shown();
  const all = await screen.findByRole("button", { name: "Hepsinde paketinki" });
  all.focus();
  await userEvent.keyboard("{Enter}");
  for (const radio of screen.getAllByRole("radio", { name: "Paketinki gelsin" })) expect((radio as HTMLInputElement).checked).toBe(true);
  await userEvent.tab();
  await userEvent.keyboard("{ArrowUp}");
  expect(screen.getAllByRole<HTMLInputElement>("radio", { name: "Bizimki kalsın" })[0]?.checked).toBe(true);
});

it("offers nothing where the programme is current", async () => {
  answerWith({ status: 200, json: { ...upgrade, is_current: true } });
  await shown();
  await screen.findByText("Bu program paketin son sürümünü kullanıyor.");
  expect(screen.queryByRole("button", { name: "Taslağa al" })).toBeNull();
});

it("changes nothing behind a second person's back", async () => {
  answerWith({ status: 200, json: { ...upgrade, start: { ...upgrade.start, state: "review" } } });
  await shown();
  await screen.findByText(/onay bekliyor/);
  expect(screen.queryByRole("button", { name: "Taslağa al" })).toBeNull();
});
