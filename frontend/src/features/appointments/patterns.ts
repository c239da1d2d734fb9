import { weekdayOf } from "@/lib/days";

/** A stretch of one weekday, cut into slots. Times are minutes since midnight. */
export interface Stretch {
  from: number;
  to: number;
  minutes: number;
  /** Between two slots: papers, air, the way back. */
  buffer: number;
  capacity: number;
}

export interface PreviewSlot {
  from: number;
  to: number;
}

/** The slots that a stretch gives on a full working day; a rest too short for a slot gives none. */
export function slotsOf({ from, to, minutes, buffer }: Stretch): PreviewSlot[] {
  const slots: PreviewSlot[] = [];
  if (minutes < 5 || buffer < 0) return slots;
  for (let start = from; start + minutes <= to && slots.length < 200; start += minutes + buffer) slots.push({ from: start, to: start + minutes });
  return slots;
}

/** The minutes at the end of a stretch in which no slot fits any more. */
export function restOf(stretch: Stretch): number {
  const last = slotsOf(stretch).at(-1);
  return last ? stretch.to - last.to : stretch.to - stretch.from;
}

/** What two stretches of one weekday have in common, in minutes; nought where they only touch. */
export function overlap(a: { from: number; to: number }, b: { from: number; to: number }): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}

/** Whether a day is one of those that a weekly pattern is valid on. */
export function isOnPattern(day: string, pattern: { weekday: number; valid_from: string | null; valid_to: string | null }): boolean {
  return weekdayOf(day) === pattern.weekday && (pattern.valid_from === null || day >= pattern.valid_from) && (pattern.valid_to === null || day <= pattern.valid_to);
}

/** "09:30:00" or "09:30" -> 570. */
export function minutesOfTime(time: string): number {
  const [hour = "0", minute = "0"] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}
