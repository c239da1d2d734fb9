import { currentLanguage } from "./i18n";

/** How much of a date is known; the same words as people.Person.birth_precision. */
export type DatePrecision = "day" | "month" | "year" | "unknown";

export interface PartialDate {
  /** ISO, the first day of what is known: "1980-01-01" with precision "year". */
  value: string | null;
  precision: DatePrecision;
}

const ZONE = "Europe/Istanbul";
const pad = (n: number) => String(n).padStart(2, "0");

function isRealDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * Reads what people type: 21.11.2026, 21/11/2026, 21 11 2026, 21112026, 2026-11-21, and where allowed 11.2026 or 2026.
 * Returns null when it is no date. Two-digit years are refused: 1926 and 2026 are both alive here.
 */
export function parseTypedDate(typed: string): PartialDate | null {
  const text = typed.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const full = iso ?? /^(\d{1,2})[.\-/\s]+(\d{1,2})[.\-/\s]+(\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (full) {
    const [first, month, last] = [Number(full[1]), Number(full[2]), Number(full[3])];
    const [year, day] = iso ? [first, last] : [last, first];
    return isRealDay(year, month, day) ? { value: `${year}-${pad(month)}-${pad(day)}`, precision: "day" } : null;
  }
  const monthYear = /^(\d{1,2})[.\-/\s]+(\d{4})$/.exec(text);
  if (monthYear) {
    const [month, year] = [Number(monthYear[1]), Number(monthYear[2])];
    return month >= 1 && month <= 12 ? { value: `${year}-${pad(month)}-01`, precision: "month" } : null;
  }
  return /^\d{4}$/.test(text) ? { value: `${text}-01-01`, precision: "year" } : null;
}

/** "2026-11-21" -> "21.11.2026"; with less precision "11.2026" or "2026". Empty for null. */
export function formatDate(iso: string | null | undefined, precision: DatePrecision = "day"): string {
  if (!iso || precision === "unknown") return "";
  const [year = "", month = "", day = ""] = iso.slice(0, 10).split("-");
  if (precision === "year") return year;
  return precision === "month" ? `${month}.${year}` : `${day}.${month}.${year}`;
}

function inIstanbul(iso: string): Record<string, string> {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: ZONE,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(iso));
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

/** A moment in Türkiye's time: "21.11.2026 14.30". */
export function formatDateTime(iso: string | null | undefined): string {
  if (!iso) return "";
  const { day, month, year, hour, minute } = inIstanbul(iso);
  return `${day}.${month}.${year} ${hour}.${minute}`;
}

export function formatTime(iso: string): string {
  const { hour, minute } = inIstanbul(iso);
  return `${hour}.${minute}`;
}

/** Today in Türkiye as ISO. */
export function todayIso(now: Date = new Date()): string {
  const { year, month, day } = inIstanbul(now.toISOString());
  return `${year}-${month}-${day}`;
}

/** Whole years lived on a day; null when the year is unknown. */
export function ageOn(birth: string | null, on: string = todayIso()): number | null {
  if (!birth) return null;
  const [by = 0, bm = 0, bd = 0] = birth.split("-").map(Number);
  const [y = 0, m = 0, d = 0] = on.split("-").map(Number);
  return y - by - (m < bm || (m === bm && d < bd) ? 1 : 0);
}

/** "21.11.1980 (46)": an age is never shown without its date. "yaklaşık" when only the year is known. */
export function formatBirth(birth: string | null, precision: DatePrecision = "day", on?: string): string {
  const date = formatDate(birth, precision);
  const age = ageOn(birth, on);
  if (!date || age === null) return date;
  return precision === "day" ? `${date} (${age})` : `${date} (≈${age})`;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "3 gün önce"; only ever beside the exact date. */
export function formatRelative(iso: string, now: Date = new Date()): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(currentLanguage(), { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, "minute");
}

/** "Cumartesi, 21 Kasım 2026" for headings; never in tables. */
export function formatLongDate(date: Date = new Date()): string {
  return new Intl.DateTimeFormat(currentLanguage() === "tr" ? "tr-TR" : "en-GB", {
    timeZone: ZONE,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(date);
}
