import { IconGavel } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

const READING = ["cases.read", "cases.read.own"] as const;
const WRITING = ["cases.write", "cases.write.own"] as const;
const ONE = { tr: "Karar", en: "Decision" };
const NEW = "/dosyalar/$caseId/kararlar/yeni";

export const feature = defineFeature({
  id: "decisions",
  routes: [
    { path: "/kararlar", load: () => import("./pages/DecisionList"), title: { tr: "Kararlar", en: "Decisions" }, right: READING },
    { path: "/kararlar/$decisionId", load: () => import("./pages/DecisionRecord"), title: ONE, right: READING },
    { path: "/kararlar/$decisionId/duzelt", load: () => import("./pages/DecisionEdit"), title: ONE, right: WRITING },
    { path: NEW, load: () => import("./pages/DecisionNew"), title: ONE, right: WRITING },
  ],
  nav: [{ to: "/kararlar", label: { tr: "Kararlar", en: "Decisions" }, icon: IconGavel, parent: "/dosyalar", order: 30, right: READING }],
  cases: [
    { id: "interim-stop", order: 5, right: READING, load: () => import("./sections/CaseStop") },
    { id: "decisions", order: 70, right: READING, load: () => import("./sections/CaseDecisions") },
  ],
  acts: { suspend: `${NEW}?tur=suspend`, terminate: `${NEW}?tur=terminate`, resume: `${NEW}?tur=resume` },
});
