import { on } from "../routes";

const NOW = Date.now();
const ago = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();
const day = (days: number) => new Date(NOW + days * 86_400_000).toISOString().slice(0, 10);
const queue = (key: string, label: string, count: number, more: object = {}) => ({ key, label, hint: "", link: "", count, is_more: false, ...more });

const buckets = [
  {
    key: "today",
    label: "Bugün benim",
    queues: [
      queue("appointments_today", "Bugünkü randevular", 4, { link: "/randevular" }),
      queue("cases_due_soon", "7 gün içinde süresi dolacak dosyalar", 6, { link: "/dosyalar" }),
      queue("cases_unassigned", "Sorumlusu olmayan dosyalar", 1000, { is_more: true, hint: "Dosyayı üstlenin ya da bir çalışma arkadaşınıza verin." }),
      queue("form_drafts", "Yarım kalan formlarım", 0),
    ],
  },
  { key: "late", label: "Gecikenler", queues: [queue("cases_overdue", "Aşama süresi geçen dosyalar", 2, { link: "/dosyalar?overdue=1" }), queue("appointments_unrecorded", "Gelip gelmediği yazılmayan randevular", 1)] },
  { key: "waiting", label: "Başkasını bekleyenler", queues: [queue("letters_in_signing", "İmzada bekleyen yazılar", 0)] },
];

on("GET", "/api/v1/work/", () => ({ status: 200, json: { date: day(0), may_see_load: true, buckets } }));
on("GET", "/api/v1/work/caseload/", () => ({
  status: 200,
  json: {
    results: [
      { user: "0199c000-0000-7000-8000-0000000000a1", name: "Zeynep Örnek", open: 41, overdue: 6, due_soon: 4, units: 1 },
      { user: "0199c000-0000-7000-8000-0000000000a2", name: "Mehmet Deneme", open: 28, overdue: 0, due_soon: 2, units: 2 },
      { user: null, name: "", open: 13, overdue: 3, due_soon: 0, units: 1 },
    ],
  },
}));
const keeping = (label: string, months: number, starts_label: string, started_on: string, until: string) => ({
  key: "k", label, months, starts: "case_closed", starts_label, started_on, until, method: "erase", method_label: "Silme", is_archive: false, is_capped: false, statutory_reserved: true,
  article: "Uygulama Esasları m. 20", article_text: "Kişisel veriler her hâlükârda en fazla beş (5) yıl saklanır.",
});
const KEPT: Record<string, object[]> = {
  pre_application: [{ id: "k1", title: "D-2026-00004", hint: "", who: "Hasan Deneme", programme: "Destekli İstihdam", link: `/dosyalar/${"0199c000-0000-7000-8000-00000000c001"}`, kept: keeping("Başvuruya dönüşmeyen ön başvuru", 6, "Dosyanın kapandığı gün", day(-190), day(-6)) }],
  appointment: [{ id: "k2", title: "04.06.2026 10.30", hint: "Başvuru görüşmesi", who: "", programme: "Destekli İstihdam", link: "/randevular/k2", kept: keeping("Dosyaya dönüşmeyen randevu", 6, "Randevunun günü ya da iptal edildiği gün", day(-170), day(12)) }],
};
on("GET", "/api/v1/retention/", ({ query }) => {
  const kind = query.get("kind") ?? "pre_application";
  const kinds = [["case_file", "Dosyalar"], ["pre_application", "Ön başvurular"], ["petition", "Talep ve şikâyetler"], ["appointment", "Dosyasız randevular"], ["employer_service", "İşveren hizmetleri"]];
  return { status: 200, json: { kind, kinds: kinds.map(([key = "", label]) => ({ key, label, count: KEPT[key]?.length ?? 0, is_more: false })), results: KEPT[kind] ?? [], next: null, previous: null } };
});
on("GET", "/api/v1/work/:queue/", () => ({
  status: 200,
  json: {
    results: [
      { id: "1", title: "Ayşe Örnek", hint: "D-2026-00012 · Değerlendirme", link: `/dosyalar/${CASE}`, due_on: day(-4), since: ago(700), with_whom: "Zeynep Örnek" },
      { id: "2", title: "Hasan Deneme", hint: "D-2026-00031 · Ön başvuru", link: `/dosyalar/${CASE}`, due_on: day(2), since: ago(90), with_whom: "" },
    ],
    next: null,
    previous: null,
  },
}));

const CASE = "0199c000-0000-7000-8000-00000000c001";
const code = (key: string, label: string) => ({ key, label });
const link = (id: string, name: string) => ({ id, name });
const assessed = { id: "0199c000-0000-7000-8000-00000000f001", submitted_at: ago(70), submitted_by: "Zeynep Örnek", is_correction: false };

