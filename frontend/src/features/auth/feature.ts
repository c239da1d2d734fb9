import { PATHS } from "@/config/app";
import { defineFeature } from "@/config/feature";

export const feature = defineFeature({
  id: "auth",
  routes: [
    { path: PATHS.signIn, load: () => import("./pages/SignIn"), title: { tr: "Giriş", en: "Sign in" }, isPublic: true },
    { path: PATHS.secondStep, load: () => import("./pages/SecondStep"), title: { tr: "İkinci adım", en: "Second step" }, isPublic: true },
    { path: PATHS.enrolSecondStep, load: () => import("./pages/EnrolSecondStep"), title: { tr: "İki adımlı giriş", en: "Two-step sign-in" }, isPublic: true },
    { path: PATHS.passwordRequest, load: () => import("./pages/PasswordRequest"), title: { tr: "Parolayı yenile", en: "Renew the password" }, isPublic: true },
    { path: PATHS.passwordReset, load: () => import("./pages/PasswordReset"), title: { tr: "Yeni parola", en: "New password" }, isPublic: true },
    { path: PATHS.invitation, load: () => import("./pages/Invitation"), title: { tr: "Davet", en: "Invitation" }, isPublic: true },
    { path: PATHS.account, load: () => import("./pages/Account"), title: { tr: "Hesabım", en: "My account" } },
  ],
});
