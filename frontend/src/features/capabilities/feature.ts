import { defineFeature } from "@/config/feature";

const LIST = "/ayarlar/programlar";

export const feature = defineFeature({
  id: "capabilities",
  routes: [
    { path: `${LIST}/$programmeId/moduller`, load: () => import("./pages/ProgrammeCapabilities"), title: { tr: "Modüller", en: "Modules" }, right: ["programmes.read", "programmes.manage", "programmes.approve"] },
    // Opened by a superior who was named as second person, whatever else they may do: the server decides.
    { path: "/ayarlar/yetkiler/$grantId", load: () => import("./pages/GrantRecord"), title: { tr: "Yetki", en: "Grant" } },
  ],
  home: [{ id: "capability-grants", order: 60, right: ["programmes.manage", "programmes.approve"], load: () => import("./pages/HomeGrants") }],
});
