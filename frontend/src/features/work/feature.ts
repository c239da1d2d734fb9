import { IconChecklist } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

/** Whoever has work of the kinds that queue up. */
const WORKING = ["cases.read", "cases.read.own", "appointments.write", "letters.write", "letters.approve", "petitions.read", "decisions.take"] as const;
/** Whoever plans disposal: managers and the KVKK contact, who may have no other work here. */
const RETAINING = ["decisions.take", "basis.record"] as const;
const WORK = { tr: "İşler", en: "Work" };

export const feature = defineFeature({
  id: "work",
  routes: [
    { path: "/isler", load: () => import("./pages/WorkPage"), title: WORK, right: WORKING },
    { path: "/isler/yuk", load: () => import("./pages/LoadPage"), title: { tr: "İş yükü", en: "Workload" }, right: "work.reassign" },
    { path: "/isler/saklama", load: () => import("./pages/RetentionPage"), title: { tr: "Saklama süresi dolanlar", en: "Retention ending" }, right: RETAINING },
    { path: "/isler/$workQueue", load: () => import("./pages/QueuePage"), title: WORK, right: WORKING },
  ],
  nav: [
    { to: "/isler", label: WORK, icon: IconChecklist, order: 12, right: WORKING },
    { to: "/isler/saklama", label: { tr: "Saklama süresi", en: "Retention" }, icon: IconChecklist, order: 20, parent: "/isler", right: RETAINING },
  ],
  home: [{ id: "work", order: 2, right: WORKING, load: () => import("./sections/TodayWork") }],
});
