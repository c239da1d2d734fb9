import { on } from "../routes";
import { state } from "../state";

const PROGRAMME = { id: "p1", name: "Destekli İstihdam" };
const UNIT = { id: "u1", name: "Engelliler Şube Müdürlüğü" };
const STAFF = [
  { id: "0199a000-0000-7000-8000-000000000001", name: "Ayşegül Işıldar Çağlayan" },
  { id: "s2", name: "Şükrü Öztürk" },
  { id: "s3", name: "Gülümser İnceoğlu" },
];
const CALENDARS = [
  { id: "c1", name: "Başvuru masası 1", unit: UNIT, room: "Oda 3" },
  { id: "c2", name: "Başvuru masası 2", unit: UNIT, room: "Oda 4" },
  { id: "c3", name: "İş koçu görüşmeleri", unit: UNIT, room: "Görüşme odası" },
];
const PLACES = [["office", "Birimde"], ["home", "Evde"], ["hospital", "Hastanede"], ["institution", "Kurumda"], ["field", "Sahada"]].map(([key, label]) => ({ key, label }));
const RELATIONS = [["mother", "Annesi"], ["father", "Babası"], ["spouse", "Eşi"], ["caregiver", "Bakım vereni"], ["other", "Başka biri"]].map(([key, label]) => ({ key, label }));
const NEEDS = [["sign_language", "İşaret dili çevirmeni"], ["step_free", "Basamaksız giriş"], ["quiet", "Sessiz bir oda"], ["more_time", "Daha uzun zaman"]].map(([key, label]) => ({ key, label }));
const SERVICES = [
  { key: "application", label: "Programa başvuru görüşmesi", programme: PROGRAMME, unit: UNIT, minutes: 60, places: PLACES, for_application: true },
  { key: "guidance", label: "İş koçuyla görüşme", programme: PROGRAMME, unit: UNIT, minutes: 45, places: PLACES.slice(0, 2), for_application: false },
];
const STATES: Record<string, string> = { booked: "Randevu verildi", attended: "Geldi", missed: "Gelmedi", cancelled: "İptal edildi" };

const today = () => new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);
const shift = (day: string, by: number) => new Date(new Date(`${day}T00:00:00Z`).getTime() + by * 86_400_000).toISOString().slice(0, 10);
const at = (day: string, time: string) => new Date(`${day}T${time}:00+03:00`).toISOString();

interface Made {
  [key: string]: unknown;
  id: string;
  starts_at: string;
  state: string;
  calendar: { id: string } | null;
  staff: { id: string } | null;
  person: { id: string; name: string } | null;
  room: string;
}

const PRESENCE = { present: "Kişi görüşmedeydi", represented: "Kişi gelmedi, yerine yakını geldi", missed: "Kimse gelmedi", not_held: "Görüşme yapılmadı" };
const correctable = (presence: string) => ({ presence, choices: Object.entries(PRESENCE).map(([key, label]) => ({ key, label })), obstacles: [] });

const made = (id: string, day: string, from: string, to: string, name: string, over: Record<string, unknown> = {}): Made => ({
  id, version: 1, starts_at: at(day, from), ends_at: at(day, to), state: "booked", service: SERVICES[0], programme: PROGRAMME, unit: UNIT, staff: STAFF[0] as { id: string }, calendar: CALENDARS[0] as { id: string },
  room: "Oda 3", place: "office", place_label: "Birimde", person: { id: "0199d000-0000-7000-8000-000000000001", name }, contact_name: "", companions: [], interpreter: "", interpreter_label: "Gerekmiyor", needs: [], is_public: false, is_walk_in: false,
  needs_moving: false, candidate_present: null, may_write: true, booked_at: at(day, "08:00"), booked_by: STAFF[1], booker_name: "", relation_label: "", phone: "", email: "", note: "", address: "", off_slot_reason: "",
  missed_reason: "", missed_reason_label: "", missed_note: "", cancelled_by_label: "", cancel_reason: "", ...over,
});

