import { on } from "../routes";

const field = (key: string, label: string, is_special = false) => ({ key, label, label_en: label, is_required: key === "given_names", is_special, is_multiple: false, help: "", example: "", choices: [] });
const FIELDS = [
  field("identity", "T.C. Kimlik No"), field("full_name", "Adı Soyadı"), field("given_names", "Adı"), field("surname", "Soyadı"), field("birth_date", "Doğum Tarihi"), field("sex", "Cinsiyet"),
  field("phone", "Telefon"), field("district", "İlçe"), field("education", "Eğitim Durumu"), field("target_primary", "Birincil Hedef Grup", true), field("disability_groups", "Engel Grupları", true), field("notes", "Notlar"),
];
const HEADINGS: [string, string | null, number][] = [["Sıra", null, 0], ["T.C. Kimlik No", "identity", 1], ["Adı Soyadı", "full_name", 1], ["Doğum Tarihi", "birth_date", 1], ["Cins.", "sex", 0.7], ["Cep Tel", "phone", 0.97], ["Hedef Grubu", "target_primary", 0.92], ["Açıklama", "notes", 0.97]];
const SAMPLE = [["1", "01000000168", "Işık Çağlayan", "21.11.1980", "K", "0000 123 45 67", "Yoksul", ""], ["2", "", "Ali Can", "1975", "E", "", "Engelli birey", "Komşusu haber verdi"]];
const columns = HEADINGS.map(([heading, guess, score], column) => ({ column, letters: "ABCDEFGH"[column], heading, field: guess, guess, score, others: [] }));
const base = {
  id: "1", version: 1, kind: "people", state: "uploaded", state_label: "Yüklendi", file_name: "Eski kayıtlar 2014-2016.xlsx", total: 0, done: 0, counts: {}, requested_at: "2026-11-21T08:30:00Z", started_at: null, finished_at: null, problem_code: "", problem: "",
  task_id: null, cancel_requested: false, checked_at: null, sheet: "Kayıtlar", sheets: ["Kayıtlar", "Kapak"], header_row: 3, file_kind: "xlsx", encoding: "", delimiter: "", columns, options: {}, problem_counts: {}, earlier_import: null,
};
const job: Record<string, unknown> = { ...base };
const problems = [
  { cell: "D14", column: 3, field: "birth_date", code: "no_such_day", message: "“31.02.1980” takvimde olmayan bir gün.", remedy: "Gün.ay.yıl olarak yazın: 21.11.1980." },
  { cell: "B14", column: 1, field: "identity", code: "identity_checksum", message: "Kimlik numarasının denetim rakamları uymuyor; bir rakamı yanlış.", remedy: "Numarayı belgeden bir kez daha yazın ya da boş bırakın." },
];
const row = (number: number, state: string, rest: object) => ({ id: String(number), number, state, state_label: state, subject_id: null, decision: "", problems: [], matches: [], ...rest });
const ROWS: Record<string, unknown[]> = {
  invalid: [row(14, "invalid", { problems }), row(27, "invalid", { problems: problems.slice(0, 1) })],
  held: [row(8, "held", { matches: [{ id: "p1", file_number: "2015-00007", name: "Işık Çağlayan", birth_date: "1980-11-21", birth_precision: "day" }] })],
};
let ticks = 0;

