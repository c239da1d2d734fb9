import { IconFileDownload, IconFileUpload } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

const IMPORT = ["people.import", "directory.import"] as const;
const EXPORT = ["people.export", "directory.export", "people.export.approve"] as const;

export const feature = defineFeature({
  id: "imports",
  routes: [
    { path: "/ice-aktarma", load: () => import("./pages/ImportList"), title: { tr: "İçe aktarma", en: "Imports" }, right: IMPORT },
    { path: "/ice-aktarma/yeni", load: () => import("./pages/ImportNew"), title: { tr: "Liste gönder", en: "Send a list" }, right: IMPORT },
    { path: "/ice-aktarma/$jobId", load: () => import("./pages/ImportRecord"), title: { tr: "İçe aktarma", en: "Import" }, right: IMPORT },
    { path: "/disa-aktarma", load: () => import("./pages/ExportList"), title: { tr: "Dışa aktarma", en: "Exports" }, right: EXPORT },
    { path: "/disa-aktarma/yeni", load: () => import("./pages/ExportNew"), title: { tr: "Liste iste", en: "Ask for a list" }, right: ["people.export", "directory.export"] },
  ],
  nav: [
    { to: "/ice-aktarma", label: { tr: "İçe aktarma", en: "Imports" }, icon: IconFileUpload, order: 50, right: IMPORT },
    { to: "/disa-aktarma", label: { tr: "Dışa aktarma", en: "Exports" }, icon: IconFileDownload, order: 51, right: EXPORT },
  ],
  actions: [
    { id: "import-new", to: "/ice-aktarma/yeni", label: { tr: "Liste içe aktar", en: "Import a list" }, icon: IconFileUpload, order: 70, right: IMPORT },
    { id: "export-new", to: "/disa-aktarma/yeni", label: { tr: "Liste dışa aktar", en: "Export a list" }, icon: IconFileDownload, order: 71, right: ["people.export", "directory.export"] },
  ],
});
