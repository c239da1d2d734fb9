import { IconBuildingCommunity } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

export const feature = defineFeature({
  id: "providers",
  routes: [
    { path: "/kuruluslar", load: () => import("./pages/ProviderList"), title: { tr: "Kuruluşlar", en: "Organisations" }, right: "directory.read" },
    { path: "/kuruluslar/yeni", load: () => import("./pages/ProviderNew"), title: { tr: "Kuruluş ekle", en: "Add organisation" }, right: "directory.write" },
    { path: "/kuruluslar/$providerId", load: () => import("./pages/ProviderRecord"), title: { tr: "Kuruluş", en: "Organisation" }, right: "directory.read" },
    { path: "/kuruluslar/$providerId/duzenle", load: () => import("./pages/ProviderEdit"), title: { tr: "Kuruluşu düzenle", en: "Edit organisation" }, right: "directory.write" },
  ],
  nav: [{ to: "/kuruluslar", label: { tr: "Kuruluşlar", en: "Organisations" }, icon: IconBuildingCommunity, order: 40, right: "directory.read" }],
  actions: [{ id: "provider-new", to: "/kuruluslar/yeni", label: { tr: "Kuruluş ekle", en: "Add organisation" }, icon: IconBuildingCommunity, order: 60, right: "directory.write" }],
});
