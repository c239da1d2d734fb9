import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import { momentOf } from "@/lib/days";
import { show, violations } from "@/test/harness";

import Booking from "./pages/Booking";
import BookingCode from "./pages/BookingCode";

const office = { id: "u1", name: "Engelliler Şube Müdürlüğü", address: "Konak" };
const desk = {
  municipality: "İzmir Büyükşehir Belediyesi", units: [office], needs: [{ key: "quiet", label: "Sessiz bir oda" }], relations: [{ key: "mother", label: "Annesi" }], privacy_notice: "",
  services: [{ programme: "p1", key: "application", label: "Başvuru görüşmesi", description: "Kimliğinizi getirin.", minutes: 60, places: [], units: ["u1"] }],
};
const at = (minute: number) => momentOf("2030-01-07", minute);
const days = { results: [{ date: "2030-01-07", slots: [{ id: "s1", starts_at: at(540) }, { id: "s2", starts_at: at(600) }] }] };
const appointment = { starts_at: at(600), ends_at: at(660), place: "office", place_label: "Birimde", unit: office, state: "booked", state_label: "Randevu verildi", may_change: true };

/** Answers by address; what was posted is kept. */
function serve(requests: { status: number; json: unknown }[]) {
  const posted: { path: string; body: Record<string, unknown> }[] = [];
  globalThis.fetch = (async (input: Request) => {
    const { pathname } = new URL(input.url);
    const answer = (status: number, json: unknown) => new Response(JSON.stringify(json), { status, headers: { "Content-Type": status >= 400 ? "application/problem+json" : "application/json" } });
    if (input.method === "POST") posted.push({ path: pathname, body: await input.clone().json() });
    if (pathname.endsWith("/booking/")) return answer(200, desk);
    if (pathname.endsWith("days/")) return answer(200, days);
    const next = requests.shift();
    return answer(next?.status ?? 500, next?.json ?? {});
  }) as typeof fetch;
  return posted;
}

const next = () => userEvent.click(screen.getByRole("button", { name: "Devam et" }));

async function answerForSon() {
  await userEvent.click(await screen.findByRole("radio", { name: /Başvuru görüşmesi/ }));
  await next();
  await userEvent.click(await screen.findByRole("radio", { name: "09.00" }));
  await next();
  await userEvent.click(await screen.findByRole("radio", { name: /Bir yakınım için/ }));
  await userEvent.type(screen.getByLabelText("Yakınınızın adı ve soyadı"), "Deniz Örnek");
  await userEvent.type(screen.getByLabelText("Sizin adınız ve soyadınız"), "Hatice Örnek");
  await userEvent.selectOptions(screen.getByLabelText("Siz onun nesisiniz?"), "mother");
  await userEvent.click(screen.getByRole("radio", { name: /Evet, birlikte/ }));
  await next();
  await userEvent.type(await screen.findByLabelText("Telefon"), "0500 000 00 00");
  await next();
  await screen.findByRole("heading", { level: 1, name: "Yanıtlarınızı kontrol edin" });
}

beforeEach(() => sessionStorage.clear());

it("lets a mother book for her son, tells her what she may not, and offers the nearest time when hers is taken", async () => {
  const posted = serve([
    { status: 409, json: { status: 409, code: "slot_full", title: "Bu saat az önce doldu.", detail: "Başka bir saat seçin." } },
    { status: 201, json: { code: "K7RM4XQP", appointment } },
  ]);
  const { container, address } = await show(<Booking />, "/randevu");
  await answerForSon();
  await userEvent.click(screen.getByRole("button", { name: "Randevuyu al" }));
  expect(await screen.findByText("Bu saat az önce doldu")).toBeTruthy();
  expect(screen.getByText(/Hatice Örnek \(Annesi\), birlikte gelecek/)).toBeTruthy();
  await userEvent.click(await screen.findByRole("button", { name: /10\.00/ }));
  await userEvent.click(screen.getByRole("button", { name: "Randevuyu al" }));
  expect(await screen.findByText("K7RM4XQP")).toBeTruthy();
  expect(screen.getByText("Yakınınızın kendisi de gelmelidir.")).toBeTruthy();
  const requests = posted.filter((one) => one.path.endsWith("requests/")).map((one) => one.body);
  expect(requests.map((body) => body.slot)).toEqual(["s1", "s2"]);
  expect(requests[1]).toMatchObject({ booker: "other", booker_name: "Hatice Örnek", relation: "mother", coming_along: true, candidate_name: "Deniz Örnek", website: "" });
  // Neither a name nor the code may stand in an address or stay behind in the tab.
  expect(address()).toBe("/randevu?adim=tamam");
  expect(JSON.stringify({ ...sessionStorage })).not.toContain("Deniz");
  expect(await violations(container)).toEqual([]);
}, 60_000);

it("says what is missing, question by question, and keeps what was typed after too many attempts", async () => {
  serve([{ status: 429, json: { status: 429, code: "too_many_requests", title: "Kısa sürede çok sayıda istek geldi.", detail: "Bir süre bekleyip yeniden deneyin." } }]);
  await show(<Booking />, "/randevu");
  await screen.findByRole("radio", { name: /Başvuru görüşmesi/ });
  await next();
  expect(screen.getByRole("alert").textContent).toContain("Ne için gelmek istediğinizi seçin.");
  await answerForSon();
  await userEvent.click(screen.getByRole("button", { name: "Randevuyu al" }));
  expect(await screen.findByText("Şu an çok fazla deneme yapıldı")).toBeTruthy();
  expect(screen.getByText(/Yakınım için: Deniz Örnek/)).toBeTruthy();
}, 60_000);

it("changes and cancels by the code alone, in the body of the request", async () => {
  const posted = serve([
    { status: 200, json: { appointment } },
    { status: 200, json: { appointment: { ...appointment, starts_at: at(540) } } },
    { status: 200, json: { appointment: { ...appointment, state: "cancelled", may_change: false } } },
  ]);
  const { address } = await show(<BookingCode />, "/randevu/kod");
  await userEvent.type(await screen.findByLabelText("Randevu kodu"), "k7rm-4xqp");
  await userEvent.click(screen.getByRole("button", { name: "Randevuyu göster" }));
  await userEvent.click(await screen.findByRole("button", { name: "Günü ya da saati değiştir" }));
  await userEvent.click(await screen.findByRole("radio", { name: "09.00" }));
  await userEvent.click(screen.getByRole("button", { name: "Bu saate al" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Randevunuz değiştirildi" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Randevuyu iptal et" }));
  await userEvent.click(await screen.findByRole("button", { name: "Evet, iptal et" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Randevunuz iptal edildi" })).toBeTruthy();
  expect(posted.map((one) => one.body.code)).toEqual(["K7RM4XQP", "K7RM4XQP", "K7RM4XQP", "K7RM4XQP"]);
  expect(address()).toBe("/randevu/kod");
}, 60_000);
