import { formatLongDate, formatTime, todayIso } from "./dates";

/** Calendar days as ISO texts: reckoned without hours, so that no time zone can move them. */
const at = (iso: string) => new Date(`${iso}T00:00:00Z`);
const isoOf = (date: Date) => date.toISOString().slice(0, 10);

export function isIsoDay(text: string | null | undefined): text is string {
  return typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text).getTime()) && isoOf(at(text)) === text;
}

/** "2026-11-30" + 1 -> "2026-12-01". */
export function addDays(iso: string, days: number): string {
  const date = at(iso);
  date.setUTCDate(date.getUTCDate() + days);
  return isoOf(date);
}

/** Monday is 1, Sunday 7, as the API counts them. */
export function weekdayOf(iso: string): number {
  return at(iso).getUTCDay() || 7;
}

/** The seven days of the week in which a day stands, Monday first. */
export function weekOf(iso: string): string[] {
  const monday = addDays(iso, 1 - weekdayOf(iso));
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

/** The day in Türkiye on which a moment falls. */
export function dayOf(moment: string): string {
  return todayIso(new Date(moment));
}

/** Minutes since midnight in Türkiye. */
export function minuteOf(moment: string): number {
  const [hour = "0", minute = "0"] = formatTime(moment).split(".");
  return Number(hour) * 60 + Number(minute);
}

/** 570 -> "09.30". */
export function formatMinute(minute: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}.${two(minute % 60)}`;
}

/** "09.30", "9:30" or "0930" -> 570; null when it is no time of day. */
export function parseTypedTime(typed: string): number | null {
  const found = /^(\d{1,2})[.:]?(\d{2})$/.exec(typed.trim());
  if (!found) return /^\d{1,2}$/.test(typed.trim()) && Number(typed) < 24 ? Number(typed) * 60 : null;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** A day and a minute in Türkiye as a moment: Türkiye keeps +03:00 the whole year. */
export function momentOf(day: string, minute: number): string {
  return `${day}T${formatMinute(minute).replace(".", ":")}:00+03:00`;
}

/** "23 Kasım 2026 Pazartesi", for headings and choices; never in tables. */
export function formatDayInWords(iso: string): string {
  return formatLongDate(new Date(`${iso}T12:00:00+03:00`));
}
