import { IconArrowsDiff, IconPackage } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

const LIST = "/ayarlar/paketler";
const DRIFT = "/paket-farklari";

export const feature = defineFeature({
  id: "packs",
  routes: [
    { path: LIST, load: () => import("./pages/PackList"), title: { tr: "Paketler", en: "Packs" }, right: "programmes.read" },
    { path: `${LIST}/$packCode`, load: () => import("./pages/PackRecord"), title: { tr: "Paket", en: "Pack" }, right: "programmes.read" },
    { path: `${LIST}/$packCode/yeni-surum/$programmeId`, load: () => import("./pages/Upgrade"), title: { tr: "Paketin yeni sürümü", en: "New version of the pack" }, right: "programmes.read" },
    { path: DRIFT, load: () => import("./pages/Drift"), title: { tr: "Paket farkları", en: "Drift from packs" }, right: "oversight.read" },
  ],
  nav: [
    { to: LIST, label: { tr: "Paketler", en: "Packs" }, icon: IconPackage, order: 96, right: "programmes.read", parent: "/ayarlar" },
    { to: DRIFT, label: { tr: "Paket farkları", en: "Drift from packs" }, icon: IconArrowsDiff, order: 70, right: "oversight.read" },
  ],
});
