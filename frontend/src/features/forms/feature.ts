import { defineFeature } from "@/config/feature";

const VERSION = "/ayarlar/programlar/$programmeId/surumler/$versionId";
const READING = ["programmes.read", "programmes.manage", "programmes.approve"] as const;

export const feature = defineFeature({
  id: "forms",
  routes: [
    { path: `${VERSION}/formlar`, load: () => import("./pages/FormList"), title: { tr: "Formlar", en: "Forms" }, right: READING },
    { path: `${VERSION}/formlar/$formKey`, load: () => import("./pages/FormBuilder"), title: { tr: "Form düzenle", en: "Edit a form" }, right: READING },
  ],
});
