import type { SameKeys } from "@/lib/i18n";

/** Words of the frame of a programme version, apart from the kit's: the first screen has no use for them. */
export const tr = {
  programmes: "Programlar",
  number: "Sürüm {{number}}",
  document: "Program sürümü {{number}}",
  effective: "{{date}} tarihinden beri",
  tabs: "Sürümün bölümleri",
  tab: {
    overview: "Genel bakış",
    definition: "Tanım",
    forms: "Formlar",
    rules: "Kurallar",
    whatif: "Etki önizlemesi",
    trial: "Deneme",
    diff: "Fark",
    history: "Geçmiş",
  },
  state: { draft: "Taslak", review: "Onay bekliyor", published: "Yürürlükte", retired: "Yürürlükten kalktı" },
  submit: "Onaya sun",
  decide: "İncele ve karar ver",
  missing_one: "Eksikleri gör ({{count}})",
  missing_other: "Eksikleri gör ({{count}})",
  readOnly: "Bu sürümde değişiklik yapılamaz",
  readOnlyBecause: {
    draft: "Taslağı değiştirmek için program düzenleme yetkisi gerekir.",
    review: "Sürüm onay bekliyor. Değiştirmek için önce geri çekilmesi ya da iade edilmesi gerekir.",
    published: "Yayımlanan sürüm olduğu gibi kalır. Değişiklik için yeni bir taslak açın; yazım yanlışları için yazım düzeltmesi yapın.",
    retired: "Yürürlükten kalkan sürüm, altında açılan dosyalar için saklanır.",
  },
} as const;

export const en: SameKeys<typeof tr> = {
  programmes: "Programmes",
  number: "Version {{number}}",
  document: "Programme version {{number}}",
  effective: "since {{date}}",
  tabs: "Parts of the version",
  tab: {
    overview: "Overview",
    definition: "Definition",
    forms: "Forms",
    rules: "Rules",
    whatif: "What-if",
    trial: "Trial",
    diff: "Differences",
    history: "History",
  },
  state: { draft: "Draft", review: "Waiting for approval", published: "In force", retired: "Retired" },
  submit: "Submit for approval",
  decide: "Review and decide",
  missing_one: "See what is missing ({{count}})",
  missing_other: "See what is missing ({{count}})",
  readOnly: "This version cannot be changed",
  readOnlyBecause: {
    draft: "Changing a draft needs the right to edit programmes.",
    review: "The version is waiting for approval. To change it, it has to be withdrawn or returned first.",
    published: "A published version stays as it is. Start a new draft for changes; correct misspellings as corrections of wording.",
    retired: "A retired version is kept for the cases that were opened under it.",
  },
};
