import { on } from "../routes";

const one = (key: string, label: string) => ({ key, label });
const CASE = { id: "c1", number: "D-2026-00041", person: { id: "7", name: "Iraz Işık Öztürkoğlu" }, programme: { id: "p1", name: "Destekli İstihdam Programı" } };
const ACTIVITIES = [
  { key: "transition_guidance", letter: "d", label: "Destekli istihdam modeline geçiş rehberliği" },
  { key: "monitoring", letter: "f", label: "Gelişim ve uyumun izlenmesi" },
];
const ARTICLES = [
  { guard: "activity_code", cited: "Yönetmelik m. 5", title: "Faaliyetler", text: "" },
  { guard: "coaching_by_need", cited: "Yönetmelik m. 12", title: "İş koçluğu", text: "İş koçluğu desteğinin niteliği ve süresi adayın ihtiyaçlarına göre belirlenir." },
];
const words = { workplace: "Deneme Fırını", next_words: "Yol alıştırması", note: "Kasayı tek başına açtı, yemek arasında zorlandı.", reason: "" };
const visit = (id: string) => ({
  id, version: 1, case: CASE, by: { id: "u", name: "Ayşegül Işıldar Çağlayan" }, acting_for: "", recorded_at: "2026-11-22T08:10:00Z", visited_on: "2026-11-22", place: one("workplace", "İş yeri"),
  minutes: 45, activity: ACTIVITIES[1], topics: [one("tasks", "Görevleri öğrenme"), one("communication", "İletişim")], next_on: "2026-11-29", appointment: null, has_words: true, words,
  corrects: null, corrected_by: null, may_mend: true, may_correct: false,
}); // prettier-ignore
const item = (kind: string, id: string, more: object) => ({
  kind, id, case: "c1", person: "7", person_name: "Iraz Işık Öztürkoğlu", due_on: "2026-11-22", at: null, place: "", words: "", is_late: false, is_done: false, plan: null, covered: "", ...more,
}); // prettier-ignore
const plan = {
  id: "pl1", version: 2, number: 2, state: "draft", state_label: "Taslak", drafted_at: "2026-11-20T08:00:00Z", agreed_on: null, ended_on: null, review_due_on: null, review_is_late: false,
  change: one("less", "Destek azaltıldı"), replaces: "pl0", case: CASE, letter: null, person_word: "Aday", may_write: true, is_closed: false, replaces_number: 1, drafted_by: "Ayşegül Işıldar Çağlayan", agreed_by: null,
  goals: [{ words: "Otobüsle kendim gitmek istiyorum.", measure: "Üç gün yardımsız gider" }],
  services: [{ activity: ACTIVITIES[0], responsible: { id: "u", name: "Ayşegül Işıldar Çağlayan" }, rhythm: one("weekly", "Haftada"), times: 2, starts_on: null, ends_on: null, words: "Yol alıştırması" }],
  coaching: [one("before_work", "İş öncesi hazırlık")], need: "", coaching_from: "2026-12-01", coaching_to: "2027-02-01", coaching_hours: "3.0", review_on: "2026-12-22", note: "",
  changed: "Haftada altı saatten üçe indi.", why: "Yolu kendi buluyor.", end_reason: "", reviews: [], signatories: [],
  missing: [{ field: "need", code: "coaching_need_missing", message: "İş koçluğunun hangi ihtiyacı karşıladığı yazılmamış.", remedy: "Kişinin ihtiyacını bir iki cümleyle yazın.", article: "Yönetmelik m. 12", text: "" }],
}; // prettier-ignore

