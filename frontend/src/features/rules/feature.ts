import { defineFeature } from "@/config/feature";

/** Whoever writes a programme, and whoever decides about it. */
const TRYING = ["programmes.manage", "programmes.approve"] as const;
const VERSION = "/ayarlar/programlar/$programmeId/surumler/$versionId";

export const feature = defineFeature({
  id: "rules",
  routes: [
    { path: `${VERSION}/kurallar`, load: () => import("./pages/RuleSets"), title: { tr: "Kurallar", en: "Rules" }, right: TRYING },
    { path: `${VERSION}/etki`, load: () => import("./pages/WhatIf"), title: { tr: "Etki önizlemesi", en: "What-if" }, right: TRYING },
    { path: `${VERSION}/deneme`, load: () => import("./pages/Trial"), title: { tr: "Deneme", en: "Trial" }, right: TRYING },
  ],
});
