import { IconUserPlus, IconUsers } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";
import { PEOPLE_READING, SPECIAL_READING } from "@/config/rights";
import { formatBirth, type DatePrecision } from "@/lib/dates";

import { searchPeople } from "./api";

const PERSON = { tr: "Kişi", en: "Person" };

/** A person's page and its parts; each part has an address of its own that can be sent to a colleague. */
const part = (path: string, load: () => Promise<{ default: () => React.ReactNode }>) => ({
  path: `/kisiler/$personId${path}`,
  load,
  title: PERSON,
  right: PEOPLE_READING,
});

export const feature = defineFeature({
  id: "people",
  routes: [
    { path: "/kisiler", load: () => import("./pages/PersonList"), title: { tr: "Kişiler", en: "People" }, right: PEOPLE_READING },
    { path: "/kisiler/yeni", load: () => import("./pages/PersonNew"), title: { tr: "Kişi kaydet", en: "Register a person" }, right: "people.write" },
    part("", () => import("./pages/PersonGeneral")),
    { ...part("/duzenle", () => import("./pages/PersonEdit")), right: "people.write" },
    { ...part("/ozel-nitelikli", () => import("./pages/PersonSpecial")), right: [...SPECIAL_READING, "people.special.write"] },
    { ...part("/raporlar", () => import("./pages/PersonReports")), right: [...SPECIAL_READING, "people.special.write"] },
    part("/hane", () => import("./pages/PersonHousehold")),
    part("/temsilciler", () => import("./pages/PersonRepresentatives")),
    part("/guvenli-iletisim", () => import("./pages/PersonSafety")),
    { ...part("/belgeler", () => import("./pages/PersonDocuments")), right: ["documents.read", "documents.write"] },
    part("/gecmis", () => import("./pages/PersonHistory")),
    { ...part("/erisim", () => import("./pages/PersonAccess")), right: "access_log.read" },
    { ...part("/mukerrer", () => import("./pages/PersonDuplicates")), right: "people.merge" },
    { ...part("/birlestir", () => import("./pages/PersonMerge")), right: "people.merge" },
  ],
  nav: [
    { to: "/kisiler", label: { tr: "Kişiler", en: "People" }, icon: IconUsers, order: 20, right: PEOPLE_READING },
  ],
  actions: [
    {
      id: "person-new",
      to: "/kisiler/yeni",
      label: { tr: "Kişi kaydet", en: "Register a person" },
      description: { tr: "Ad ve kanal yeter, gerisi sonra", en: "A name and a channel are enough" },
      icon: IconUserPlus,
      order: 20,
      right: "people.write",
      onHome: true,
      keywords: "kayıt başvuru yeni kişi",
    },
  ],
  search: [
    {
      id: "people",
      label: { tr: "Kişiler", en: "People" },
      right: PEOPLE_READING,
      search: async (query, signal) =>
        (await searchPeople(query, signal)).map((hit) => ({
          id: hit.id,
          to: `/kisiler/${hit.id}`,
          title: hit.name,
          detail: [hit.file_number, formatBirth(hit.birth_date, hit.birth_precision as DatePrecision), hit.unit].filter(Boolean).join(" · "),
        })),
    },
  ],
});
