import { IconMail } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

const LETTER = { tr: "Yazı", en: "Letter" };
const BATCHES = { tr: "Toplu yazılar", en: "Letters in batches" };

export const feature = defineFeature({
  id: "letters",
  routes: [
    { path: "/yazilar", load: () => import("./pages/LetterList"), title: { tr: "Yazılar", en: "Letters" }, right: "letters.read" },
    { path: "/yazilar/yeni/$caseId", load: () => import("./pages/LetterNew"), title: { tr: "Yazı hazırla", en: "Write a letter" }, right: "letters.write" },
    { path: "/yazilar/sayilar", load: () => import("./pages/LetterNumbers"), title: { tr: "EBYS sayıları", en: "Official numbers" }, right: "letters.write" },
    { path: "/yazilar/toplu", load: () => import("./pages/BatchList"), title: BATCHES, right: "letters.write" },
    { path: "/yazilar/toplu/$batchId", load: () => import("./pages/BatchRecord"), title: BATCHES, right: "letters.write" },
    { path: "/yazilar/$letterId", load: () => import("./pages/LetterRecord"), title: LETTER, right: "letters.read" },
    { path: "/yazi-dogrulama", load: () => import("./pages/LetterCheck"), title: { tr: "Yazı doğrulama", en: "Check a letter" }, isPublic: true },
  ],
  nav: [{ to: "/yazilar", label: { tr: "Yazılar", en: "Letters" }, icon: IconMail, order: 27, right: "letters.read" }],
  cases: [{ id: "letters", order: 60, right: "letters.read", load: () => import("./sections/CaseLetters") }],
});
