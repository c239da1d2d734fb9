import { on } from "../routes";
import { state } from "../state";

const units = [
  { id: "u1", name: "Engelliler Şube Müdürlüğü", address: "Örnek Mahallesi, Çınar Sokak 12, Konak (zemin kat, basamaksız giriş)" },
  { id: "u2", name: "Bornova İrtibat Noktası", address: "Erzene Mahallesi, 101. Sokak 4, Bornova" },
];
const relations = [["mother", "Annesi"], ["father", "Babası"], ["spouse", "Eşi"], ["sibling", "Kardeşi"], ["caregiver", "Bakım vereni"], ["other", "Başka biri"]].map(([key, label]) => ({ key, label }));
const needs = [["sign_language", "İşaret dili çevirmeni"], ["easy_read", "Kolay okunan, kısa anlatım"], ["step_free", "Basamaksız giriş"], ["quiet", "Sessiz bir oda"], ["large_print", "Büyük harfli yazı"], ["more_time", "Daha uzun zaman"]].map(([key, label]) => ({ key, label }));
const services = [
  { programme: "p1", key: "application", label: "Programa başvuru görüşmesi", description: "Programı anlatırız, isteğinizi dinleriz, başvurunuzu alırız. Yanınızda kimliğinizi ve varsa engellilik sağlık kurulu raporunuzu getirin. Bir yakınınızla gelebilirsiniz. Adayın kendisinin de gelmesi gerekir.", minutes: 60, places: [{ key: "office", label: "Birimde" }] },
  { programme: "p1", key: "information", label: "Bilgi alma", description: "Hizmetleri anlatırız, sorularınızı yanıtlarız.", minutes: 20, places: [{ key: "office", label: "Birimde" }] },
];

on("GET", "/api/v1/booking/", () => ({ status: 200, json: { municipality: "İzmir Büyükşehir Belediyesi", units, services: state.scenario === "empty" ? [] : services, needs, relations, phone: "0232 000 00 00" } }));

const later = (from: string, days: number) => new Date(new Date(`${from}T00:00:00Z`).getTime() + days * 86_400_000).toISOString().slice(0, 10);
const days = (from: string) => {
  const results = Array.from({ length: 12 }, (_, index) => later(from, index))
    .filter((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) && day > "2026-11-22" && day < "2027-01-05")
    .map((date, index) => ({ date, slots: ["06:00", "07:15", "08:30", "10:30", "11:45", "13:00"].filter((_, slot) => (slot + index) % 3 > 0).map((time) => ({ id: `${date}T${time}`, starts_at: `${date}T${time}:00Z` })) }));
  return { status: 200, json: { results: state.scenario === "empty" ? [] : results } };
};
on("GET", "/api/v1/booking/days/", ({ query }) => days(query.get("from") ?? "2026-11-23"));
on("POST", "/api/v1/booking/change/days/", ({ body }) => days((body as { first: string }).first));

const booked = { starts_at: "2026-11-24T07:15:00Z", ends_at: "2026-11-24T08:15:00Z", place: "office", place_label: "Birimde", unit: units[0], state: "booked", may_change: true };
const kept = { ...booked };
on("POST", "/api/v1/booking/requests/", ({ body }) => {
  const { slot, candidate_name } = body as { slot: string; candidate_name: string };
  if (candidate_name.startsWith("Sınır")) return { status: 429, json: { status: 429, code: "too_many", title: "Çok fazla deneme yapıldı.", detail: "10 dakika sonra yeniden deneyin." } };
  if (slot.endsWith("07:15")) return { status: 409, json: { status: 409, code: "slot_full", title: "Bu saat az önce doldu.", detail: "Başka bir saat seçin." } };
  return { status: 201, json: { code: "K7RM-4XQP-2D", appointment: { ...booked, starts_at: `${slot}:00Z` } } };
});
const unknown = { status: 404, json: { status: 404, code: "not_found", title: "Bu kodla randevu bulunamadı.", detail: "" } };
on("POST", "/api/v1/booking/lookup/", ({ body }) => ((body as { code: string }).code.startsWith("K") ? { status: 200, json: { appointment: kept } } : unknown));
on("POST", "/api/v1/booking/change/", ({ body }) => ({ status: 200, json: { appointment: { ...kept, starts_at: `${(body as { slot: string }).slot}:00Z` } } }));
on("POST", "/api/v1/booking/cancellation/", () => ({ status: 200, json: { appointment: { ...kept, state: "cancelled" } } }));
on("POST", "/api/v1/booking/calendar/", () => ({ status: 200, json: "BEGIN:VCALENDAR" }));
