import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { answerWith, show, violations } from "@/test/harness";

import type { Grant } from "./api";
import GrantRecord from "./pages/GrantRecord";
import HomeGrants from "./pages/HomeGrants";

const grant: Grant = {
  id: "g1", programme: "p1", programme_name: "Meslek Fabrikası", capability: "job_brokerage", capability_label: "Aracılık yetkisi", state: "requested", state_label: "Onay bekliyor", is_over: false,
  basis: "iskur_service_point", basis_label: "İŞKUR hizmet noktası protokolü", number: "2026/17", dated: "2026-10-01", valid_from: "2026-11-01", valid_to: "2027-10-31",
  requested_by: "Seda Yönetici", requested_at: "2026-10-20T09:00:00Z", named_approver: "", decided_by: "", decided_at: null, ended_at: null, reason: "", can_decide: true, can_end: false,
};

/** The same word stands on the page and in the dialog over it. */
async function confirm(label: string) {
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: label }));
}

it("says what approving does before it is done, and sends it once", async () => {
  const asked = answerWith({ status: 200, json: grant }, { status: 200, json: { ...grant, state: "approved", can_decide: false } });
  const { container } = await show(<GrantRecord />);
  await screen.findByRole("button", { name: "Onayla" });
  expect(await violations(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Onayla" }));
  expect(screen.getByText(/31\.10\.2027 gününün sonunda kendiliğinden kapanır/)).toBeTruthy();
  await confirm("Onayla");
  const sent = asked.filter((one) => one.method === "POST").map((one) => new URL(one.url).pathname);
  expect(sent).toEqual([expect.stringMatching(/approval\/$/)]);
});

it("asks for a reason before it refuses", async () => {
  const asked = answerWith({ status: 200, json: grant });
  await show(<GrantRecord />);
  await userEvent.click(await screen.findByRole("button", { name: "Reddet" }));
  await confirm("Reddet");
  expect(asked.filter((one) => one.method === "POST")).toHaveLength(0);
});

it("draws nothing on the first page where no grant needs a look", async () => {
  answerWith({ status: 200, json: { results: [] } });
  const { container } = await show(<HomeGrants />);
  expect(container.querySelector("section")).toBeNull();
});
