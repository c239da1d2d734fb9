import { IconSunHigh } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

export const feature = defineFeature({
  id: "home",
  routes: [{ path: "/", load: () => import("./pages/Today"), title: { tr: "Bugün", en: "Today" } }],
  nav: [{ to: "/", label: { tr: "Bugün", en: "Today" }, icon: IconSunHigh, order: 10 }],
});
