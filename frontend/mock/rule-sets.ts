const words = (tr: string, en = "") => (en ? { tr, en } : { tr });
const all = (...rules: unknown[]) => ({ combinator: "and", rules });

/** Rules of the invented programme: every kind of value that a condition can hold. */
export const ruleSets = [
  {
    key: "uygunluk",
    point: "eligibility",
    label: words("Programdan yararlanma", "Taking part"),
    clauses: [
      {
        key: "yas",
        condition: all({ field: "age", operator: "between", value: [18, 65] }),
        effect: { kind: "require" },
        message: words("Aday 18 yaşını doldurmuş, 65 yaşını aşmamış olmalı.", "The candidate is between 18 and 65 years old."),
        basis: { source: "yonetmelik", article: "6/1-a" },
      },
      {
        key: "hedef_grup",
        condition: {
          combinator: "or",
          rules: [
            { field: "target_groups", operator: "in", value: ["disabled", "ex_offender"] },
            all({ field: "medical_report_rate", operator: ">=", value: 40 }, { field: "registered_on", operator: ">=", value: { relative: { unit: "year", amount: -1 } } }),
          ],
        },
        effect: { kind: "require" },
        message: words("Seçilen hedef gruplardan birinde olmalı ya da son bir yılda kaydedilmiş en az %40 oranlı raporu bulunmalı."),
        basis: { source: "yonetmelik", article: "6/1-b" },
      },
      {
        key: "calisan",
        condition: all({ field: "employment", operator: "=", value: "employed" }),
        effect: { kind: "exclude" },
        message: words("Hâlen çalışan kişiye bu program değil, işyerindeki danışmanlık önerilir."),
      },
    ],
  },
  {
    key: "belgeler",
    point: "required_documents",
    label: words("Başvuru belgeleri"),
    clauses: [
      { key: "rapor", condition: all({ field: "target_groups", operator: "in", value: ["disabled"] }), effect: { kind: "add", value: "saglik_kurulu_raporu" }, message: words("Engelli bireyden sağlık kurulu raporu istenir."), basis: { source: "yonetmelik", article: "9" } },
      { key: "ikamet", condition: all(), effect: { kind: "add", value: "ikamet" }, message: words("Yerleşim yeri belgesi herkesten istenir.") },
    ],
  },
  {
    key: "belgeler_tamam",
    point: "transition",
    label: words("Belgeler tamam"),
    clauses: [
      { key: "isler", condition: all({ field: "case.jobs", operator: "=", match: { mode: "atLeast", threshold: 1 }, value: all({ field: "months", operator: ">=", value: 3 }) }), effect: { kind: "require" }, message: words("En az üç ay süren bir iş geçmişi yazılmış olmalı.") },
    ],
  },
];
