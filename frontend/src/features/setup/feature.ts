import { IconChecklist, IconFileInfo } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

export const feature = defineFeature({
  id: "setup",
  routes: [
    { path: "/ayarlar/kurulum", load: () => import("./pages/Setup"), title: { tr: "Kurulum", en: "Setup" }, right: "programmes.manage" },
    { path: "/ayarlar/aydinlatma-metinleri", load: () => import("./pages/Notices"), title: { tr: "Aydınlatma metinleri", en: "Privacy notices" }, right: ["notices.manage", "people.read", "people.read.own"] },
  ],
  nav: [
    { to: "/ayarlar/kurulum", label: { tr: "Kurulum", en: "Setup" }, icon: IconChecklist, order: 90.5, right: "programmes.manage", parent: "/ayarlar" },
    { to: "/ayarlar/aydinlatma-metinleri", label: { tr: "Aydınlatma metinleri", en: "Privacy notices" }, icon: IconFileInfo, order: 93.5, right: "notices.manage", parent: "/ayarlar" },
  ],
  home: [{ id: "setup", order: 5, right: "programmes.manage", load: () => import("./components/SetupSection") }],
});