const T = today();
const rows: Made[] = [
  made("a1", T, "08:30", "09:30", "Ümmügülsüm Demirkıran", { state: "attended", candidate_present: true, recorded_at: at(T, "09:35"), recorded_by: STAFF[0], correctable: correctable("present"), corrections: [], companions: [{ relation: "mother", relation_label: "Annesi", name: "Hatice Demirkıran" }] }),
  made("a2", T, "09:30", "10:30", "Muhammed Emin Karaosmanoğlu", { staff: STAFF[1], calendar: CALENDARS[1], room: "Oda 4", needs: [NEEDS[0]], interpreter: "sign_language", interpreter_label: "Türk İşaret Dili" }),
  made("a3", T, "09:30", "10:15", "Iraz Işık", { service: SERVICES[1], staff: STAFF[2], calendar: CALENDARS[2], room: "Görüşme odası", state: "missed", missed_reason: "transport", missed_reason_label: "Ulaşım" }),
  made("a4", T, "09:45", "10:45", "Çağrı Örnek", { service: SERVICES[1], staff: STAFF[2], calendar: CALENDARS[2], room: "Görüşme odası", needs_moving: true }),
  made("a5", T, "11:00", "12:00", "", { person: null, contact_name: "Deniz Örnek", is_public: true, booker_name: "Hatice Örnek", relation_label: "Annesi", phone: "0500 000 00 00", companions: [{ relation: "mother", relation_label: "Annesi", name: "Hatice Örnek" }] }),
  made("a6", T, "13:30", "14:30", "Zeynep Nur Şahin", { state: "cancelled", cancelled_by_label: "Kişi ya da yakını", cancel_reason: "Hastanede yatıyor." }),
  made("a7", T, "14:30", "15:30", "Oğuzhan Güçlü", { place: "home", place_label: "Evde", room: "", address: "Örnek Mahallesi, Konak", calendar: null, off_slot_reason: "Evden çıkamıyor." }),
  made("a8", shift(T, 1), "09:30", "10:30", "Sıla Öğüt", {}),
  made("a9", shift(T, 2), "10:30", "11:30", "İlknur Ünsal", { calendar: CALENDARS[1] }),
];
const shown = (one: Made) => ({ ...one, state_label: STATES[one.state] });
const dayOf = (moment: string) => new Date(new Date(moment).getTime() + 3 * 3_600_000).toISOString().slice(0, 10);

on("GET", "/api/v1/appointments/", ({ query }) => {
  const want = (name: string) => query.get(name);
  const results = rows
    .filter((one) => !want("from") || dayOf(one.starts_at) >= (want("from") ?? ""))
    .filter((one) => !want("to") || dayOf(one.starts_at) <= (want("to") ?? ""))
    .filter((one) => !want("state") || one.state === want("state"))
    .filter((one) => !want("calendar") || one.calendar?.id === want("calendar"))
    .filter((one) => !want("staff") || one.staff?.id === want("staff"))
    .filter((one) => !want("room") || one.room === want("room"))
    .sort((a, b) => a.starts_at.localeCompare(b.starts_at));
  return { status: 200, json: { results: state.scenario === "empty" ? [] : results.map(shown), next: null, previous: null } };
});
const found = (id: string | undefined) => rows.find((one) => one.id === id);
const missing = { status: 404, json: { status: 404, code: "not_found", title: "Kayıt bulunamadı.", detail: "" } };
const changed = (id: string | undefined, change: Record<string, unknown>) => {
  const one = found(id);
  if (!one) return missing;
  Object.assign(one, change, { version: (one.version as number) + 1 });
  return { status: 200, json: shown(one) };
};
const MESSAGES = [
  { id: "m1", kind_label: "Randevu bilgisi", channel: "sms", state: "sent", state_label: "Gönderildi", due_at: at(shift(T, -6), "10:00"), sent_at: at(shift(T, -6), "10:01"), trouble: "", to: "…4567", text: "Örnek Belediyesi: randevunuz alındı. Gelemeyecekseniz lütfen bize önceden haber verin." },
  { id: "m2", kind_label: "Hatırlatma", channel: "", state: "withheld", state_label: "Gönderilmedi", due_at: at(shift(T, -2), "09:30"), sent_at: null, trouble: "Telefon ya da e-posta adresi yok; elden ya da telefonla bildirin.", to: "", text: "" },
  { id: "m3", kind_label: "Hatırlatma", channel: "", state: "waiting", state_label: "Sırada", due_at: at(T, "06:30"), sent_at: null, trouble: "", to: "", text: "" },
];
on("GET", "/api/v1/appointments/:id/", (_, match) => (found(match[1]) ? { status: 200, json: { ...shown(found(match[1]) as Made), messages: found(match[1])?.state === "cancelled" ? [] : MESSAGES } } : missing));
let isWanted = true;
on("GET", "/api/v1/people/:id/appointment-messages/", () => ({ status: 200, json: { wanted: isWanted } }));
on("PUT", "/api/v1/people/:id/appointment-messages/", ({ body }) => {
  isWanted = (body as { wanted: boolean }).wanted;
  return { status: 200, json: { wanted: isWanted } };
});
on("POST", "/api/v1/appointments/:id/attendance/correction/", ({ body }, match) => {
  const { presence, reason } = body as { presence: keyof typeof PRESENCE; reason: string };
  const state = { present: "attended", represented: "attended", missed: "missed", not_held: "cancelled" }[presence];
  const told = { id: "k1", at: at(T, "16:00"), by: STAFF[0], before: "Kişi görüşmedeydi", after: PRESENCE[presence], reason };
  return changed(match[1], { state, candidate_present: presence === "present", correctable: correctable(presence), corrections: [told] });
});
on("POST", "/api/v1/appointments/:id/attendance/", ({ body }, match) => changed(match[1], { missed_reason_label: "Ulaşım", ...(body as object) }));
on("POST", "/api/v1/appointments/:id/cancellation/", ({ body }, match) => changed(match[1], { state: "cancelled", cancelled_by_label: "Birim", cancel_reason: (body as { reason: string }).reason }));
on("POST", "/api/v1/appointments/:id/person/", (_, match) => changed(match[1], { person: { id: "0199d000-0000-7000-8000-000000000001", name: "Ümmügülsüm Demirkıran" } }));
on("POST", "/api/v1/appointments/:id/moving/", ({ body }, match) => {
  const slot = slots(T, shift(T, 21)).find((one) => one.id === (body as { slot: string }).slot);
  return slot ? changed(match[1], { starts_at: slot.starts_at, ends_at: slot.ends_at }) : { status: 409, json: { status: 409, code: "slot_full", title: "Bu saatte boş yer kalmadı.", detail: "Başka bir saat seçin." } };
});
const booked = (body: unknown, over: Record<string, unknown>) => {
  const { slot, starts_at } = body as { slot?: string; starts_at?: string };
  const chosen = slots(T, shift(T, 40)).find((one) => one.id === slot);
  const one = made(`n${rows.length}`, T, "16:00", "16:30", "Ümmügülsüm Demirkıran", { ...(chosen ? { starts_at: chosen.starts_at, ends_at: chosen.ends_at } : starts_at ? { starts_at, ends_at: starts_at } : {}), ...over });
  rows.push(one);
  return { status: 201, json: shown(one) };
};
on("POST", "/api/v1/appointments/", ({ body }) => booked(body, {}));
on("POST", "/api/v1/appointments/walk-in/", ({ body }) => booked(body, { state: "attended", is_walk_in: true, candidate_present: (body as { candidate_present: boolean }).candidate_present }));

