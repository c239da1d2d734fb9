import { IconChartBar } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

export const feature = defineFeature({
  id: "reports",
  routes: [
    { path: "/raporlar", load: () => import("./pages/ReportList"), title: { tr: "Raporlar", en: "Reports" }, right: "reports.read" },
    { path: "/raporlar/$reportKey", load: () => import("./pages/ReportPage"), title: { tr: "Rapor", en: "Report" }, right: "reports.read" },
  ],
  nav: [{ to: "/raporlar", label: { tr: "Raporlar", en: "Reports" }, icon: IconChartBar, order: 60, right: "reports.read" }],
});
