import { on } from "../routes";

const PROGRAMME = "0199c000-0000-7000-8000-000000000001";
const DRAFT = "0199c000-0000-7000-8000-000000000013";
const words = (tr: string, en = "") => ({ tr, en });

const pack = (code: string, name: string, purpose: string, status: string, more: object = {}) => ({
  code,
  version: "1.1.0",
  status,
  name: words(name),
  purpose: words(purpose),
  pending: [],
  unit: { name: "Destekli İstihdam Ofisi", short: "DİO" },
  sources: [{ title: "Belediye meclisinin 14.10.2024 tarihli kararı", reference: "05.484 sayılı karar, m. 1-30", note: "Bentler a'dan h'ye, ğ dahil." }],
  holds: { target_groups: 7, forms: 4, rules: 6, stages: 7, outcomes: 5, grounds: 5, letters: 6, indicators: 3, code_lists: 2 },
  programmes: [],
  legal_basis: [
    { title: "Destekli İstihdam Hizmetleri Yönetmeliği", organ: "Büyükşehir Belediye Meclisi", number: "484", decided_on: "2024-10-14", to_be_verified: true },
    { title: "5393 sayılı Belediye Kanunu", organ: "TBMM", number: "5393", decided_on: "2005-07-03", to_be_verified: false },
  ],
  modules: [
    { key: "case_management", label: words("Dosya takibi"), needs_grant: false, comes_later: false, refused: false },
    { key: "job_coaching", label: words("İş koçluğu"), needs_grant: false, comes_later: true, refused: false },
    { key: "job_brokerage", label: words("Aracılık yetkisi"), needs_grant: true, comes_later: true, refused: true },
  ],
  ...more,
});
const packs = [
  pack("bedestem", "Sosyal destek ve rehberlik", "Dezavantajlı kişileri karşılamak, bilgilendirmek ve doğru kuruma yönlendirmek.", "complete"),
  pack("izmir-destekli-istihdam", "Destekli istihdam programı", "Engelli bireylerin açık iş gücü piyasasına katılımını iş koçluğu ve bireysel destek planıyla kolaylaştırmak.", "complete", {
    programmes: [{ id: PROGRAMME, name: "İş Koçu Destekli İstihdam Programı", upstream_version: "1.0.0", is_current: false }],
  }),
  pack("iskep-2014-2016", "İSKEP 2014-2016", "İstihdama katılımın kolaylaştırılması projesinin arşiv tanımı.", "archival"),
  pack("kayseri-engelli-hizmetleri", "Engelli hizmetleri", "Bilgilendirme, yardımcı araç, ev temizliği ve koli hizmetleri.", "preview", {
    pending: [words("Yardımcı araçların teslimi ve iadesi"), words("Düzenli temizlik hizmetinin planı")],
  }),
];

on("GET", "/api/v1/packs/", () => ({ status: 200, json: { results: packs, next: null, previous: null } }));
on("GET", "/api/v1/packs/:code/", (_request, match) => {
  const found = packs.find((one) => one.code === match[1]);
  return found ? { status: 200, json: found } : { status: 404, json: { status: 404, code: "not_found", title: "Bulunamadı", detail: "" } };
});

const change = (section: string, path: string[], label: string, kind: string, before: unknown, after: unknown) => ({ section, path, label, kind, before, after, before_sentence: "", after_sentence: "" });
on("GET", "/api/v1/programmes/:id/upgrade/", () => ({
  status: 200,
  json: {
    programme: PROGRAMME,
    programme_name: "İş Koçu Destekli İstihdam Programı",
    pack: "izmir-destekli-istihdam",
    pack_name: words("Destekli istihdam programı"),
    taken: "1.0.0",
    offered: "1.1.0",
    is_current: false,
    is_older: false,
    start: { id: DRAFT, number: 3, state: "draft" },
    changes: [
      change("letters", ["letters", "eksik_belge", "body"], "Yazılar › Eksik belge bildirimi › Metin", "changed", "Başvurunuzdaki eksikler: {eksikler}", "Sayın {ad_soyad}, başvurunuzdaki eksikler: {eksikler}"),
      change("documents", ["documents", "gelir_belgesi"], "Belgeler › Gelir belgesi", "added", null, { key: "gelir_belgesi", label: words("Gelir belgesi") }),
      change("stages", ["stages", "izleme"], "Aşamalar › İzleme süreci", "moved", 4, 3),
    ],
    local_changes: [change("target_groups", ["target_groups", "chosen", "ex_offender"], "Hedef gruplar › Seçilen gruplar › Eski hükümlü", "added", null, "ex_offender")],
    conflicts: [
      { place: "forms.basvuru_formu.title.tr", section: "forms", label: "Formlar › Başvuru formu › Başlık", base: "Başvuru formu", mine: "Aday başvuru formu", theirs: "Destekli istihdam başvuru formu", base_sentence: "", mine_sentence: "", theirs_sentence: "" },
      { place: "deadlines.degerlendirme.amount", section: "deadlines", label: "Süreler › Değerlendirmenin tamamlanması › Süre", base: { amount: 30, unit: "days" }, mine: { amount: 15, unit: "days" }, theirs: { amount: 20, unit: "working_days" }, base_sentence: "", mine_sentence: "", theirs_sentence: "" },
    ],
    findings: [],
  },
}));

on("GET", "/api/v1/oversight/drift/", () => ({
  status: 200,
  json: {
    results: [
      { id: "1", municipality: "İzmir Büyükşehir Belediyesi", pack: "izmir-destekli-istihdam", pack_name: "Destekli istihdam programı", taken: "1.0.0", shipped: "1.1.0", is_current: false, changes: 12, sections: [{ section: "forms", label: "Formlar", count: 9 }, { section: "letters", label: "Yazılar", count: 3 }], measured_at: "2026-11-22T01:10:00Z" },
      { id: "2", municipality: "Kayseri Büyükşehir Belediyesi", pack: "bedestem", pack_name: "Sosyal destek ve rehberlik", taken: "1.1.0", shipped: "1.1.0", is_current: true, changes: 0, sections: [], measured_at: "2026-11-22T01:10:00Z" },
    ],
    next: null,
    previous: null,
  },
}));
