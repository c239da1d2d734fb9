import { IconFolder, IconFolderPlus } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

const READING = ["cases.read", "cases.read.own"] as const;
const WRITING = ["cases.write", "cases.write.own"] as const;
const CASE = { tr: "Dosya", en: "Case" };

export const feature = defineFeature({
  id: "cases",
  routes: [
    { path: "/dosyalar", load: () => import("./pages/CaseList"), title: { tr: "Dosyalar", en: "Cases" }, right: READING },
    { path: "/dosyalar/yeni", load: () => import("./pages/CaseNew"), title: { tr: "Dosya aç", en: "Open a case" }, right: WRITING },
    { path: "/dosyalar/tasima/$versionId", load: () => import("./pages/CaseMoving"), title: { tr: "Dosyaları taşı", en: "Move cases" }, right: ["programmes.manage", "programmes.approve"] },
    { path: "/dosyalar/$caseId", load: () => import("./pages/CaseRecord"), title: CASE, right: READING },
    { path: "/dosyalar/$caseId/formlar/$caseForm", load: () => import("./pages/CaseFormPage"), title: CASE, right: WRITING },
    { path: "/dosyalar/$caseId/kayitlar/$submissionId", load: () => import("./pages/CaseSubmission"), title: CASE, right: READING },
    { path: "/dosyalar/$caseId/basvuru", load: () => import("./pages/CaseApplication"), title: CASE, right: READING },
    { path: "/dosyalar/$caseId/sonuclar", load: () => import("./pages/CaseOutcomesPage"), title: CASE, right: WRITING },
  ],
  nav: [{ to: "/dosyalar", label: { tr: "Dosyalar", en: "Cases" }, icon: IconFolder, order: 25, right: READING }],
  actions: [
    {
      id: "case-new",
      to: "/dosyalar/yeni",
      label: { tr: "Dosya aç", en: "Open a case" },
      description: { tr: "Kişiyi ve programı seçin", en: "Choose the person and the programme" },
      icon: IconFolderPlus,
      order: 25,
      right: WRITING,
      keywords: "başvuru program dosya",
    },
  ],
  cases: [
    { id: "intake", order: 84, entering: 10, right: READING, load: () => import("./sections/CaseIntake") },
    { id: "documents", order: 50, entering: 15, right: READING, load: () => import("./sections/CaseChecklist") },
    { id: "undertaking", order: 52, right: READING, load: () => import("./sections/CaseUndertaking") },
    { id: "retention", order: 95, right: READING, load: () => import("./sections/CaseRetention") },
    { id: "outcomes", order: 44, right: READING, load: () => import("./sections/CaseOutcomes") },
  ],
  acts: { record_application: "/dosyalar/$caseId/basvuru" },
  person: [{ id: "cases", order: 10, right: READING, load: () => import("./sections/PersonCases") }],
});
