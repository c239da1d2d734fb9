import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { answerWith, show, violations } from "@/test/harness";

import type { Person } from "./api";
import { RepresentativeNotices, type Representative } from "./components/RepresentativeDialogs";

const person = { id: "k1" } as Person;
const row = (confirmed_at: string | null) => ({ id: "r1", version: 3, name: "Elif Örnek", notices: { needs_confirmation: true, confirmed_at, confirmed_by: "", reason: "", may_confirm: true } }) as unknown as Representative;

it("asks on what ground a representative of a protected person may receive letters, and warns of the danger", async () => {
  const asked = answerWith({ status: 200, json: row("2026-11-22T10:00:00Z") });
  const close = vi.fn();
  await show(<RepresentativeNotices person={person} row={row(null)} onClose={close} />);
  const dialog = await screen.findByRole("dialog", { name: /Elif Örnek: Yazı alabilir/ });
  expect(screen.getByText(/temsil kayyımı isteyin/)).toBeInTheDocument();
  expect(await violations(dialog)).toEqual([]);
  await userEvent.type(screen.getByLabelText(/Neye dayanarak/), "Yüz yüze görüşüldü.");
  await userEvent.click(screen.getByRole("button", { name: "Yazı alabilir" }));
  await waitFor(() => expect(close).toHaveBeenCalled());
  expect(asked[0]?.url).toContain("/people/representatives/r1/notices/");
  expect(await asked[0]?.json()).toEqual({ confirmed: true, reason: "Yüz yüze görüşüldü." });
  expect(asked[0]?.headers.get("If-Match")).toContain("3");
});

it("takes the confirmation back with a reason", async () => {
  const asked = answerWith({ status: 200, json: row(null) });
  await show(<RepresentativeNotices person={person} row={row("2026-11-22T10:00:00Z")} onClose={() => undefined} />);
  await userEvent.type(await screen.findByLabelText(/Neye dayanarak/), "Yeni bilgi geldi.");
  await userEvent.click(screen.getByRole("button", { name: "Onayı geri al" }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(await asked[0]?.json()).toEqual({ confirmed: false, reason: "Yeni bilgi geldi." });
});