on("GET", "/api/v1/coaching/today/", () => ({
  status: 200,
  json: {
    on: "2026-11-22",
    covers: [{ id: "x", name: "Şükrü Öztürk", starts_on: "2026-11-20", ends_on: "2026-11-27" }],
    items: [
      item("visit", "v0", { due_on: "2026-11-19", place: "İş yeri", words: "Yol alıştırması", is_late: true }),
      item("appointment", "a1", { at: "2026-11-22T07:30:00Z", place: "Birimde" }),
      item("visit", "v2", { place: "Ev", words: "Ailesiyle görüşme", covered: "Şükrü Öztürk" }),
      item("review", "r1", { due_on: "2026-11-25", plan: "pl1" }),
      item("appointment", "a2", { at: "2026-11-22T06:00:00Z", place: "Birimde", is_done: true }),
    ],
  },
}));
on("GET", "/api/v1/coaching/done/", () => ({
  status: 200,
  json: { since: "2026-11-01", until: "2026-11-22", visits: 18, minutes: 810, people: 7, by_activity: [], by_place: [{ ...one("workplace", "İş yeri"), visits: 11, minutes: 560 }, { ...one("home", "Ev"), visits: 7, minutes: 250 }], by_topic: [], by_staff: [] },
}));
on("GET", "/api/v1/coaching/choices/", () => ({
  status: 200,
  json: {
    places: [one("workplace", "İş yeri"), one("office", "Ofis"), one("home", "Ev"), one("institution", "Kurum"), one("hospital", "Hastane"), one("field", "Saha"), one("phone", "Telefon"), one("online", "Görüntülü görüşme")],
    topics: [one("adaptation", "İşe ve ortama uyum"), one("tasks", "Görevleri öğrenme"), one("communication", "İletişim"), one("travel", "Ulaşım"), one("safety", "İş sağlığı ve güvenliği")],
    kinds: [one("before_work", "İş öncesi hazırlık"), one("at_work", "İş yerinde uyum"), one("communication", "İletişim süreçlerinde rehberlik")],
    rhythms: [one("once", "Bir kez"), one("weekly", "Haftada"), one("as_needed", "Gerektikçe")],
    changes: [one("less", "Destek azaltıldı"), one("more", "Destek artırıldı"), one("other", "Destek başka biçimde düzenlendi")],
    agreed_by: [one("person", "Kişinin kendisi"), one("representative", "Yasal temsilci"), one("both", "Kişi ve yasal temsilcisi birlikte")],
    results: [one("continue", "Plan sürüyor"), one("restructure", "Yeniden yapılandırılacak"), one("end", "Sona erdirilecek")],
    sources: [one("person", "Kişinin kendisi"), one("employer", "İşverenin yazısı"), one("sgk", "SGK belgesi"), one("iskur", "İŞKUR")],
    institutions: [one("iskur", "İŞKUR"), one("public_body", "Kamu kurumu"), one("ngo", "Sivil toplum kuruluşu")],
    outcomes: [one("accepted", "Hizmet başladı"), one("waiting", "Sırada")],
  },
}));
on("GET", "/api/v1/cases/:id/coaching/", () => ({ status: 200, json: { case: CASE, may_write: true, is_own: true, is_open: true, activities: ACTIVITIES, articles: ARTICLES, follows_employment: true, refers: true } }));
on("GET", "/api/v1/visits/", () => ({ status: 200, json: { results: [visit("v1"), visit("v9")], next: null, previous: null } }));
on("POST", "/api/v1/visits/", () => ({ status: 201, json: visit("v1") }));
on("GET", "/api/v1/visits/:id/", () => ({ status: 200, json: visit("v1") }));
on("GET", "/api/v1/cases/:id/plans/", () => ({ status: 200, json: { results: [plan, { ...plan, id: "pl0", number: 1, state: "agreed", state_label: "Uygulanıyor", agreed_on: "2026-08-20", review_due_on: "2026-11-20", review_is_late: true, change: null, replaces: null }] } }));
on("GET", "/api/v1/plans/:id/", () => ({ status: 200, json: plan }));
on("GET", "/api/v1/cases/:id/employment/", () => ({
  status: 200,
  json: {
    may_write: true, is_closed: false, refers: true, article: { guard: "observed_employment", cited: "Yönetmelik m. 7", title: "İŞKUR", text: "" }, person: CASE.person,
    person_status: { code: "unemployed", label: "Çalışmıyor", since: "2026-01-01", source: "Kişinin kendi beyanı" },
    observations: [{ id: "e1", version: 1, since: "2026-09-01", until: null, source: one("sgk", "SGK belgesi"), source_on: "2026-09-15", hours_a_week: "30.0", recorded_at: "2026-09-15T08:00:00Z", recorded_by: "Ayşegül", is_correction: false, work: "Paketleme", note: "", reason: "" }],
    referrals: [],
  }, // prettier-ignore
}));
