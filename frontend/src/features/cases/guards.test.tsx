import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { SessionProvider, type Me } from "@/lib/session";
import { answerWith, show, violations } from "@/test/harness";

import type { Case, MovePreview, Step } from "./api";
import { CaseActions } from "./components/CaseActions";
import { CaseNotices } from "./components/CaseNotices";
import { CaseSteps } from "./components/CaseSteps";
import CaseMoving from "./pages/CaseMoving";
import CaseOutcomes from "./sections/CaseOutcomes";
import CaseUndertaking from "./sections/CaseUndertaking";

const ARTICLE = { article: "Yönetmelik m. 22", guard: "listed_grounds", text: "Aşağıdaki hâllerde hizmet askıya alınabilir." };
const told = (code: string, message: string, remedy: string, href = "") => ({ code, message, remedy, form: "", fact: "", href, ...ARTICLE });
const BY_DECISION = told("closed_by_decision", "Sonlandırma kararıyla kapanan dosyayı yönetici açar.", "Birim yöneticisinden isteyin.");
const STOPPED = told("service_stopped", "Hizmet tedbiren durdurulmuş.", "Tedbir en geç 28.11.2026 günü kendiliğinden kalkar.");

const step = (key: string, label: string, obstacles: Step["obstacles"] = []): Step => ({
  key, label, target: { key: "monitoring", label: "İzleme" }, ends: false, needs_reason: false, act: null as unknown as Step["act"], basis: "", allowed: obstacles.length === 0, obstacles, answer: null,
});

const closed: Case = {
  id: "d1", number: "D-2026-00001", person: { id: "k1", name: "Iraz Işık", file_number: "K-1", age: 30, is_confidential: false }, programme: { id: "p1", name: "Destekli İstihdam" }, unit: { id: "u1", name: "Birim" },
  stage: { key: "closed", label: "Kapalı" }, stage_since: "2026-11-20T09:00:00Z", days_in_stage: 2, due_on: null, is_overdue: false, state: "closed", state_label: "Kapalı", opened_at: "2026-06-01T09:00:00Z", responsible: null,
  version: 7, stage_description: "", days_open: 172, opened_by: "Seda", closed_at: "2026-11-20T09:00:00Z", closure: null, programme_version: { id: "v1", number: 1 }, newer_version: null, person_word: "Aday", may_write: true,
  is_twin: false, steps: [], closures: [], reopening: [], forms: [], documents: [], eligibility: { clauses: [] } as unknown as Case["eligibility"],
};

const me = { rights: ["cases.write"] } as unknown as Me;
const open = async () => userEvent.click(await screen.findByRole("button", { name: "Diğer işlemler" }));

