/** What the application is called in tabs and on the sign-in screen. */
export const APP_NAME = "Omuz";

export const API_ROOT = "/api/v1";
export const AUTH_ROOT = "/_allauth/browser/v1";

/** After this long without an answer the screen says so and offers to try again. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** Rows a list asks for at a time. */
export const PAGE_SIZE = 50;

export const LANGUAGES = ["tr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Addresses that the server also writes (allauth's HEADLESS_FRONTEND_URLS, mails). */
export const PATHS = {
  home: "/",
  signIn: "/giris",
  secondStep: "/giris/dogrulama",
  enrolSecondStep: "/giris/iki-adim-kurulumu",
  passwordRequest: "/parola",
  passwordReset: "/parola/$key",
  invitation: "/davet/$key",
  account: "/hesabim",
} as const;
