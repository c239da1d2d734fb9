import { on } from "../routes";
import { ruleSets } from "../rule-sets";
import { state } from "../state";

const PROGRAMME = "0199c000-0000-7000-8000-000000000001";
const DRAFT = "0199c000-0000-7000-8000-000000000013";
const PUBLISHED = "0199c000-0000-7000-8000-000000000012";
const RETIRED = "0199c000-0000-7000-8000-000000000011";

type Json = Record<string, unknown>;

const article = (source: string, of: string) => ({ source, article: of });
const words = (tr: string, en = "") => ({ tr, en });

const definition: Json = {
  format: 1,
  code: "destekli-istihdam",
  name: words("İş Koçu Destekli İstihdam Programı", "Supported employment"),
  purpose: words("Engelli bireylerin açık iş gücü piyasasına katılımını iş koçluğu ve bireysel destek planıyla kolaylaştırmak."),
  status: "preview",
  pending: [words("İş koçluğu modülü")],
  sources: [{ title: "Belediye meclisinin 14.10.2024 tarihli kararı", reference: "m. 1-30", note: "" }],
  naming: { person: words("Aday", "Candidate"), case: words("Dosya", "Case") },
  legal_basis: [
    { key: "yonetmelik", kind: "council_decision", title: "Destekli İstihdam Hizmetleri Yönetmeliği", organ: "Büyükşehir Belediye Meclisi", number: "484", decided_on: "2024-10-14", to_be_verified: true },
    { key: "belediye_kanunu", kind: "law", title: "5393 sayılı Belediye Kanunu", number: "5393", organ: "TBMM", decided_on: "2005-07-03" },
  ],
  effective: {},
  definitions: [{ key: "aday", term: words("Aday"), meaning: words("Programdan yararlanmak için başvuran engelli birey."), basis: article("yonetmelik", "4") }],
  target_groups: {
    offered: ["poverty", "disabled", "working_children_family", "violence_victim", "substance_dependence", "ex_offender", "roma"],
    chosen: ["disabled", "poverty", "ex_offender"],
    selection: { exactly: 3, mandatory: ["disabled"], basis: article("yonetmelik", "6") },
    others: words("Öbür hedef gruplar bilgilendirilir ve ilgili kuruma yönlendirilir."),
  },
  capabilities: {
    held: [{ key: "information_referral" }, { key: "individual_guidance" }, { key: "case_management", basis: article("yonetmelik", "5/1-a") }],
    refused: [{ key: "job_brokerage", basis: article("yonetmelik", "6"), reason: words("Programda iş ve işçi bulmaya aracılık yapılmaz.") }],
  },
  activities: [
    { key: "bilgilendirme", letter: "a", label: words("Bilgilendirme ve yönlendirme", "Information and referral"), basis: article("yonetmelik", "5/1-a") },
    { key: "mesleki_profil", letter: "b", label: words("Mesleki profilin çıkarılması"), basis: article("yonetmelik", "5/1-b") },
    { key: "isverene_danismanlik", letter: "ğ", label: words("Talep eden işverene mevcut çalışanlar ve işyeri süreçleri için danışmanlık verilmesi"), basis: article("yonetmelik", "5/1-ğ") },
  ],
  code_lists: [{ key: "ulasim", label: words("Ulaşım"), codes: [{ key: "kendi_basina", label: words("Kendi başına"), score: 2 }, { key: "refakatle", label: words("Refakatle"), score: 0 }] }],
  documents: [
    { key: "saglik_kurulu_raporu", label: words("Engellilik sağlık kurulu raporu"), special: true, substitutes: [words("Yenileme başvurusunun alındı belgesi")], basis: article("yonetmelik", "9") },
    { key: "ikamet", label: words("Yerleşim yeri belgesi"), valid_months: 6 },
  ],
  forms: [{ key: "basvuru_formu", title: words("Başvuru formu"), sections: [{ key: "genel", title: words("Genel"), items: [] }] }],
  rules: ruleSets,
  stages: [
    { key: "on_basvuru", label: words("Ön başvuru"), kind: "start", responsible: "intake_clerk", forms: [{ form: "basvuru_formu", required: true }] },
    { key: "degerlendirme", label: words("Değerlendirme"), responsible: "assessor", deadline: "degerlendirme_suresi" },
    { key: "kapandi", label: words("Kapandı"), kind: "end" },
  ],
  transitions: [
    { key: "degerlendirmeye_al", label: words("Değerlendirmeye al"), sources: ["on_basvuru"], target: "degerlendirme", guards: ["belgeler_tamam"] },
    { key: "kapat", label: words("Dosyayı kapat"), sources: ["on_basvuru", "degerlendirme"], target: "kapandi", needs_reason: true },
  ],
  outcomes: [
    { key: "plan", letter: "a", label: words("Bireysel destek planı hazırlanması"), basis: article("yonetmelik", "10") },
    { key: "kurum", letter: "b", label: words("Kuruma yönlendirme"), basis: article("yonetmelik", "10") },
  ],
  grounds: [{ key: "yukumluluk", letter: "a", label: words("Taahhütnamedeki yükümlülüklere uyulmaması"), basis: article("yonetmelik", "22") }],
  closures: [{ key: "kendi_istegi", label: words("Kendi isteğiyle ayrıldı"), needs_reason: false }],
  deadlines: [{ key: "degerlendirme_suresi", label: words("Değerlendirmenin tamamlanması"), amount: 30, unit: "days", starts: "stage_entered", kind: "statutory", ceiling: 30, basis: article("belediye_kanunu", "") }],
  role_rights: [{ role: "social_aid_officer", rights: ["cases.read"] }],
  letters: [{ key: "eksik_belge", label: words("Eksik belge bildirimi"), subject: "Eksik belgeler", body: "Sayın {ad_soyad},\n\n{program} başvurunuz için şu belgeler eksiktir: {eksikler}\n\nSon gün: {son_gun}" }],
  indicators: [{ key: "acilan_dosya", title: words("Açılan dosya"), unit: "case", filter: { combinator: "and", rules: [] } }],
  retention: [{ key: "dosya", label: words("Dosya"), months: 60, basis: article("yonetmelik", "20") }],
  standards: [{ key: "basvuru", service: words("Destekli istihdam başvurusu"), documents: [words("Kimlik"), words("Rapor")], duration: words("30 gün") }],
  standards_note: { first: "Şube müdürü", second: "Daire başkanı" },
};

