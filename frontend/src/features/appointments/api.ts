import { call } from "@/lib/api";
import type { KeptUntil } from "@/lib/kept";
import type { Page } from "@/lib/query";
import { useRead } from "@/lib/query";
import type { Named } from "@/lib/session";

export const APPOINTMENTS = "/api/v1/appointments/";
export const SLOTS = "/api/v1/slots/";
export const WAITING = "/api/v1/waiting-list/";
export const CALENDARS = "/api/v1/calendars/";
export const CLOSED_DAYS = "/api/v1/closed-days/";
export const HOME = "/randevular";
export const appointmentPath = (id: string) => `${APPOINTMENTS}${id}/`;
export const appointmentHome = (id: string) => `${HOME}/${id}`;
export const calendarPath = (id: string) => `${CALENDARS}${id}/`;
export const calendarHome = (id: string) => `${HOME}/takvimler/${id}`;
export const messageWishPath = (person: string) => `/api/v1/people/${person}/appointment-messages/`;
/** What is out of date after any write here. */
export const REFRESHED = [APPOINTMENTS, SLOTS, WAITING] as const;

export interface Choice {
  key: string;
  label: string;
}

export type State = "booked" | "attended" | "missed" | "cancelled";

export interface Companion {
  relation: string;
  relation_label?: string;
  name: string;
}

export interface Appointment {
  id: string;
  version: number;
  starts_at: string;
  ends_at: string;
  state: State;
  state_label: string;
  service: Choice;
  programme: Named;
  unit: Named;
  staff: Named | null;
  calendar: Named | null;
  room: string;
  place: string;
  place_label: string;
  person: Named | null;
  contact_name: string;
  companions: Companion[];
  interpreter: string;
  interpreter_label?: string;
  needs: Choice[];
  is_public: boolean;
  is_walk_in?: boolean;
  /** Its hours were taken away after it was booked: somebody has to call and move it. */
  needs_moving?: boolean;
  may_write: boolean;
}

/** What was told about an appointment, will be, or could not be; `to` is shortened. */
export interface Message {
  id: string;
  kind_label: string;
  channel: string;
  state: string;
  state_label: string;
  due_at: string;
  sent_at: string | null;
  trouble: string;
  to: string;
  text: string;
}

/** What a correction says of a meeting: the person, somebody in their place, nobody, or that it did not take place. */
export type Presence = "present" | "represented" | "missed" | "not_held";

/** What a correction may say now, and what stands on the attendance and keeps it from being corrected. */
export interface Correctable {
  presence: Presence | "";
  choices: { key: Presence; label: string }[];
  obstacles: { code: string; message: string; remedy: string; article: string; text: string; link: string }[];
}

export interface Correction {
  id: string;
  at: string;
  by: Named | null;
  before: string;
  after: string;
  reason: string;
}

/** One appointment with everything that was said around it. */
export interface AppointmentRecord extends Appointment {
  candidate_present: boolean | null;
  missed_reason?: string;
  missed_reason_label?: string;
  missed_note?: string;
  cancelled_by_label?: string;
  cancel_reason?: string;
  booked_at?: string;
  booked_by?: Named | null;
  booker_name?: string;
  relation_label?: string;
  phone?: string;
  email?: string;
  note?: string;
  address?: string;
  off_slot_reason?: string;
  messages?: Message[];
  recorded_at?: string | null;
  recorded_by?: Named | null;
  correctable?: Correctable | null;
  corrections?: Correction[];
  /** Other standing public bookings under the same telephone or address. */
  same_contact?: { id: string; starts_at: string }[];
  kept?: KeptUntil | null;
  kept_with_file?: boolean;
}

export interface Slot {
  id: string;
  calendar: Named;
  starts_at: string;
  ends_at: string;
  place: string;
  capacity: number;
  free: number;
}

export interface Service extends Choice {
  programme: Named;
  unit?: Named;
  minutes: number;
  places: Choice[];
  for_application?: boolean;
}

export interface AppointmentChoices {
  services: Service[];
  /** With the room of each, so that a day can be narrowed to one. */
  calendars: (Named & { unit?: Named; room?: string })[];
  units?: Named[];
  staff: Named[];
  places: Choice[];
  relations: Choice[];
  needs: Choice[];
  interpreters: Choice[];
  missed_reasons: Choice[];
  times_of_day?: Choice[];
}

