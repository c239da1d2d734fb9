import { on } from "../routes";

const grounds = [
  { key: "false_information", letter: "a", label: "Gerçeğe aykırı bilgi verilmesi", text: "", basis: "Yönetmelik m. 22-a" },
  { key: "documents_not_presented", letter: "b", label: "Belgelerin süresinde sunulmaması", text: "", basis: "Yönetmelik m. 22-b" },
  { key: "no_participation", letter: "c", label: "Sürece aktif katılım sağlanmaması", text: "", basis: "Yönetmelik m. 22-c" },
  { key: "rules_broken", letter: "ç", label: "Etik, disiplin veya iş güvenliği kurallarına aykırı davranılması", text: "", basis: "Yönetmelik m. 22-ç" },
  { key: "serious_risk", letter: "d", label: "İş sağlığı ve güvenliği açısından ciddi risk oluşması", text: "", basis: "Yönetmelik m. 22-d" },
];
const articles = [
  { guard: "listed_grounds", cited: "Yönetmelik m. 22", title: "Askıya alma ve sonlandırma", text: "Aşağıdaki hâllerde hizmet askıya alınabilir veya sonlandırılabilir: a) gerçeğe aykırı bilgi verilmesi, b) belgelerin süresinde sunulmaması, c) sürece aktif katılım sağlanmaması …" },
  { guard: "reasoned_notice", cited: "Yönetmelik m. 23", title: "Kararın bildirilmesi", text: "Askıya alma veya sonlandırma kararı, gerekçesi belirtilerek ilgiliye yazılı olarak bildirilir." },
];
const letter = {
  letter_subject: "Hizmetin askıya alınması",
  letter_body: "Sayın {ad_soyad},\n\nTarafınıza sunulan hizmet, {madde} uyarınca {tarih} tarihli kararla askıya alınmıştır.\n\nGerekçe: {gerekce}\n\n{basvuru_yolu}",
};
const who = { case: { id: "c1", number: "D-2026-00012" }, person: { id: "k1", name: "Elif Örnek" }, programme: { id: "p1", name: "Destekli İstihdam Programı" }, unit: { id: "u1", name: "Engelli Çalışmaları Şube Müdürlüğü" } };
const letters = [{ id: "y1", number: "2026/15", official_number: "", use: "suspension", state: "undeliverable", state_label: "Tebliğ edilemedi", served_on: null, undeliverable: true }];

const row = (id: string, state: string, label: string, more: object = {}) => ({
  id, version: 2, kind: "suspend", kind_label: "Askıya alma", state, state_label: label, ...who, ground: grounds[2], proposed_at: "2026-11-16T08:00:00Z", proposed_by: "Deniz Deneme",
  answer_until: null, is_hearing_over: false, taken_at: null, taken_by: "", effective_on: null, held_up: "", letters: [], ...more,
});
const rows = [
  row("d1", "proposed", "Önerildi"),
  row("d2", "hearing", "Açıklama bekleniyor", { answer_until: "2026-11-25" }),
  row("d3", "in_effect", "Uygulanıyor", { taken_at: "2026-11-18T08:00:00Z", taken_by: "Müdür Deneme", effective_on: "2026-11-18", letters }),
];
const page = (found: (typeof rows)[number]) => ({
  ...found, programme_version: 2, transition: "suspend", transition_label: "Askıya al", target_label: "Askıda", closure: null, article: "Yönetmelik m. 22-c",
  evidence: [
    { kind: "appointment", kind_label: "Randevu", record: "r1", label: "Randevu: gelmedi", on: "2026-11-10", link: "/randevular/r1", text: "", added_by: "Deniz Deneme" },
    { kind: "observation", kind_label: "Gözlem", record: null, label: "", on: "2026-11-16", link: "", text: "Üç görüşmeye gelmedi; arandığında nedenini söylemedi.", added_by: "Deniz Deneme" },
  ],
  named_taker: null, asked_on: found.state === "hearing" ? "2026-11-18" : null, answered_on: null, statement_form: "", statement_form_label: "", statement_by_label: "", statement: "",
  waived_because: found.state === "in_effect" ? "Görüşmek istemediğini söyledi." : "", reason: "Destek planındaki görüşmelere katılım sağlanmadı.", taken_for: "", review_on: null,
  in_effect_at: found.state === "in_effect" ? "2026-11-18T08:01:00Z" : null, ended_at: null, withdrawn_at: null, withdrawn_by: "", withdrawn_because: "", articles,
  taking: { allowed: true, code: "", message: "", remedy: "" }, may_decide: true, may_change: found.state !== "in_effect", may_hear: found.state !== "in_effect", may_withdraw: found.state !== "in_effect", statement_days: 7, ...letter,
});

on("GET", "/api/v1/decisions/", () => ({ status: 200, json: { results: rows, next: null, previous: null } }));
for (const found of rows) on("GET", `/api/v1/decisions/${found.id}/`, () => ({ status: 200, headers: { ETag: '"2"' }, json: page(found) }));
on("GET", "/api/v1/cases/:id/decisions/form/", () => ({
  status: 200,
  json: {
    ...who, kind: "suspend", kind_label: "Askıya alma", stage_label: "İzleme", grounds, proposed: [{ ground: "no_participation", messages: ["Son izleme kaydında katılım yok. Nedeni öğrenilmeden karar verilmez."] }],
    steps: [{ key: "suspend", label: "Askıya al", target: "Askıda" }], closures: [], closure_label: "",
    evidence: [
      { kind: "appointment", kind_label: "Randevu", id: "r1", label: "Randevu: gelmedi", on: "2026-11-10", link: "" },
      { kind: "submission", kind_label: "Doldurulmuş form", id: "f1", label: "İzleme formu", on: "2026-11-02", link: "" },
    ],
    articles, statement_days: 7, obstacle: { allowed: true, code: "", message: "", remedy: "" }, may_decide: false, ...letter,
  },
}));
on("GET", "/api/v1/cases/:id/decisions/", () => ({
  status: 200,
  json: {
    decisions: rows.slice(2), kinds: ["suspend", "terminate"], stop: null, may_propose: true, may_decide: true,
    stops: [{ id: "s1", version: 1, state: "running", state_label: "Sürüyor", is_in_force: true, risk: "Makinenin koruyucusu yokken çalıştı.", started_at: "2026-11-20T08:00:00Z", started_by: "Deniz Deneme", is_own: false, ends_on: "2026-11-29", days_left: 7, ended_at: null, ended_by: "", lifted_because: "", decision: null, letters: [] }],
  },
}));
