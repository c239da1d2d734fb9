import { IconMapPin, IconMapPinPlus } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

const READING = ["coaching.read", "coaching.read.own"] as const;
const WRITING = ["coaching.write.own"] as const;
const COACHING = "job_coaching";
const VISIT = { tr: "Ziyaret kaydı", en: "Visit" };
const PLAN = { tr: "Bireysel destek planı", en: "Support plan" };

export const feature = defineFeature({
  id: "coaching",
  routes: [
    { path: "/ziyaretler", load: () => import("./pages/Today"), title: { tr: "Ziyaretler", en: "Visits" }, right: READING, capability: COACHING },
    { path: "/ziyaretler/yeni", load: () => import("./pages/VisitNew"), title: VISIT, right: WRITING, capability: COACHING },
    { path: "/ziyaretler/kayitlar", load: () => import("./pages/VisitList"), title: { tr: "Ziyaret kayıtları", en: "Visits" }, right: READING, capability: COACHING },
    { path: "/ziyaretler/$visitId", load: () => import("./pages/VisitRecord"), title: VISIT, right: READING, capability: COACHING },
    { path: "/ziyaretler/$visitId/duzenle", load: () => import("./pages/VisitEdit"), title: VISIT, right: WRITING, capability: COACHING },
    { path: "/dosyalar/$caseId/plan/yeni", load: () => import("./pages/PlanNew"), title: PLAN, right: WRITING, capability: COACHING },
    { path: "/dosyalar/$caseId/plan/$planId", load: () => import("./pages/PlanRecord"), title: PLAN, right: READING, capability: COACHING },
    { path: "/dosyalar/$caseId/plan/$planId/duzenle", load: () => import("./pages/PlanEdit"), title: PLAN, right: WRITING, capability: COACHING },
  ],
  nav: [{ to: "/ziyaretler", label: { tr: "Ziyaretler", en: "Visits" }, icon: IconMapPin, order: 26, right: READING, capability: COACHING }],
  actions: [
    {
      id: "visit-new",
      to: "/ziyaretler/yeni",
      label: { tr: "Ziyaret yaz", en: "Write a visit" },
      description: { tr: "Kim, nerede, ne kadar, ne", en: "Who, where, how long, what" },
      icon: IconMapPinPlus,
      order: 26,
      right: WRITING,
      capability: COACHING,
      onHome: true,
      keywords: "iş koçu ziyaret not görüşme",
    },
  ],
  cases: [
    { id: "plans", order: 45, right: READING, capability: COACHING, load: () => import("./sections/CasePlans") },
    { id: "visits", order: 46, right: READING, capability: COACHING, load: () => import("./sections/CaseVisits") },
    { id: "employment", order: 47, right: READING, capability: "employment_follow_up", load: () => import("./sections/CaseEmployment") },
  ],
  home: [{ id: "visits", order: 26, right: READING, capability: COACHING, load: () => import("./sections/HomeVisits") }],
});