const missing = [
  { place: "effective.starts_on", path: ["effective", "starts_on"], code: "no_effective_day", message: "Yürürlük tarihi girilmemiş; bu tarih girilmeden sürüm yayımlanamaz.", remedy: "Kararın yayımlandığı ya da yürürlüğe girdiği günü yazın.", weight: "blocker", article: "Yönetmelik m. 30" },
  { place: "legal_basis.0.to_be_verified", path: ["legal_basis", 0, "to_be_verified"], code: "to_be_verified", message: "Bu dayanak okunaksız bir suretten alındı; aslıyla karşılaştırılmadı.", remedy: "Aslıyla karşılaştırıp işareti kaldırın.", weight: "advice", article: "" },
];

const no = (reason: string, remedy = "") => ({ allowed: false, reason, remedy, article: "" });
const yes = { allowed: true, reason: "", remedy: "", article: "" };
const NOT_DRAFT = no("Yalnızca taslak değiştirilebilir; bu sürüm artık taslak değil.", "Yeni bir taslak başlatın.");

const labels: Record<string, string> = { draft: "Taslak", review: "Onay bekliyor", published: "Yürürlükte", retired: "Yürürlükten kalktı" };

interface Version extends Json {
  id: string;
  state: string;
  version: number;
  document: Json;
}

const made = (id: string, number: number, kind: string, more: Json): Version => ({
  id,
  number,
  state: kind,
  programme: { id: PROGRAMME, code: "destekli-istihdam", name: "İş Koçu Destekli İstihdam Programı", unit: "u1" },
  note: "",
  version: 3,
  document: structuredClone(definition),
  base: null,
  effective_from: null,
  effective_to: null,
  upstream_version: "1.0.0",
  drafted_by: "Nermin Sevgül Yıldızhan",
  submitted_by: "",
  submitted_at: null,
  named_approver: "",
  returned_because: "",
  published_by: "",
  published_at: null,
  retired_at: null,
  created_at: "2026-09-01T07:30:00Z",
  ...more,
});