on("GET", "/api/v1/imports/kinds/", () => ({ status: 200, json: { results: [{ kind: "people", label: "Kişiler", fields: FIELDS }, { kind: "providers", label: "Hizmet sağlayıcılar", fields: [field("name", "Kuruluş Adı")] }] } }));
on("GET", "/api/v1/imports/mappings/", () => ({ status: 200, json: { results: [{ id: "m1", kind: "people", name: "Eski Excel", updated_at: "2026-11-01T08:00:00Z" }] } }));
on("GET", "/api/v1/imports/", () => ({ status: 200, json: { results: [job, { ...base, id: "2", state: "done", state_label: "Tamamlandı", file_name: "Kuruluşlar.csv", kind: "providers", total: 110, counts: { imported: 110 } }], next: null, previous: null, count: 2 } }));
on("POST", "/api/v1/imports/", () => ({ status: 201, json: Object.assign(job, base) }));
on("GET", "/api/v1/imports/:id/sample/", () => ({ status: 200, json: { rows: SAMPLE } }));
on("GET", "/api/v1/imports/:id/rows/", ({ query }) => ({ status: 200, json: { results: ROWS[query.get("state") ?? ""] ?? [], next: null, previous: null, count: 2 } }));
on("POST", "/api/v1/imports/:id/preview/", () => {
  ticks = 0;
  return { status: 202, json: Object.assign(job, { state: "checking", state_label: "Denetleniyor" }) };
});
on("POST", "/api/v1/imports/:id/run/", () => {
  ticks = 0;
  return { status: 202, json: Object.assign(job, { state: "running", state_label: "Aktarılıyor", done: 0 }) };
});
on("POST", "/api/v1/imports/:id/cancel/", () => ({ status: 200, json: Object.assign(job, { state: "cancelled", state_label: "İptal edildi" }) }));
on("POST", "/api/v1/imports/:id/decisions/", () => ({ status: 200, json: { decided: 1 } }));
on("POST", "/api/v1/imports/:id/mapping/", () => ({ status: 201, json: { id: "m2", kind: "people", name: "x", updated_at: "2026-11-21T08:00:00Z" } }));
on("PATCH", "/api/v1/imports/:id/", () => ({ status: 200, json: job }));
on("GET", "/api/v1/imports/:id/", () => {
  ticks += 1;
  if (job.state === "checking") Object.assign(job, ticks < 3 ? { done: ticks * 300 } : { state: "ready", state_label: "Onay bekliyor", total: 824, checked_at: "2026-11-21T08:31:00Z", counts: { valid: 790, unchanged: 12, changed: 6, held: 1, invalid: 15 } });
  if (job.state === "running") Object.assign(job, ticks < 4 ? { done: ticks * 250 } : { state: "done", state_label: "Tamamlandı", counts: { imported: 790, unchanged: 12, updated: 6, held: 1, invalid: 15 } });
  return { status: 200, json: job };
});

const request = { version: 1, filters: {}, columns: [], decided_at: null, decided_by: "", decision_reason: "", expires_at: null, list_key: "people", file_format: "xlsx", includes_special: false, needs_approval: false };
on("GET", "/api/v1/people/exports/columns/", () => ({ status: 200, json: { results: FIELDS.map((one) => ({ key: one.key, label: one.label, is_special: one.is_special, is_default: !one.is_special })) } }));
on("GET", "/api/v1/people/exports/", () => ({
  status: 200,
  json: {
    results: [
      { ...request, id: "e1", reason: "Meclise yıllık sunum", row_count: 824, includes_special: true, needs_approval: true, state: "pending_approval", state_label: "İkinci kişinin onayı bekleniyor", requested_by: "Ayşe Demir", requested_at: "2026-11-21T08:00:00Z", is_own: false },
      { ...request, id: "e2", reason: "Kurs duyurusu", row_count: 42, state: "ready", state_label: "Hazır", requested_by: "Deneme Görevlisi", requested_at: "2026-11-20T08:00:00Z", expires_at: "2026-11-23T08:00:00Z", is_own: true },
    ],
    next: null, previous: null, count: 2,
  },
}));
on("POST", "/api/v1/people/exports/", () => ({ status: 201, json: { ...request, id: "e3", reason: "x", row_count: 1, state: "approved", state_label: "Onaylandı", requested_by: "x", requested_at: "2026-11-21T08:00:00Z", is_own: true } }));
on("POST", "/api/v1/people/exports/:id/decision/", () => ({ status: 200, json: request }));