export interface WaitingEntry {
  id: string;
  version?: number;
  person: Named;
  programme: Named;
  service: Choice;
  unit?: Named;
  earliest_on: string;
  latest_on: string | null;
  time_of_day: string;
  time_of_day_label?: string;
  state: "waiting" | "offered" | "booked" | "withdrawn";
  state_label: string;
  entered_at: string;
  offered_slot?: { id?: string; starts_at: string } | null;
  offer_expires_at?: string | null;
  note?: string;
  may_write?: boolean;
}

export interface Pattern {
  id: string;
  weekday: number;
  starts: string;
  ends: string;
  slot_minutes: number;
  buffer_minutes: number;
  capacity: number;
  services?: string[];
  valid_from: string;
  valid_to: string | null;
}

export interface CalendarException {
  id: string;
  kind: "closed" | "open";
  on: string;
  starts: string | null;
  ends: string | null;
  reason: string;
  slot_minutes?: number;
  capacity?: number;
}

export interface CalendarRow {
  id: string;
  version: number;
  name: string;
  unit: Named;
  staff: Named | null;
  place: string;
  place_label?: string;
  room: string;
  address: string;
  public_share: number;
  public_notice_hours: number;
  public_days_ahead: number;
  weeks_ahead: number;
  is_active: boolean;
  services: { programme: string; service: string; label?: string }[];
  may_write?: boolean;
}

export interface CalendarRecord extends CalendarRow {
  patterns: Pattern[];
  exceptions: CalendarException[];
}

export interface ClosedDay {
  id: string;
  on: string;
  part: "whole" | "morning" | "afternoon";
  part_label?: string;
  reason: string;
}

export const useChoices = (enabled = true) => useRead<AppointmentChoices>("/api/v1/appointment-choices/", undefined, { enabled });

/** The most rows that the API gives at a time: a day of an office, or its week, in one answer. */
export const MOST = 200;

/** Every page of a list, one after the other: a week of a large office is more than one page. */
export async function everyPage<T>(path: string, query: Record<string, string | number | undefined>, signal?: AbortSignal): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  for (let turn = 0; turn < 20; turn += 1) {
    const page = await call<Page<T>>("GET", path, { query: { page_size: MOST, ...query, cursor }, signal });
    rows.push(...page.results);
    cursor = page.next ? (/[?&]cursor=([^&]+)/.exec(page.next)?.[1] ?? page.next) : undefined;
    if (!cursor) break;
    cursor = decodeURIComponent(cursor);
  }
  return rows;
}

interface Intent {
  idempotencyKey: string;
}

const post = <T>(path: string, body: unknown, { idempotencyKey }: Intent, ifMatch?: number) => call<T>("POST", path, { body, idempotencyKey, ifMatch });

export const recordAttendance = (one: Appointment, body: unknown, intent: Intent) => post<AppointmentRecord>(`${appointmentPath(one.id)}attendance/`, body, intent, one.version);
export const correctAttendance = (one: Appointment, body: unknown, { idempotencyKey, ifMatch }: Intent & { ifMatch: number | null }) =>
  post<AppointmentRecord>(`${appointmentPath(one.id)}attendance/correction/`, body, { idempotencyKey }, ifMatch ?? one.version);
export const moveAppointment = (one: Appointment, slot: string, intent: Intent) => post<AppointmentRecord>(`${appointmentPath(one.id)}moving/`, { slot }, intent, one.version);
export const cancelAppointment = (one: Appointment, body: { by: string; reason: string }, intent: Intent) => post<AppointmentRecord>(`${appointmentPath(one.id)}cancellation/`, body, intent, one.version);
export const matchPerson = (one: Appointment, person: string, intent: Intent) => post<AppointmentRecord>(`${appointmentPath(one.id)}person/`, { person }, intent, one.version);
export const walkIn = (body: unknown, intent: Intent) => post<AppointmentRecord>(`${APPOINTMENTS}walk-in/`, body, intent);
export const book = (body: unknown, intent: Intent) => post<AppointmentRecord>(APPOINTMENTS, body, intent);
export const offerSlot = (entry: WaitingEntry, slot: string, intent: Intent) => post<WaitingEntry>(`${WAITING}${entry.id}/offer/`, { slot }, intent);
export const acceptOffer = (entry: WaitingEntry, intent: Intent) => post<AppointmentRecord>(`${WAITING}${entry.id}/acceptance/`, {}, intent);
export const enterWaiting = (body: unknown, intent: Intent) => post<WaitingEntry>(WAITING, body, intent);
export const leaveWaiting = (entry: WaitingEntry, { idempotencyKey }: Intent) => call("DELETE", `${WAITING}${entry.id}/`, { idempotencyKey });