const versions: Version[] = [
  made(DRAFT, 3, "draft", { base: PUBLISHED, note: "Meclisin 14.10.2026 tarihli kararına uyum", returned_because: "Saklama süresinin dayanağı yazılmamış; Yönetmelik m. 20 eklensin." }),
  made(PUBLISHED, 2, "published", {
    effective_from: "2026-02-01",
    published_by: "Ayşegül Işıldar Çağlayan",
    published_at: "2026-02-01T08:05:00Z",
    submitted_by: "Nermin Sevgül Yıldızhan",
    submitted_at: "2026-01-29T13:20:00Z",
    note: "Başvuru formuna ulaşım sorusu",
  }),
  made(RETIRED, 1, "retired", { effective_from: "2025-01-15", published_by: "Ayşegül Işıldar Çağlayan", published_at: "2025-01-15T09:00:00Z", retired_at: "2026-02-01T08:05:00Z", note: "İlk sürüm" }),
];

function shown(version: Version): Json {
  const isDraft = version.state === "draft";
  const isReview = version.state === "review";
  const isPublished = version.state === "published";
  const effective = version.document.effective as Json | undefined;
  return {
    ...version,
    state_label: labels[version.state],
    effective_from: effective?.starts_on ?? version.effective_from,
    findings: isDraft || isReview ? missing.filter((one) => one.code !== "no_effective_day" || !effective?.starts_on) : [],
    can: {
      edit: isDraft ? yes : NOT_DRAFT,
      submit: isDraft ? yes : NOT_DRAFT,
      discard: isDraft ? yes : NOT_DRAFT,
      withdraw: isReview ? yes : no("Bu sürüm onay beklemiyor."),
      approve: isReview ? yes : no("Bu sürüm onay beklemiyor."),
      return: isReview ? yes : no("Bu sürüm onay beklemiyor."),
      retire: isPublished ? yes : no("Bu sürüm yürürlükte değil."),
      correct: isPublished ? yes : no("Bu sürüm yürürlükte değil."),
    },
  };
}

const found = (id: string | undefined) => versions.find((one) => one.id === id);
const mark = (version: Version | undefined) => (version ? { id: version.id, number: version.number, state: version.state } : null);
const gone = { status: 404, json: { status: 404, code: "not_found", title: "Kayıt bulunamadı." } };
const broken = { status: 500, json: { status: 500, code: "server_error", title: "Beklenmeyen bir arıza oluştu.", detail: "Yeniden deneyin; sürerse sistem yöneticinize bildirin." } };

const programme = () => ({
  id: PROGRAMME,
  code: "destekli-istihdam",
  name: "İş Koçu Destekli İstihdam Programı",
  unit: "u1",
  is_active: true,
  pack: "izmir-destekli-istihdam",
  published: mark(versions.find((one) => one.state === "published")),
  open: mark(versions.find((one) => one.state === "draft" || one.state === "review")),
});

