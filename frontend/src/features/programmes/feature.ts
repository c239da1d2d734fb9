import { IconRoute } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

const LIST = "/ayarlar/programlar";
const VERSION = `${LIST}/$programmeId/surumler/$versionId`;

// A version is opened by its readers and by a superior who was named to approve it, whatever else they may do: the
// server decides, so these pages ask for no right of their own.
export const feature = defineFeature({
  id: "programmes",
  routes: [
    { path: LIST, load: () => import("./pages/ProgrammeList"), title: { tr: "Programlar", en: "Programmes" }, right: "programmes.read" },
    { path: `${LIST}/$programmeId`, load: () => import("./pages/ProgrammeRecord"), title: { tr: "Program", en: "Programme" }, right: "programmes.read" },
    { path: VERSION, load: () => import("./pages/VersionOverview"), title: { tr: "Program sürümü", en: "Programme version" } },
    { path: `${VERSION}/tanim`, load: () => import("./pages/DefinitionIndex"), title: { tr: "Tanım", en: "Definition" } },
    { path: `${VERSION}/tanim/$section`, load: () => import("./pages/DefinitionSection"), title: { tr: "Tanım", en: "Definition" } },
    { path: `${VERSION}/sun`, load: () => import("./pages/VersionSubmit"), title: { tr: "Onaya sun", en: "Submit for approval" } },
    { path: `${VERSION}/onay`, load: () => import("./pages/VersionDecide"), title: { tr: "İncele ve karar ver", en: "Review and decide" } },
    { path: `${VERSION}/fark`, load: () => import("./pages/VersionDiff"), title: { tr: "Fark", en: "Differences" } },
    { path: `${VERSION}/gecmis`, load: () => import("./pages/VersionHistory"), title: { tr: "Geçmiş", en: "History" } },
    { path: `${VERSION}/yazim-duzeltmesi`, load: () => import("./pages/VersionCorrect"), title: { tr: "Yazım düzeltmesi", en: "Correction of wording" } },
  ],
  nav: [{ to: LIST, label: { tr: "Programlar", en: "Programmes" }, icon: IconRoute, order: 95, right: "programmes.read", parent: "/ayarlar" }],
  home: [{ id: "waiting-versions", order: 8, load: () => import("./components/WaitingSection") }],
});
