import { buildRequest, call } from "@/lib/api";
import { sendOrThrow } from "@/lib/http";

/** The public addresses of the booking page. A code goes in the body, never in an address: addresses are written down. */
export const BOOKING = "/api/v1/booking/";

export interface Choice {
  key: string;
  label: string;
}

export interface Service {
  programme: string;
  key: string;
  label: string;
  description: string;
  minutes: number;
  places: Choice[];
  /** Where it is given; the offices named in `units`. */
  units?: string[];
}

export interface Office {
  id: string;
  name: string;
  address?: string;
}

/** What the municipality says on this page. Videos and easy-read texts are its own; a place that is not filled stays away. */
export interface Desk {
  municipality: string;
  units: Office[];
  services: Service[];
  needs: Choice[];
  relations: Choice[];
  phone?: string;
  privacy_notice?: string;
  sign_language_video?: string;
  easy_read?: string;
}

export interface Slot {
  id: string;
  starts_at: string;
}

export interface FreeDay {
  date: string;
  slots: Slot[];
}

export interface FreeDays {
  results: FreeDay[];
}

export interface Booked {
  starts_at: string;
  ends_at?: string;
  place: string;
  place_label: string;
  unit: Office;
  state: "booked" | "attended" | "missed" | "cancelled";
  state_label?: string;
  may_change?: boolean;
}

export interface Wanted {
  service: string;
  programme: string;
  unit?: string;
}

export const daysFrom = (wanted: Wanted, from: string) => call<FreeDays>("GET", `${BOOKING}days/`, { query: { ...wanted, from } });

/** Free times into which the appointment of a code may be moved; what it is for is not told. */
export const otherDays = (code: string, first: string) => call<FreeDays>("POST", `${BOOKING}change/days/`, { body: { code, first } });

export const sendRequest = (body: unknown, { idempotencyKey }: { idempotencyKey: string }) =>
  call<{ code: string; appointment: Booked }>("POST", `${BOOKING}requests/`, { body, idempotencyKey });

export const lookUp = (code: string) => call<{ appointment: Booked }>("POST", `${BOOKING}lookup/`, { body: { code } });

export const changeBooking = (code: string, slot: string, { idempotencyKey }: { idempotencyKey: string }) =>
  call<{ appointment: Booked }>("POST", `${BOOKING}change/`, { body: { code, slot }, idempotencyKey });

export const cancelBooking = (code: string, { idempotencyKey }: { idempotencyKey: string }) =>
  call<{ appointment: Booked }>("POST", `${BOOKING}cancellation/`, { body: { code }, idempotencyKey });

/** Hands the appointment to the telephone's own calendar. */
export async function downloadCalendar(code: string): Promise<void> {
  const response = await sendOrThrow(buildRequest("POST", `${BOOKING}calendar/`, { body: { code }, headers: { Accept: "*/*" } }));
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = "randevu.ics";
  link.click();
  URL.revokeObjectURL(url);
}