on("GET", "/api/v1/cases/:id/", () => ({
  status: 200,
  json: {
    id: CASE, number: "D-2026-00012", version: 4,
    person: { ...link("0199c000-0000-7000-8000-00000000b001", "Ayşe Örnek"), file_number: "2026-00012", age: 27, is_confidential: false },
    programme: link("0199c000-0000-7000-8000-000000000001", "İş Koçu Destekli İstihdam Programı"), unit: link("u1", "Engelli Çalışmaları Şube Müdürlüğü"),
    stage: code("degerlendirme", "Değerlendirme"), stage_since: ago(700), days_in_stage: 29, due_on: day(-4), is_overdue: true, state: "open", state_label: "Açık",
    opened_at: ago(900), responsible: link("a1", "Zeynep Örnek"), stage_description: "", days_open: 37, opened_by: "Zeynep Örnek", closed_at: null, closure: null,
    programme_version: { id: "v1", number: 1 }, newer_version: null, person_word: "Aday", may_write: true, is_twin: false, steps: [], closures: [], reopening: [],
    forms: [{ key: "degerlendirme", title: "Değerlendirme formu", description: "", in_stage: true, is_required: true, draft_saved_at: null, submission: assessed, is_former: false }],
    documents: [], eligibility: { point: "eligibility", outcome: "yes", ruled: false, values: [], points: { least: 0, most: 0 }, clauses: [], missing: [] },
  },
}));

const choice = (key: string, letter: string, label: string, more: object = {}) => ({
  key, letter, label, text: "", cited: "Yönetmelik m. 10", needs_reason: true, allowed: true, is_mine: true, stands: false, why: [], ...more,
});
on("GET", "/api/v1/cases/:id/outcomes/", () => ({
  status: 200,
  json: {
    given: [
      { id: "o1", key: "is_in", letter: "a", label: "İŞ-İN programına yönlendirme", cited: "Yönetmelik m. 10", given_on: day(-2), recorded_at: ago(48), by: "Zeynep Örnek", reason: "Uzun süre odaklanabiliyor; grup içinde çalışmak istiyor.", submission: assessed.id, withdrawn_at: null, withdrawn_by: "", withdrawal: "", withdrawing: [] },
      { id: "o2", key: "career", letter: "d", label: "Kariyer planlama danışmanlığı", cited: "", given_on: day(-9), recorded_at: ago(220), by: "Zeynep Örnek", reason: "Meslek seçmek istedi.", submission: null, withdrawn_at: ago(30), withdrawn_by: "Mehmet Deneme", withdrawal: "Şimdilik istemiyor.", withdrawing: [] },
    ],
    choices: [
      choice("is_in", "a", "İŞ-İN programına yönlendirme", { stands: true }),
      choice("skills", "b", "Beceri geliştirme süreçleri"),
      choice("monitoring", "c", "İzleme süreci", { allowed: null, why: ["Eksik bilgi: Hazır oluş."] }),
      choice("social", "ç", "Sosyal uyum ve toplumsal katılım", { allowed: false, why: ["Aranan: Hazır oluş bilinmeli."] }),
      choice("career", "d", "Kariyer planlama danışmanlığı", { is_mine: false }),
    ],
    assessments: [{ id: assessed.id, form: "degerlendirme", title: "Değerlendirme formu", submitted_at: assessed.submitted_at, points: 14, possible: 22, sections: [{ title: "Ulaşım", points: 6 }, { title: "İletişim", points: 8 }] }],
    guard: { cited: "Yönetmelik m. 10", title: "Değerlendirme sonuçları", text: "Yapılan değerlendirmeler sonucunda adaylar İŞ-İN programına yönlendirilebilir, beceri geliştirme süreçlerine dâhil edilebilir, izleme sürecine alınabilir." },
    letters: [{ id: "l1", number: "2026/15", state: "served" }],
    may_write: true, may_write_letter: true, opened_on: day(-37), today: day(0),
  },
}));

const told = (id: string, part: object, hours: number, title: string, more: object = {}) => ({
  id, part, kind: "x", at: ago(hours), by: "Zeynep Örnek", title, text: "", programme_version: 1, link: "", is_closed: false, ...more,
});
const sources = [code("steps", "Aşamalar"), code("forms", "Formlar"), code("outcomes", "Değerlendirme sonuçları"), code("appointments", "Randevular"), code("letters", "Yazılar"), code("notes", "Notlar")];
on("GET", "/api/v1/cases/:id/timeline/", () => ({
  status: 200,
  json: {
    results: [
      told("t1", code("letters", "Yazılar"), 20, "Tebliğ edildi: Değerlendirme sonucunuz.", { link: "/yazilar/l1" }),
      told("t2", code("outcomes", "Değerlendirme sonuçları"), 48, "Değerlendirme sonucu verildi (a): İŞ-İN programına yönlendirme.", { text: "Uzun süre odaklanabiliyor; grup içinde çalışmak istiyor." }),
      told("t3", code("forms", "Formlar"), 70, "“Değerlendirme formu” formu dolduruldu.", { link: `/dosyalar/${CASE}/kayitlar/${assessed.id}`, is_closed: true }),
      told("t4", code("appointments", "Randevular"), 100, "Randevuya geldi: 18.11.2026 10.00.", { link: "/randevular" }),
      told("t5", code("steps", "Aşamalar"), 700, "“Değerlendirmeye al” adımı atıldı: Başvuru → Değerlendirme."),
      told("t6", code("steps", "Aşamalar"), 900, "Dosya açıldı."),
    ],
    next: null, previous: null, sources,
  },
}));
