import { IconComponents } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

/** Every part of the kit with invented data; only while developing, a build leaves it out. */
export const feature = defineFeature(
  import.meta.env.DEV
    ? {
        id: "kit",
        routes: [
          { path: "/kit", load: () => import("./pages/Kit"), title: { tr: "Parçalar", en: "Kit" } },
          { path: "/kit/liste", load: () => import("./pages/KitList"), title: { tr: "Liste", en: "List" } },
          { path: "/kit/form", load: () => import("./pages/KitForm"), title: { tr: "Form", en: "Form" } },
          { path: "/kit/program-formu", load: () => import("./pages/KitProgrammeForm"), title: { tr: "Program formu", en: "Programme form" } },
          { path: "/kit/kayit", load: () => import("./pages/KitRecord"), title: { tr: "Kayıt", en: "Record" } },
        ],
        nav: [
          { to: "/kit", label: { tr: "Parçalar", en: "Kit" }, icon: IconComponents, order: 99 },
          { to: "/kit/liste", label: { tr: "Liste", en: "List" }, icon: IconComponents, order: 99, parent: "/kit" },
          { to: "/kit/form", label: { tr: "Form", en: "Form" }, icon: IconComponents, order: 99, parent: "/kit" },
          { to: "/kit/program-formu", label: { tr: "Program formu", en: "Programme form" }, icon: IconComponents, order: 99, parent: "/kit" },
          { to: "/kit/kayit", label: { tr: "Kayıt", en: "Record" }, icon: IconComponents, order: 99, parent: "/kit" },
        ],
      }
    : { id: "kit", routes: [] },
);
