import { defineFeature } from "@/config/feature";

export const feature = defineFeature({
  id: "articles",
  routes: [
    {
      path: "/ayarlar/programlar/$programmeId/maddeler",
      load: () => import("./pages/ProgrammeArticles"),
      title: { tr: "Maddeler", en: "Articles" },
      right: ["programmes.read", "programmes.manage", "programmes.approve"],
    },
  ],
});
