import { IconChecklist } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

/** Whoever has work of the kinds that queue up. */
const WORKING = ["cases.read", "cases.read.own", "appointments.write", "letters.write", "letters.approve", "petitions.read", "decisions.take"] as const;
const WORK = { tr: "İşler", en: "Work" };

export const feature = defineFeature({
  id: "work",
  routes: [
    { path: "/isler", load: () => import("./pages/WorkPage"), title: WORK, right: WORKING },
    { path: "/isler/yuk", load: () => import("./pages/LoadPage"), title: { tr: "İş yükü", en: "Workload" }, right: "work.reassign" },
    { path: "/isler/$workQueue", load: () => import("./pages/QueuePage"), title: WORK, right: WORKING },
  ],
  nav: [{ to: "/isler", label: WORK, icon: IconChecklist, order: 12, right: WORKING }],
  home: [{ id: "work", order: 2, right: WORKING, load: () => import("./sections/TodayWork") }],
});
