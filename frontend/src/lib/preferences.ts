import type { Language } from "@/config/app";

/**
 * The only two things kept on the machine between visits: how the screen looks and in which language.
 * The account holds both as well; this copy lets the sign-in screen be right before anyone has signed in.
 */
export type ThemePreference = "light" | "dark" | "auto";

const LANGUAGE = "omuz.language";
const THEME = "omuz.theme";

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage can be switched off by the browser's policy; the defaults then serve.
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}

export function storedLanguage(): Language {
  return read(LANGUAGE) === "en" ? "en" : "tr";
}

export function storeLanguage(language: Language): void {
  write(LANGUAGE, language);
}

export function storedTheme(): ThemePreference {
  const value = read(THEME);
  return value === "light" || value === "dark" ? value : "auto";
}

export function storeTheme(theme: ThemePreference): void {
  write(THEME, theme);
}

/** Single-key shortcuts disturb people who write by speech (WCAG 2.1.4), so they can be switched off on a machine. */
const SINGLE_KEYS = "omuz.single-keys";

export function singleKeysEnabled(): boolean {
  return read(SINGLE_KEYS) !== "off";
}

export function setSingleKeys(enabled: boolean): void {
  write(SINGLE_KEYS, enabled ? "on" : "off");
}
