import { on } from "../routes";

const day = (offset: number) => new Date(Date.UTC(2026, 10, 22 + offset)).toISOString().slice(0, 10);
const clock = (received: number, runs = true) => ({
  received_on: day(received),
  due_on: day(received + 30),
  basis: "Destekli İstihdam Programı Çalışma Usul ve Esasları Yönetmeliği m. 28; 3071 sayılı Kanun m. 7",
  day: -received,
  days_left: received + 30,
  runs,
  is_late: runs && received + 30 < 0,
});
const who = { id: "a1", name: "Ayşe Işık" };
const row = (id: string, number: string, kind_label: string, received: number, more: object = {}) => ({
  id,
  number,
  kind: "complaint",
  kind_label,
  state: "assigned",
  state_label: "Görevlendirildi",
  person: who,
  programme: { id: "p1", name: "Destekli İstihdam Programı" },
  unit: { id: "u1", name: "Engelli Çalışmaları Şube Müdürlüğü" },
  assigned_to: { id: "s2", name: "Mehmet Görevli" },
  clock: clock(received),
  ...more,
});
const rows = [
  row("11111111-0000-7000-8000-000000000001", "T-2026-00007", "Şikâyet", -33),
  row("11111111-0000-7000-8000-000000000002", "T-2026-00012", "Şikâyet", -29, { state: "drafted", state_label: "Cevap onay bekliyor" }),
  row("11111111-0000-7000-8000-000000000003", "T-2026-00015", "İlgili kişi başvurusu", -20, { kind: "data_subject" }),
  row("11111111-0000-7000-8000-000000000004", "T-2026-00018", "Talep", -2, { state: "registered", state_label: "Kaydedildi", assigned_to: null, person: null }),
];
const page = (found: (typeof rows)[number]) => ({
  ...found,
  version: 4,
  channel_label: "Sözlü, tutanağa geçirildi",
  sender_kind: "person",
  sender_label: "Kişinin kendisi",
  subject: "Randevuya alınmadım",
  text: "20 Ekim'de saat 14.30'da randevum vardı. Annemle geldik, bir saat bekledik, kimse bizi içeri almadı. Yeni gün de verilmedi.",
  sender_name: "",
  sender_address: "",
  sender_contact: "",
  brought_by: "Annesi Fatma Işık",
  case: { id: "c1", name: "D-2026-00031" },
  decision: null,
  concerns: { id: "s3", name: "Hasan Danışma" },
  has_scan: found.state === "drafted",
  receipt: { id: "y9", number: "2026/41", state: "served", served_on: day(-20), undeliverable: false },
  registered_at: "2026-10-24T08:05:00Z",
  registered_by: "Zeynep Kayıt",
  informed_on: null,
  forwarded_to: "",
  forwarded_on: null,
  withdrawn_on: null,
  answered_on: null,
  answer: {
    text: found.state === "drafted" ? "İncelendi: o gün iki randevu aynı saate verilmiş. Yeni randevu 25.11.2026 10.00 için verildi. Özür dileriz." : "",
    outcome: found.state === "drafted" ? "accepted" : "",
    outcome_label: found.state === "drafted" ? "Kabul edildi" : "",
    return_reason: "",
    drafted_by: "Mehmet Görevli",
    drafted_at: null,
    approved_by: "",
    approved_at: null,
  },
  letter: null,
  events: [
    { id: "e2", kind: "assigned", kind_label: "Görevlendirildi", at: "2026-10-24T10:00:00Z", by: "Elif Yönetici", user: "Mehmet Görevli", day: null, text: "" },
    { id: "e1", kind: "registered", kind_label: "Kaydedildi", at: "2026-10-24T08:05:00Z", by: "Zeynep Kayıt", user: "", day: null, text: "" },
  ],
  kept_away: [{ id: "s3", name: "Hasan Danışma", why: "Şikâyet bu kişi hakkında" }],
  guard: { article: "Çalışma Usul ve Esasları Yönetmeliği m. 28", text: "Adaylar veya yasal temsilcileri süreçle ilgili talep ve şikâyetlerini yazılı olarak iletebilir." },
  may_write: true,
  may_assign: true,
  may_approve: found.state === "drafted",
});
const codes = (...pairs: [string, string][]) => pairs.map(([key, label]) => ({ key, label }));

on("GET", "/api/v1/petitions/", () => ({ status: 200, json: { results: rows, next: null, previous: null, count: rows.length } }));
on("GET", "/api/v1/petitions/choices/", () => ({
  status: 200,
  json: {
    kinds: codes(["request", "Talep"], ["complaint", "Şikâyet"], ["objection", "İtiraz"], ["data_subject", "İlgili kişi başvurusu"]),
    channels: codes(["by_hand", "Elden"], ["post", "Posta"], ["email", "Kayıtlı e-posta"], ["kep", "KEP"], ["oral", "Sözlü, tutanağa geçirildi"]),
    senders: codes(["person", "Kişinin kendisi"], ["representative", "Yasal temsilcisi"], ["outsider", "Kayıtlı olmayan biri"]),
    outcomes: codes(["accepted", "Kabul edildi"], ["partly", "Kısmen kabul edildi"], ["refused", "Reddedildi"], ["informed", "Bilgi verildi"]),
    programmes: [{ id: "p1", name: "Destekli İstihdam Programı" }],
    units: [{ id: "u1", name: "Engelli Çalışmaları Şube Müdürlüğü" }],
    staff: [{ id: "s3", name: "Hasan Danışma" }],
  },
}));
on("GET", "/api/v1/petitions/due/", () => ({ status: 200, json: { due_on: day(30), basis: "3071 sayılı Kanun m. 7: en geç 30 gün", article: "", text: "" } }));
for (const found of rows) {
  on("GET", `/api/v1/petitions/${found.id}/`, () => ({ status: 200, json: page(found) }));
  on("GET", `/api/v1/petitions/${found.id}/assignment/`, () => ({
    status: 200,
    json: { results: [{ id: "s2", name: "Mehmet Görevli", allowed: true, why: "" }, { id: "s3", name: "Hasan Danışma", allowed: false, why: "Şikâyet bu kişi hakkında" }] },
  }));
}
on("GET", "/api/v1/deadline-pauses/", () => ({
  status: 200,
  json: {
    results: [
      {
        id: "d1", programme: null, starts_on: day(-3), ends_on: day(7), reason: "Deprem: bina kapalı", basis: "Yönetmelik m. 27; Valilik kararı 2026/14", declared_at: "2026-11-19T08:00:00Z",
        declared_by: "Elif Yönetici", ended_on: null, end_reason: "", ended_by: "", cases_extended: 42, is_running: true, may_end: true,
      },
    ],
  },
}));
on("GET", "/api/v1/deadline-pauses/choices/", () => ({ status: 200, json: { programmes: [{ id: "p1", name: "Destekli İstihdam Programı" }], whole_municipality: true } }));
on("GET", "/api/v1/deadline-pauses/preview/", () => ({
  status: 200,
  json: {
    cases: 42, stopping: ["Eksik belgelerin tamamlanması", "İlk değerlendirme"], article: "Yönetmelik m. 27", article_text: "",
    running: [{ label: "Dilekçeye cevap", why: "“Dilekçeye cevap” kanuni bir süredir; mücbir sebeple durdurulamaz." }],
  },
}));

on("POST", "/api/v1/petitions/:id/scan/", () => ({ status: 200, json: { ...page(rows[0] as (typeof rows)[number]), has_scan: true } }));
