import { IconBuildingBank, IconListCheck } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

export const feature = defineFeature({
  id: "municipalities",
  routes: [
    { path: "/belediyeler", load: () => import("./pages/MunicipalityList"), title: { tr: "Belediyeler", en: "Municipalities" }, right: "municipalities.read" },
    { path: "/belediyeler/yeni", load: () => import("./pages/MunicipalityNew"), title: { tr: "Belediye ekle", en: "Add a municipality" }, right: "municipalities.manage" },
    { path: "/belediyeler/isler", load: () => import("./pages/JobList"), title: { tr: "İşler", en: "Jobs" }, right: "municipalities.manage" },
    { path: "/belediyeler/isler/$fleetJobId", load: () => import("./pages/JobRecord"), title: { tr: "İş", en: "Job" }, right: "municipalities.manage" },
    { path: "/belediyeler/$municipalityId", load: () => import("./pages/MunicipalityRecord"), title: { tr: "Belediye", en: "Municipality" }, right: "municipalities.manage" },
  ],
  nav: [
    { to: "/belediyeler", label: { tr: "Belediyeler", en: "Municipalities" }, icon: IconBuildingBank, order: 15, right: "municipalities.read" },
    { to: "/belediyeler/isler", label: { tr: "İşler", en: "Jobs" }, icon: IconListCheck, order: 16, right: "municipalities.manage", parent: "/belediyeler" },
  ],
  actions: [
    {
      id: "municipalities",
      to: "/belediyeler",
      label: { tr: "Belediyeler", en: "Municipalities" },
      description: { tr: "Omuz'u kullanan belediyeler ve adresleri", en: "Municipalities on Omuz and their addresses" },
      icon: IconBuildingBank,
      order: 15,
      right: "municipalities.read",
      onHome: true,
    },
    {
      id: "municipality-new",
      to: "/belediyeler/yeni",
      label: { tr: "Belediye ekle", en: "Add a municipality" },
      description: { tr: "Alanını açın, ilk yöneticisini davet edin", en: "Open its room, invite its first administrator" },
      icon: IconBuildingBank,
      order: 16,
      right: "municipalities.manage",
      onHome: true,
    },
  ],
});