on("GET", "/api/v1/programmes/", () => {
  if (state.scenario === "error") return broken;
  const results = state.scenario === "empty" ? [] : [programme(), { id: "p2", code: "mdis", name: "Dezavantajlı birey saha taraması", unit: "u2", is_active: false, pack: "", published: null, open: null }];
  return { status: 200, json: { results, next: null, previous: null, count: results.length } };
});
on("GET", "/api/v1/programmes/:id/", () => (state.scenario === "error" ? broken : { status: 200, json: programme() }));
on("GET", "/api/v1/programmes/:id/target-groups/", () => ({
  status: 200,
  json: {
    others: "",
    results: [
      { key: "disabled", label: "Engelli birey", special: true, hint: "", is_served: true, is_local: false },
      { key: "mevsimlik_isci", label: "Mevsimlik tarım işçisi ailesi", special: false, hint: "", is_served: true, is_local: true },
      { key: "poverty", label: "Yoksul ve yoksulluk riski taşıyan kişi", special: false, hint: "", is_served: false, is_local: false },
      { key: "roma", label: "Roman", special: true, hint: "Yalnızca kişinin kendi beyanıyla kaydedilir.", is_served: false, is_local: false },
    ],
  },
}));
on("GET", "/api/v1/programmes/:id/versions/", () => ({ status: 200, json: { results: versions.map((one) => ({ ...shown(one), document: undefined })) } }));
on("GET", "/api/v1/programme-versions/:id/", (_, match) => {
  if (state.scenario === "error") return broken;
  const version = found(match[1]);
  return version ? { status: 200, json: shown(version) } : gone;
});
on("PUT", "/api/v1/programme-versions/:id/sections/:section/", ({ body, headers }, match) => {
  const version = found(match[1]);
  const section = /sections\/([^/]+)\//.exec(match[0])?.[1] ?? "";
  if (!version) return gone;
  if (headers["if-match"] !== `"${version.version}"`) return { status: 409, json: { status: 409, code: "stale_version", title: "Bu kayıt siz düzenlerken başka biri tarafından değiştirildi." } };
  version.document = { ...version.document, [section]: (body as Json).value };
  version.version += 1;
  return { status: 200, json: shown(version) };
});
on("POST", "/api/v1/programme-versions/:id/submission/", ({ body }, match) => {
  const version = found(match[1]);
  if (!version) return gone;
  Object.assign(version, { state: "review", note: (body as Json).note, submitted_by: "Nermin Sevgül Yıldızhan", submitted_at: "2026-11-22T08:00:00Z", returned_because: "" });
  return { status: 200, json: shown(version) };
});
for (const [step, next] of [["withdrawal", "draft"], ["return", "draft"], ["retirement", "retired"], ["approval", "published"]] as const) {
  on("POST", `/api/v1/programme-versions/:id/${step}/`, ({ body }, match) => {
    const version = found(match[1]);
    if (!version) return gone;
    if (step === "approval") versions.filter((one) => one.state === "published").forEach((one) => (one.state = "retired"));
    Object.assign(version, { state: next, returned_because: step === "return" ? (body as Json).reason : "" });
    return { status: 200, json: shown(version) };
  });
}
on("GET", "/api/v1/programme-versions/:id/history/", () => ({
  status: 200,
  json: {
    results: [
      { at: "2026-11-21T13:05:00Z", action: "programme.returned", label: "Düzeltme için geri gönderildi", by: "Ayşegül Işıldar Çağlayan", reason: "Saklama süresinin dayanağı yazılmamış." },
      { at: "2026-11-20T09:40:00Z", action: "programme.submitted", label: "Onaya sunuldu", by: "Nermin Sevgül Yıldızhan", reason: "" },
      { at: "2026-11-18T07:30:00Z", action: "programme.drafted", label: "Taslak başlatıldı", by: "Nermin Sevgül Yıldızhan", reason: "" },
    ],
  },
}));
on("GET", "/api/v1/programme-versions/:id/corrections/", () => ({
  status: 200,
  json: {
    results: [
      { sequence: 1, path: ["activities", "isverene_danismanlik", "label", "tr"], before: "Talep eden isverene mevcut çalışanlar için danışmanlık verilmesi", after: "Talep eden işverene mevcut çalışanlar için danışmanlık verilmesi", reason: "Harf yanlışı", corrected_at: "2026-03-02T08:00:00Z", corrected_by: "Nermin Sevgül Yıldızhan" },
    ],
  },
}));
on("GET", "/api/v1/programme-versions/:id/diff/", () => ({
  status: 200,
  json: {
    entries: [
      { section: "purpose", path: ["purpose", "tr"], label: "Amaç (Türkçe)", kind: "changed", before: "Engelli bireylerin iş gücü piyasasına katılımını kolaylaştırmak.", after: "Engelli bireylerin açık iş gücü piyasasına katılımını iş koçluğuyla kolaylaştırmak." },
      { section: "documents", path: ["documents", "ikamet"], label: "Yerleşim yeri belgesi", kind: "added", before: null, after: { key: "ikamet", label: { tr: "Yerleşim yeri belgesi", en: "" }, valid_months: 6 } },
      { section: "activities", path: ["activities", "farkindalik"], label: "Farkındalık çalışması", kind: "removed", before: { key: "farkindalik", label: { tr: "Farkındalık çalışması" } }, after: null },
      { section: "deadlines", path: ["deadlines", "degerlendirme_suresi", "amount"], label: "Değerlendirmenin tamamlanması › Süre", kind: "changed", before: 45, after: 30 },
      { section: "stages", path: ["stages", "degerlendirme"], label: "Değerlendirme", kind: "moved", before: 3, after: 2 },
    ],
  },
}));
on("GET", "/api/v1/staff/", () => ({
  status: 200,
  json: { results: [{ id: "s1", full_name: "Hatice Gül Öztürk", title: "Daire başkanı" }, { id: "s2", full_name: "Çağrı Işık", title: "Genel sekreter yardımcısı (vekil)" }], next: null, previous: null },
}));
