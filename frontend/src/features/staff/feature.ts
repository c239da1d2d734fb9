import { IconHistory, IconSettings, IconShieldCheck, IconSitemap, IconUsersGroup } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

const ROOT = "/ayarlar";

export const feature = defineFeature({
  id: "staff",
  routes: [
    { path: ROOT, load: () => import("./pages/Settings"), title: { tr: "Ayarlar", en: "Settings" }, right: ["staff.read", "audit.read"] },
    { path: "/ayarlar/personel", load: () => import("./pages/StaffList"), title: { tr: "Personel", en: "Staff" }, right: "staff.read" },
    { path: "/ayarlar/personel/davet", load: () => import("./pages/Invite"), title: { tr: "Personel davet et", en: "Invite staff" }, right: "staff.manage" },
    { path: "/ayarlar/personel/davetler", load: () => import("./pages/Invitations"), title: { tr: "Bekleyen davetler", en: "Open invitations" }, right: "staff.manage" },
    { path: "/ayarlar/personel/liste-yukle", load: () => import("./pages/StaffImport"), title: { tr: "Personel listesi yükle", en: "Upload a staff list" }, right: "staff.manage" },
    { path: "/ayarlar/personel/$userId", load: () => import("./pages/StaffRecord"), title: { tr: "Personel", en: "Staff member" }, right: "staff.read" },
    { path: "/ayarlar/roller", load: () => import("./pages/Roles"), title: { tr: "Roller ve yetkiler", en: "Roles and rights" }, right: "staff.read" },
    { path: "/ayarlar/birimler", load: () => import("./pages/Units"), title: { tr: "Birimler", en: "Units" }, right: "staff.read" },
    { path: "/ayarlar/denetim-izi", load: () => import("./pages/AuditLog"), title: { tr: "Denetim izi", en: "Audit log" }, right: "audit.read" },
  ],
  nav: [
    { to: ROOT, label: { tr: "Ayarlar", en: "Settings" }, icon: IconSettings, order: 90, right: ["staff.read", "audit.read"] },
    { to: "/ayarlar/personel", label: { tr: "Personel", en: "Staff" }, icon: IconUsersGroup, order: 91, right: "staff.read", parent: ROOT },
    { to: "/ayarlar/roller", label: { tr: "Roller ve yetkiler", en: "Roles and rights" }, icon: IconShieldCheck, order: 92, right: "staff.read", parent: ROOT },
    { to: "/ayarlar/birimler", label: { tr: "Birimler", en: "Units" }, icon: IconSitemap, order: 93, right: "staff.read", parent: ROOT },
    { to: "/ayarlar/denetim-izi", label: { tr: "Denetim izi", en: "Audit log" }, icon: IconHistory, order: 94, right: "audit.read", parent: ROOT },
  ],
  actions: [{ id: "staff-invite", to: "/ayarlar/personel/davet", label: { tr: "Personel davet et", en: "Invite staff" }, icon: IconUsersGroup, order: 70, right: "staff.manage" }],
});
