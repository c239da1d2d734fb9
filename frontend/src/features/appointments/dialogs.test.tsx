import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { momentOf } from "@/lib/days";
import { answerWith, show, violations } from "@/test/harness";

import type { Appointment } from "./api";
import { CancelDialog } from "./components/ActDialogs";
import { AttendanceDialog } from "./components/AttendanceDialog";
import { AttendancePanel } from "./components/AttendancePanel";
import { CorrectionDialog } from "./components/CorrectionDialog";
import { Messages } from "./components/Messages";
import { MessageWish } from "./components/MessageWish";
import { WeekTable } from "./components/WeekTable";

const one = {
  id: "a1", version: 3, starts_at: momentOf("2026-11-23", 570), ends_at: momentOf("2026-11-23", 630), state: "booked", state_label: "Randevu verildi", service: { key: "application", label: "Başvuru görüşmesi" },
  programme: { id: "p1", name: "Destekli İstihdam" }, unit: { id: "u1", name: "Engelliler" }, staff: null, calendar: { id: "c1", name: "Masa 1" }, room: "", place: "office", place_label: "Birimde", person: { id: "k1", name: "Iraz Işık" },
  contact_name: "", companions: [], interpreter: "", needs: [], is_public: false, may_write: true,
} satisfies Appointment;

const bodyOf = (asked: Request[]) => asked.filter((request) => request.method === "POST")[0];

it("records that somebody came only once it is said whether the person was there, and with the version that was seen", async () => {
  const asked = answerWith({ status: 200, json: { ...one, state: "attended" } });
  const onClose = vi.fn();
  await show(<AttendanceDialog one={one} state="attended" onClose={onClose} />);
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByRole("button", { name: "Kaydet" }));
  expect(dialog.getByText("Kişinin görüşmede olup olmadığını seçin.")).toBeTruthy();
  expect(bodyOf(asked)).toBeUndefined();
  await userEvent.click(dialog.getByRole("radio", { name: /Hayır, kişi gelmedi/ }));
  expect(dialog.getByText(/başvuru bu randevuya dayanmaz/)).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Kaydet" }));
  expect(await bodyOf(asked)?.json()).toEqual({ state: "attended", candidate_present: false });
  expect(bodyOf(asked)?.headers.get("If-Match")).toBe('"3"');
  expect(onClose).toHaveBeenCalledOnce();
});

it("keeps the dialog and what was chosen when recording is refused, and says why", async () => {
  answerWith({ status: 409, json: { status: 409, code: "too_early", title: "Randevu saati gelmeden katılım kaydedilemez.", detail: "Randevu günü kaydedin." } });
  const onClose = vi.fn();
  await show(<AttendanceDialog one={one} state="attended" onClose={onClose} />);
  await userEvent.click(await screen.findByRole("radio", { name: /Evet, kişi görüşmedeydi/ }));
  await userEvent.click(screen.getByRole("button", { name: "Kaydet" }));
  expect(await screen.findByText("Randevu saati gelmeden katılım kaydedilemez.")).toBeTruthy();
  expect((screen.getByRole("radio", { name: /Evet, kişi/ }) as HTMLInputElement).checked).toBe(true);
  expect(onClose).not.toHaveBeenCalled();
});

it("asks who cancels and why before it cancels", async () => {
  const asked = answerWith({ status: 200, json: { ...one, state: "cancelled" } });
  await show(<CancelDialog one={one} onClose={() => undefined} />);
  const dialog = within(await screen.findByRole("dialog"));
  const cancel = dialog.getByRole("button", { name: "İptal et" });
  await userEvent.type(dialog.getByRole("textbox", { name: "Gerekçe" }), "Görevli hasta");
  await userEvent.click(cancel);
  expect(bodyOf(asked)).toBeUndefined();
  await userEvent.click(dialog.getByRole("radio", { name: "Birim" }));
  expect(dialog.getByText(/kişinin gelmemesi sayılmaz/)).toBeTruthy();
  await userEvent.click(cancel);
  expect(await bodyOf(asked)?.json()).toEqual({ by: "office", reason: "Görevli hasta" });
});

it("counts a week calendar by calendar; what was cancelled is not booked, an empty weekend has no column", async () => {
  const slot = { id: "s1", calendar: { id: "c1", name: "Masa 1" }, starts_at: momentOf("2026-11-24", 600), ends_at: momentOf("2026-11-24", 660), place: "office", capacity: 3, free: 2 };
  const days = ["23", "24", "25", "26", "27", "28", "29"].map((day) => `2026-11-${day}`);
  const { container } = await show(<WeekTable days={days} today="2026-11-23" label="Hafta" appointments={[one, { ...one, id: "a2", state: "cancelled" }]} slots={[slot]} />);
  const table = await screen.findByRole("table", { name: "Hafta" });
  expect(within(table).getAllByRole("columnheader")).toHaveLength(6);
  expect(within(table).getByRole("link", { name: /1 randevu/ }).getAttribute("href")).toBe("/randevular?gun=2026-11-23&calendar=c1");
  expect(within(table).getByRole("link", { name: /2 boş yer/ }).getAttribute("href")).toBe("/randevular?gun=2026-11-24&calendar=c1");
  expect(await violations(container)).toEqual([]);
});

