import { formatTime } from "@/lib/dates";
import { dayOf, formatDayInWords } from "@/lib/days";
import type { Meaning } from "@/ui";

import type { Appointment, State } from "./api";

export const MEANINGS: Record<State, Meaning | "neutral"> = { booked: "info", attended: "done", missed: "attention", cancelled: "neutral" };

/** "09.30–10.30" */
export const spanInWords = (one: { starts_at: string; ends_at: string }) => `${formatTime(one.starts_at)}–${formatTime(one.ends_at)}`;

/** "23 Kasım 2026 Pazartesi, 09.30" */
export const whenInWords = (moment: string) => `${formatDayInWords(dayOf(moment))}, ${formatTime(moment)}`;

/** Who comes: the person's name, or what a citizen wrote where nobody has matched it yet. */
export const nameOf = (one: Appointment, unknown: string) => one.person?.name || one.contact_name || unknown;

/** Attendance is written on the day of the meeting, not before. */
export const isDue = (one: { starts_at: string }, today: string) => dayOf(one.starts_at) <= today;
