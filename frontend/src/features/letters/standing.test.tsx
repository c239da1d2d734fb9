import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { show, violations } from "@/test/harness";

import type { Letter } from "./api";
import { isHeldUp, StandingNotice } from "./components/Standing";

const changed = {
  code: "representative_changed", message: "Temsilci değişti: muhatap bugün tebligat alan kişi değil.", remedy: "Yeniden hazırlayın.", article: "Yönetmelik m. 23", text: "Karar yazılı bildirilir.", held: [], today: ["Ahmet Çınar"],
};
const letter = (more: Partial<Letter>) => ({ id: "l1", version: 1, number: "2026/14", state: "signed", may_write: true, services: [], person: { id: "p1", name: "Iraz Işık" }, standing: changed, ...more }) as unknown as Letter;

describe("who a letter goes to", () => {
  it("says who is notified by now and offers to write it anew", async () => {
    const { container } = await show(<StandingNotice letter={letter({})} />);
    expect(screen.getByText("Temsilci değişti")).toBeInTheDocument();
    expect(screen.getByText(/Ahmet Çınar/)).toBeInTheDocument();
    expect(screen.getByText(/m\. 23/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Yeni muhatap için yeniden hazırla" })).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Temsilcileri aç" })).toHaveAttribute("href", "/kisiler/p1/temsilciler");
    expect(await violations(container)).toEqual([]);
  });

  it("offers nothing to a reader, and waits for the result of a letter on its way", async () => {
    const { unmount } = await show(<StandingNotice letter={letter({ may_write: false })} />);
    expect(screen.queryByRole("button")).toBeNull();
    unmount();
    const going = { state: "under_way" } as Letter["services"][number];
    await show(<StandingNotice letter={letter({ services: [going] })} />);
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getByText(/Sonucu kaydedin/)).toBeInTheDocument();
  });

  it("names who waits to be confirmed, and holds a draft up for that alone", async () => {
    const unconfirmed = { ...changed, code: "notices_unconfirmed", held: ["Kemal Örnek (velisi)"] };
    await show(<StandingNotice letter={letter({ state: "draft", standing: unconfirmed })} />);
    expect(screen.getByText("Kemal Örnek (velisi)")).toBeInTheDocument();
    expect(isHeldUp(letter({ state: "draft", standing: unconfirmed }))).toBe(true);
    expect(isHeldUp(letter({ state: "draft" }))).toBe(false);
    expect(isHeldUp(letter({}))).toBe(true);
    expect(isHeldUp(letter({ standing: null }))).toBe(false);
  });
});