it("says of each message what went, by which way, or why it did not", async () => {
  const message = { id: "m1", kind_label: "Randevu bilgisi", channel: "sms", state: "sent", state_label: "Gönderildi", due_at: one.starts_at, sent_at: one.starts_at, trouble: "", to: "…4567", text: "Randevunuz alındı." };
  const kept = { ...message, id: "m2", kind_label: "Hatırlatma", channel: "", state: "withheld", state_label: "Gönderilmedi", sent_at: null, trouble: "Kişi mesaj istemiyor.", to: "", text: "" };
  const { container } = await show(<Messages messages={[message, kept]} />);
  const [first, second] = await screen.findAllByRole("listitem");
  expect(first?.textContent).toMatch(/Randevu bilgisi.*SMS · …4567 · .*Randevunuz alındı.*Gönderildi/);
  expect(second?.textContent).toMatch(/Hatırlatma.*Kişi mesaj istemiyor\..*Gönderilmedi/);
  expect(await violations(container)).toEqual([]);
});

it("turns messages off for a person with one switch, which says what follows", async () => {
  const asked = answerWith({ status: 200, json: { wanted: true } }, { status: 200, json: { wanted: false } });
  await show(<MessageWish personId="k1" mayWrite />);
  await userEvent.click(await screen.findByRole("switch", { name: /SMS ve e-posta gönderilsin/ }));
  const put = asked.find((request) => request.method === "PUT");
  expect(await put?.json()).toEqual({ wanted: false });
  expect(new URL(put?.url ?? "").pathname).toBe("/api/v1/people/k1/appointment-messages/");
});

const corrected = {
  ...one, state: "missed" as const, state_label: "Gelmedi", candidate_present: null, recorded_at: one.ends_at, recorded_by: { id: "u9", name: "Görevli Bir" },
  correctable: { presence: "missed" as const, choices: (["present", "represented", "missed", "not_held"] as const).map((key) => ({ key, label: key })), obstacles: [] },
  corrections: [{ id: "d1", at: one.ends_at, by: { id: "u8", name: "Görevli İki" }, before: "Kişi görüşmedeydi", after: "Kimse gelmedi: Bilinmiyor", reason: "Yanlış satır işaretlendi." }],
};

it("corrects who came with a reason and the version that was seen, and keeps every word when saving fails", async () => {
  const asked = answerWith({ status: 200, json: {} }, { status: 503, json: { status: 503, code: "busy", title: "Şu an kaydedilemedi." } }, { status: 200, json: corrected });
  const onClose = vi.fn();
  await show(<CorrectionDialog one={corrected} correctable={corrected.correctable} onClose={onClose} />);
  const dialog = within(await screen.findByRole("dialog"));
  const save = dialog.getByRole("button", { name: "Düzelt" });
  await userEvent.click(save);
  expect(dialog.getAllByText("Doğru olanı seçin.").length).toBeGreaterThan(0);
  expect(bodyOf(asked)).toBeUndefined();
  await userEvent.click(dialog.getByRole("radio", { name: "Kişi görüşmedeydi" }));
  await userEvent.type(dialog.getByRole("textbox", { name: /neden yanlıştı/ }), "Yanlış satıra basıldı.");
  await userEvent.click(save);
  expect(await dialog.findByText("Şu an kaydedilemedi.")).toBeTruthy();
  expect((dialog.getByRole("textbox", { name: /neden yanlıştı/ }) as HTMLTextAreaElement).value).toBe("Yanlış satıra basıldı.");
  await userEvent.click(save);
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(await bodyOf(asked)?.json()).toEqual({ presence: "present", reason: "Yanlış satıra basıldı." });
  expect(bodyOf(asked)?.headers.get("If-Match")).toBe('"3"');
});

it("says before the click what stands on an attendance, what to do instead, and shows what was corrected", async () => {
  const obstacle = { code: "application_rests_on_it", message: "Başvuru numarası verilmiş.", remedy: "Dosyayı kapatın.", article: "Yönetmelik m. 8", text: "Başvuru bizzat yapılır.", link: "/dosyalar/d1" };
  const onCorrect = vi.fn();
  const { container } = await show(<AttendancePanel one={{ ...corrected, correctable: { ...corrected.correctable, obstacles: [obstacle] } }} onCorrect={onCorrect} />);
  const button = await screen.findByRole("button", { name: "Gelme bilgisini düzelt" });
  await userEvent.click(button);
  expect(onCorrect).not.toHaveBeenCalled();
  expect(document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent).toMatch(/Başvuru numarası verilmiş\..*Yönetmelik m\. 8/);
  expect(screen.getByRole("link", { name: "Dosyayı aç" }).getAttribute("href")).toBe("/dosyalar/d1");
  expect(screen.getByText("“Kişi görüşmedeydi” yerine: “Kimse gelmedi: Bilinmiyor”")).toBeTruthy();
  expect(screen.getByText("Gerekçe: Yanlış satır işaretlendi.")).toBeTruthy();
  expect(await violations(container)).toEqual([]);
});