function slots(from: string, to: string) {
  const all = [];
  for (let day = from; day <= to; day = shift(day, 1)) {
    if ([0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) continue;
    for (const [time, end] of [["09:00", "10:00"], ["10:15", "11:15"], ["13:30", "14:30"], ["15:00", "16:00"]] as const) {
      for (const calendar of CALENDARS.slice(0, 2)) all.push({ id: `${day} ${time} ${calendar.id}`, calendar, unit: UNIT, starts_at: at(day, time), ends_at: at(day, end), service: "application", place: "office", place_label: "Birimde", capacity: calendar.id === "c2" ? 3 : 1, free: calendar.id === "c2" ? 2 : 1 });
    }
  }
  return all;
}
on("GET", "/api/v1/slots/", ({ query }) => {
  const results = slots(query.get("from") ?? T, query.get("to") ?? shift(T, 7)).filter((one) => !query.get("calendar") || one.calendar.id === query.get("calendar"));
  return { status: 200, json: { results: state.scenario === "empty" ? [] : results, next: null, previous: null } };
});

on("GET", "/api/v1/appointment-choices/", () => ({
  status: 200,
  json: {
    services: state.scenario === "empty" ? [] : SERVICES, calendars: CALENDARS, units: [UNIT], staff: STAFF, places: PLACES, relations: RELATIONS, needs: NEEDS,
    interpreters: [{ key: "", label: "Gerekmiyor" }, { key: "sign_language", label: "Türk İşaret Dili" }, { key: "arabic", label: "Arapça" }],
    missed_reasons: [{ key: "unknown", label: "Bilinmiyor" }, { key: "illness", label: "Hastalık ya da hastane" }, { key: "transport", label: "Ulaşım" }, { key: "forgot", label: "Unutmuş" }],
    times_of_day: [{ key: "any", label: "Fark etmez" }, { key: "morning", label: "Öğleden önce" }, { key: "afternoon", label: "Öğleden sonra" }],
  },
}));

const entry = (id: string, name: string, over: Record<string, unknown> = {}) => ({
  id, version: 1, person: { id: "0199d000-0000-7000-8000-000000000001", name }, programme: PROGRAMME, service: SERVICES[0], unit: UNIT, earliest_on: T, latest_on: null, time_of_day: "any", time_of_day_label: "Fark etmez",
  state: "waiting", state_label: "Bekliyor", entered_at: at(shift(T, -6), "10:00"), offered_slot: null, offer_expires_at: null, note: "", may_write: true, ...over,
});
const waiting = [
  entry("w1", "Ümmügülsüm Demirkıran", { state: "offered", state_label: "Boşalan saat önerildi", offered_slot: { id: "x", starts_at: at(shift(T, 1), "09:00") }, offer_expires_at: at(T, "17:00") }),
  entry("w2", "Muhammed Emin Karaosmanoğlu", { time_of_day: "morning", time_of_day_label: "Öğleden önce", latest_on: shift(T, 20) }),
];
on("GET", "/api/v1/waiting-list/", () => ({ status: 200, json: { results: state.scenario === "empty" ? [] : waiting, next: null, previous: null } }));
on("POST", "/api/v1/waiting-list/", () => ({ status: 201, json: waiting[1] }));
on("POST", "/api/v1/waiting-list/:id/offer/", (_, match) => ({ status: 200, json: { ...waiting.find((one) => one.id === match[1]), state: "offered", offer_expires_at: at(shift(T, 1), "09:00") } }));
on("POST", "/api/v1/waiting-list/:id/acceptance/", (_, match) => {
  const [taken] = waiting.splice(waiting.findIndex((one) => one.id === match[1]), 1);
  return { status: 201, json: { ...shown(rows[0] as Made), person: taken?.person, starts_at: (taken?.offered_slot as { starts_at: string } | null)?.starts_at } };
});
on("DELETE", "/api/v1/waiting-list/:id/", () => ({ status: 204 }));

const calendar = (id: string, name: string, over: Record<string, unknown> = {}) => ({
  id, version: 2, name, unit: UNIT, staff: null, place: "office", place_label: "Birimde", room: "Oda 3", address: "Örnek Mahallesi, Çınar Sokak 12, Konak", public_share: 50, public_notice_hours: 24, public_days_ahead: 30, weeks_ahead: 8, is_active: true,
  services: [{ id: "cs1", programme: "p1", service: "application", label: "Programa başvuru görüşmesi" }], may_write: true,
  patterns: [1, 2, 3, 4].map((weekday) => ({ id: `${id}-${weekday}`, weekday, starts: "09:00:00", ends: "12:00:00", slot_minutes: 60, buffer_minutes: 15, capacity: 1, services: [], valid_from: "2026-09-01", valid_to: null })),
  exceptions: [{ id: "e1", kind: "closed", on: shift(T, 9), starts: null, ends: null, reason: "Ekip eğitimi", slot_minutes: 30, capacity: 1 }, { id: "e2", kind: "open", on: shift(T, 12), starts: "13:30:00", ends: "16:00:00", reason: "Yoğun hafta", slot_minutes: 30, capacity: 1 }],
  ...over,
});
const calendars = [calendar("c1", "Başvuru masası 1"), calendar("c2", "Başvuru masası 2", { public_share: 0, room: "Oda 4" }), calendar("c3", "İş koçu görüşmeleri", { staff: STAFF[2], is_active: false, patterns: [], exceptions: [] })];
on("GET", "/api/v1/calendars/", () => ({ status: 200, json: { results: state.scenario === "empty" ? [] : calendars, next: null, previous: null } }));
on("POST", "/api/v1/calendars/", () => ({ status: 201, json: calendars[0] }));
on("GET", "/api/v1/calendars/:id/", (_, match) => ({ status: 200, json: calendars.find((one) => one.id === match[1]) }));
on("PATCH", "/api/v1/calendars/:id/", (_, match) => ({ status: 200, json: calendars.find((one) => one.id === match[1]) }));
on("POST", "/api/v1/calendars/:id/patterns/", ({ body }) => ({ status: 201, json: { id: "new", ...(body as object) } }));
on("POST", "/api/v1/calendars/:id/exceptions/", ({ body }) => ({ status: 201, json: { id: "new", ...(body as object) } }));
on("DELETE", "/api/v1/calendar-patterns/:id/", () => ({ status: 204 }));
on("DELETE", "/api/v1/calendar-exceptions/:id/", () => ({ status: 204 }));
on("GET", "/api/v1/closed-days/", () => ({ status: 200, json: { results: state.scenario === "empty" ? [] : [{ id: "d1", on: shift(T, 5), part: "afternoon", part_label: "Öğleden sonra", reason: "İdari izin (Valilik duyurusu)" }], next: null, previous: null } }));
on("POST", "/api/v1/closed-days/", ({ body }) => ({ status: 201, json: { id: "new", ...(body as object) } }));
on("DELETE", "/api/v1/closed-days/:id/", () => ({ status: 204 }));

let desk = { phone: "0232 000 00 00", sign_language_video: "https://video.example.org/tid", easy_read: "", version: 1, may_write: true };
on("GET", "/api/v1/booking-desk/", () => ({ status: 200, json: desk }));
on("PUT", "/api/v1/booking-desk/", ({ body }) => {
  desk = { ...desk, ...(body as typeof desk), version: desk.version + 1 };
  return { status: 200, json: desk };
});