it("tells a clerk that a decision closed the case, with the article and its text, and offers no reopening", async () => {
  answerWith({ status: 200, json: {} });
  const beside = { ...told("case_open_already", "Açık bir dosyası var.", "Açık dosyada sürdürün.", "/dosyalar/d2"), article: "", text: "" };
  const one: Case = { ...closed, reopening: [BY_DECISION, beside] };
  const { container } = await show(
    <SessionProvider value={me}>
      <CaseNotices one={one} />
      <CaseActions one={one} />
    </SessionProvider>,
  );
  expect(await screen.findByText("Bu dosyayı yeniden açamazsınız")).toBeTruthy();
  expect(screen.getByText(/Birim yöneticisinden isteyin/)).toBeTruthy();
  expect(screen.getByText("Yönetmelik m. 22")).toBeTruthy();
  expect(screen.getByText(ARTICLE.text)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Açık dosyayı aç" }).getAttribute("href")).toBe("/dosyalar/d2");
  expect(await violations(container)).toEqual([]);
  await open();
  expect(await screen.findByRole("menuitem", { name: "Not yaz" })).toBeTruthy();
  expect(screen.queryByRole("menuitem", { name: "Yeniden aç" })).toBeNull();
});

it("offers reopening where nothing stands in the way", async () => {
  answerWith({ status: 200, json: {} });
  await show(<CaseActions one={closed} />);
  await open();
  expect(await screen.findByRole("menuitem", { name: "Yeniden aç" })).toBeTruthy();
});

it("keeps a step on from being taken while the service is stopped and leaves the way back open", async () => {
  answerWith({ status: 200, json: {} });
  const one: Case = { ...closed, state: "open", closed_at: null, steps: [step("on", "İzlemeye al", [STOPPED]), step("back", "Yeniden değerlendir")] };
  const { container } = await show(<CaseSteps one={one} />);
  const button = await screen.findByRole("button", { name: "İzlemeye al" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  const reasons = document.getElementById(button.getAttribute("aria-describedby") ?? "");
  expect(reasons?.textContent).toContain("28.11.2026");
  expect(reasons?.textContent).toContain("Yönetmelik m. 22");
  expect(screen.getByText(ARTICLE.text)).toBeTruthy();
  expect(await violations(container)).toEqual([]);
  await userEvent.click(button);
  expect(screen.queryByRole("dialog")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Yeniden değerlendir" }));
  expect(await screen.findByRole("dialog")).toBeTruthy();
});

const move: MovePreview = {
  total: 1, hidden: 0, may_move: true, places: [{ key: "monitoring", label: "İzleme" }, { key: "suspended", label: "Askıda" }],
  stages: [{ version: "v1", stage: "monitoring", label: "İzleme", count: 1, target: "suspended", target_label: "Askıda", forbidden: [told("suspension_by_decision", "Bir dosya taşımayla askıya alınamaz.", "Askıda olunmayan bir aşama seçin.")] }],
  cases: [{ id: "d1", number: "D-2026-00001", person: "Iraz Işık", stage: "monitoring", target: "suspended", missing: [] }],
};

it("says before the click that a move may not suspend anybody, and moves once another stage is chosen", async () => {
  const allowed = { ...move, stages: move.stages.map((one) => ({ ...one, target: "monitoring", target_label: "İzleme", forbidden: [] })) };
  const asked = answerWith({ status: 200, json: move }, { status: 200, json: allowed }, { status: 200, json: { moved: 1, left: 0 } });
  const { container } = await show(<CaseMoving />);
  expect(await screen.findByText(/“İzleme” aşamasındaki dosyalar “Askıda” aşamasına taşınamaz/)).toBeTruthy();
  const notice = within(screen.getByRole("status"));
  expect(notice.getByText(ARTICLE.text)).toBeTruthy();
  const button = screen.getByRole("button", { name: "Taşı" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  expect(document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent).toContain("Askıda olunmayan bir aşama seçin.");
  expect(await violations(container)).toEqual([]);
  await userEvent.click(button);
  expect(screen.queryByRole("dialog")).toBeNull();
  await userEvent.click(screen.getByRole("combobox", { name: "İzleme (1)" }));
  await userEvent.click(await screen.findByRole("option", { name: "İzleme" }));
  await screen.findByRole("button", { name: "Taşı", description: "" });
  await userEvent.click(screen.getByRole("button", { name: "Taşı" }));
  expect(await screen.findByRole("dialog")).toBeTruthy();
  expect(await asked[1]?.json()).toEqual({ stages: { monitoring: "monitoring" } });
});

it("names the stage for which nothing is chosen yet", async () => {
  answerWith({ status: 200, json: { ...move, stages: [{ ...move.stages[0], target: null, target_label: "", forbidden: [] }] } });
  await show(<CaseMoving />);
  const button = await screen.findByRole("button", { name: "Taşı" });
  expect(document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent).toContain("“İzleme” için yeni aşamayı seçin.");
});

it("tells an intake clerk why an outcome is not theirs to withdraw and offers no button", async () => {
  const given = { id: "o1", key: "is_in", letter: "a", label: "İŞ-İN", cited: "", given_on: "2026-11-20", recorded_at: "2026-11-20T09:00:00Z", by: "Zeynep", reason: "Odaklanıyor.", submission: null, withdrawn_at: null, withdrawn_by: "", withdrawal: "" };
  const notTheirs = told("outcome_not_yours", "Sonucu yalnızca değerlendiren roller verebilir.", "Değerlendirme uzmanından isteyin.");
  const mine = { ...given, id: "o2", key: "career", letter: "d", label: "Kariyer planlama", withdrawing: [] };
  answerWith({ status: 200, json: { given: [{ ...given, withdrawing: [notTheirs] }, mine], choices: [], assessments: [], guard: null, may_write: true, letters: [], may_write_letter: false, today: "2026-11-22", opened_on: "2026-06-01" } });
  await show(<CaseOutcomes one={closed} />);
  expect(await screen.findByText(/Değerlendirme uzmanından isteyin/)).toBeTruthy();
  expect(screen.getAllByRole("button", { name: /Geri al/ })).toHaveLength(1);
});

it("shows beside each way of signing why it would not count, and lets nobody choose it", async () => {
  const row = { id: "u1", state: "prepared", state_label: "İmza bekliyor", subject: "", body: "", prepared_at: "2026-11-20T09:00:00Z", prepared_by: "Seda", by_person: false, representative_name: "", signed_on: null, has_scan: false, remark: "", recorded_at: null, recorded_by: "" };
  const guardian = { id: "s1", name: "Vasi Işık", kind_label: "Vasi", may_sign: true, signs_together: false, instead_of_person: true, why_not: "", refusal: "" };
  answerWith({ status: 200, json: { results: [row], signers: [guardian], person_refusal: "Taahhütnameyi vasisinin imzalaması gerekir.", checks: [], may_write: true, is_scanned: false } });
  await show(
    <SessionProvider value={me}>
      <CaseUndertaking one={closed} />
    </SessionProvider>,
  );
  await userEvent.click(await screen.findByRole("button", { name: /İmzay|Kaydet|kaydet/ }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("Taahhütnameyi vasisinin imzalaması gerekir.")).toBeTruthy();
  const [person, other] = dialog.getAllByRole("radio") as HTMLInputElement[];
  expect([person?.disabled, other?.disabled]).toEqual([true, false]);
});
