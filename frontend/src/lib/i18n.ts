import i18next from "i18next";
import { useCallback } from "react";
import { initReactI18next, useTranslation } from "react-i18next";

import type { Language } from "@/config/app";
import type { Text } from "@/config/feature";

import { storedLanguage, storeLanguage } from "./preferences";

type Tree = { readonly [key: string]: string | Tree };

/** The shape of a Turkish file with any words in it: the English file must have the same keys, no more and no less. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

type Plain<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;
export type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string ? Plain<K> : `${K}.${KeyOf<T[K]>}`;
}[keyof T & string];

export type Values = Record<string, string | number>;
export type Translate<T> = (key: KeyOf<T>, values?: Values) => string;

void i18next.use(initReactI18next).init({
  lng: storedLanguage(),
  fallbackLng: "tr",
  resources: {},
  initAsync: false,
  // React escapes what it draws.
  interpolation: { escapeValue: false },
  returnNull: false,
});

/**
 * Registers a feature's words and returns the hook that reads them: `const useText = defineTexts("people", { tr, en })`.
 * Keys are checked by the compiler. Inside a component: `const t = useText(); t("list.title", { count: 3 })`.
 */
export function defineTexts<T extends Tree>(name: string, texts: { tr: T; en: SameKeys<T> }) {
  i18next.addResourceBundle("tr", name, texts.tr, true, true);
  i18next.addResourceBundle("en", name, texts.en, true, true);

  function useText(): Translate<T> {
    const { t } = useTranslation(name);
    return useCallback((key, values) => t(key, values ?? {}), [t]);
  }
  /** For code outside components; does not follow a later change of language. */
  useText.now = ((key, values) => i18next.t(key, { ns: name, ...values })) as Translate<T>;
  return useText;
}

export function currentLanguage(): Language {
  return i18next.language === "en" ? "en" : "tr";
}

/** Re-renders on a change of language. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? "en" : "tr";
}

export function setLanguage(language: Language): void {
  storeLanguage(language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

/** Reads a two-language text from the registry in the language of the moment. */
export function say(text: Text, language: Language = currentLanguage()): string {
  return text[language];
}
