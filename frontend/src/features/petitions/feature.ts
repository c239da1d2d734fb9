import { IconClockPause, IconMailQuestion } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

const TITLE = { tr: "Talep ve şikâyetler", en: "Requests and complaints" };
const PAUSES = { tr: "Süre durdurma", en: "Pauses of deadlines" };
const CASES = ["cases.read", "cases.read.own"] as const;

export const feature = defineFeature({
  id: "petitions",
  routes: [
    { path: "/basvurular", load: () => import("./pages/PetitionList"), title: TITLE, right: "petitions.read" },
    { path: "/basvurular/yeni", load: () => import("./pages/PetitionNew"), title: { tr: "Başvuru kaydet", en: "Register a petition" }, right: "petitions.write" },
    { path: "/basvurular/$petitionId", load: () => import("./pages/PetitionRecord"), title: { tr: "Başvuru", en: "Petition" }, right: "petitions.read" },
    { path: "/ayarlar/sure-durdurma", load: () => import("./pages/Pauses"), title: PAUSES, right: "deadlines.pause" },
  ],
  nav: [
    { to: "/basvurular", label: TITLE, icon: IconMailQuestion, order: 28, right: "petitions.read" },
    { to: "/ayarlar/sure-durdurma", label: PAUSES, icon: IconClockPause, order: 60, parent: "/ayarlar", right: "deadlines.pause" },
  ],
  actions: [
    {
      id: "petition-new",
      to: "/basvurular/yeni",
      label: { tr: "Talep ya da şikâyet kaydet", en: "Register a request or complaint" },
      description: { tr: "Dilekçe geldi ya da sözlü söylendi: sayı ve son gün verilir", en: "A petition came in or was said: it gets a number and a last day" },
      icon: IconMailQuestion,
      order: 40,
      right: "petitions.write",
      keywords: "dilekçe şikâyet talep itiraz kvkk başvuru",
    },
  ],
  cases: [
    { id: "standstill", order: 5, right: CASES, load: () => import("./sections/CaseStandstill") },
    { id: "petitions", order: 75, right: "petitions.read", load: () => import("./sections/CasePetitions") },
  ],
  person: [{ id: "petitions", order: 40, right: "petitions.read", load: () => import("./sections/PersonPetitions") }],
});
