import { IconBriefcase } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

const ADVICE = "employer_advice";
const SERVICE = { tr: "İşveren hizmeti", en: "Service to an employer" };

export const feature = defineFeature({
  id: "employers",
  routes: [
    { path: "/isveren-hizmetleri", load: () => import("./pages/ServiceList"), title: { tr: "İşveren hizmetleri", en: "Services to employers" }, right: "employers.read", capability: ADVICE },
    { path: "/isveren-hizmetleri/yeni", load: () => import("./pages/ServiceNew"), title: SERVICE, right: "employers.write", capability: ADVICE },
    { path: "/isveren-hizmetleri/$employerServiceId", load: () => import("./pages/ServiceRecord"), title: SERVICE, right: "employers.read", capability: ADVICE },
    { path: "/isveren-hizmetleri/$employerServiceId/duzenle", load: () => import("./pages/ServiceEdit"), title: SERVICE, right: "employers.write", capability: ADVICE },
  ],
  nav: [{ to: "/isveren-hizmetleri", label: { tr: "İşveren hizmetleri", en: "Services to employers" }, icon: IconBriefcase, order: 42, right: "employers.read", capability: ADVICE }],
  actions: [
    {
      id: "employer-service-new",
      to: "/isveren-hizmetleri/yeni",
      label: { tr: "İşveren hizmeti yaz", en: "Record a service to an employer" },
      icon: IconBriefcase,
      order: 42,
      right: "employers.write",
      capability: ADVICE,
      keywords: "işveren danışmanlık talep farkındalık",
    },
  ],
});
