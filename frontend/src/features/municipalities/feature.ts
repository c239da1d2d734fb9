import { IconBuildingBank } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

export const feature = defineFeature({
  id: "municipalities",
  routes: [{ path: "/belediyeler", load: () => import("./pages/MunicipalityList"), title: { tr: "Belediyeler", en: "Municipalities" }, right: "municipalities.read" }],
  nav: [{ to: "/belediyeler", label: { tr: "Belediyeler", en: "Municipalities" }, icon: IconBuildingBank, order: 15, right: "municipalities.read" }],
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
  ],
});
