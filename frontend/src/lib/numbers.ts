import { currentLanguage } from "./i18n";

const LOCALES = { tr: "tr-TR", en: "en-GB" } as const;

/** 1234.5 -> "1.234,5" in Turkish. */
export function formatNumber(value: number, fractionDigits?: number): string {
  return new Intl.NumberFormat(LOCALES[currentLanguage()], {
    minimumFractionDigits: fractionDigits ?? 0,
    maximumFractionDigits: fractionDigits ?? 2,
  }).format(value);
}

/** A share of one, as Turkish writes it: 0.234 -> "%23,4"; in English "23.4%". */
export function formatPercent(share: number, fractionDigits = 1): string {
  return new Intl.NumberFormat(LOCALES[currentLanguage()], {
    style: "percent",
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  }).format(share);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${formatNumber(bytes)} B`;
  if (bytes < 1024 * 1024) return `${formatNumber(bytes / 1024, 0)} kB`;
  return `${formatNumber(bytes / 1024 / 1024, 1)} MB`;
}
