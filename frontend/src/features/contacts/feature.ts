import { IconAlertTriangle, IconPhoneCall } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

export const feature = defineFeature({
  id: "contacts",
  routes: [
    { path: "/bilgi-talepleri", load: () => import("./pages/ContactList"), title: { tr: "Bilgi talepleri", en: "Information requests" }, right: "contacts.read" },
    { path: "/bilgi-talepleri/yeni", load: () => import("./pages/ContactNew"), title: { tr: "Bilgi talebi", en: "Information request" }, right: "contacts.write" },
    { path: "/bilgi-talepleri/$contactId", load: () => import("./pages/ContactRecord"), title: { tr: "Bilgi talebi", en: "Information request" }, right: "contacts.read" },
    { path: "/acil-bildirimler", load: () => import("./pages/UrgentList"), title: { tr: "Acil bildirimler", en: "Urgent notices" }, right: "urgent.read" },
    { path: "/acil-bildirimler/yeni", load: () => import("./pages/UrgentNew"), title: { tr: "Acil bildirim", en: "Urgent notice" }, right: "urgent.write" },
    { path: "/acil-bildirimler/$noticeId", load: () => import("./pages/UrgentRecord"), title: { tr: "Acil bildirim", en: "Urgent notice" }, right: "urgent.read" },
  ],
  nav: [
    { to: "/bilgi-talepleri", label: { tr: "Bilgi talepleri", en: "Information requests" }, icon: IconPhoneCall, order: 30, right: "contacts.read" },
    { to: "/acil-bildirimler", label: { tr: "Acil bildirimler", en: "Urgent notices" }, icon: IconAlertTriangle, order: 32, right: "urgent.read" },
  ],
  actions: [
    {
      id: "contact-new",
      to: "/bilgi-talepleri/yeni",
      label: { tr: "Bilgi talebi", en: "Information request" },
      description: { tr: "Telefon çaldı: konu ve yanıt, isim gerekmez", en: "The phone rings: topic and answer, no name needed" },
      icon: IconPhoneCall,
      order: 10,
      right: "contacts.write",
      onHome: true,
      keywords: "telefon arama çağrı soru",
    },
    {
      id: "urgent-new",
      to: "/acil-bildirimler/yeni",
      label: { tr: "Acil bildirim", en: "Urgent notice" },
      description: { tr: "112, 183, ŞÖNİM ya da il müdürlüğüne bildirildi", en: "112, 183, ŞÖNİM or the provincial directorate was told" },
      icon: IconAlertTriangle,
      order: 30,
      right: "urgent.write",
      onHome: true,
      isUrgent: true,
      keywords: "112 183 şönim şiddet çocuk tehlike",
    },
  ],
});
