import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import type { CaseInView } from "@/config/feature";
import { SessionProvider, type Me } from "@/lib/session";
import { answerWith, show } from "@/test/harness";

import CaseStop from "./sections/CaseStop";

const stop = {
  id: "t1", version: 1, state: "running", state_label: "Sürüyor", ground: null, started_at: "2026-11-21T09:00:00Z", started_by: "Zeynep", ends_on: "2026-11-27", days_left: 5, ended_at: null, ended_by: "", risk: "Koruyucusuz çalışıyor.",
  lifted_because: "", decision: null, letters: [], is_in_force: true, is_own: false,
};
const page = { decisions: [{ id: "k1", kind: "suspend", state: "proposed" }], stops: [stop], kinds: ["suspend"], stop: null, may_propose: true, may_decide: true };

const drawn = () =>
  show(
    <SessionProvider value={{ rights: ["decisions.take"] } as unknown as Me}>
      <CaseStop one={{ id: "d1" } as CaseInView} />
    </SessionProvider>,
  );

it("sends a manager to the open proposal instead of letting a confirmation be refused", async () => {
  answerWith({ status: 200, json: page });
  await drawn();
  const button = await screen.findByRole("button", { name: "Onayla" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  expect(screen.getByRole("link", { name: /sonuçlanmamış bir askıya alma önerisi/ }).getAttribute("href")).toBe("/kararlar/k1");
  expect(screen.getByText(/Bilgi verme, görüşme, belge ve form işleri/)).toBeTruthy();
  await userEvent.click(button);
  expect(screen.queryByRole("dialog")).toBeNull();
});

it("lets it be confirmed where nothing is proposed", async () => {
  answerWith({ status: 200, json: { ...page, decisions: [{ id: "k1", kind: "suspend", state: "withdrawn" }] } });
  await drawn();
  expect((await screen.findByRole("button", { name: "Onayla" })).getAttribute("aria-disabled")).toBe("false");
});
