import { minuteOf } from "@/lib/days";
import { trCompare } from "@/lib/turkish";

import type { Appointment } from "./api";

/** What stands at the same time in one column stands side by side. */
export interface Placed<T> {
  one: T;
  /** Minutes since midnight. */
  from: number;
  to: number;
  lane: number;
  lanes: number;
}

const STEP = 15;

/** Gives every appointment of a column a lane, so that none covers another; those that touch nobody have the whole width. */
export function inLanes<T extends { starts_at: string; ends_at: string }>(all: readonly T[]): Placed<T>[] {
  const rows = all
    .map((one) => ({ one, from: minuteOf(one.starts_at), to: Math.max(minuteOf(one.ends_at), minuteOf(one.starts_at) + STEP), lane: 0, lanes: 1 }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  let cluster: Placed<T>[] = [];
  let until = -1;
  const close = () => {
    const lanes = Math.max(1, ...cluster.map((row) => row.lane + 1));
    cluster.forEach((row) => (row.lanes = lanes));
    cluster = [];
  };
  for (const row of rows) {
    if (row.from >= until) close();
    const taken = new Set(cluster.filter((other) => other.to > row.from).map((other) => other.lane));
    while (taken.has(row.lane)) row.lane += 1;
    cluster.push(row);
    until = Math.max(until, row.to);
  }
  close();
  return rows;
}

/** The hours that a grid has to show: the office's own, wider where an appointment stands outside them. */
export function hoursOf(all: readonly { starts_at: string; ends_at: string }[]): { from: number; to: number } {
  const first = Math.min(8 * 60, ...all.map((one) => minuteOf(one.starts_at)));
  const last = Math.max(17 * 60, ...all.map((one) => minuteOf(one.ends_at)));
  return { from: Math.floor(first / 60) * 60, to: Math.min(24 * 60, Math.ceil(last / 60) * 60) };
}

/** 15-minute row of a grid that begins at `from`, counted from 1 as CSS does. */
export const rowOf = (minute: number, from: number) => Math.max(1, Math.floor((minute - from) / STEP) + 1);

export interface Column {
  key: string;
  /** Empty where the appointments have none: the caller says so in words. */
  name: string;
  appointments: Appointment[];
}

/** The appointments of a day by room or by member of staff, in Turkish order; those without one come last. */
export function columnsBy(all: readonly Appointment[], by: "room" | "staff"): Column[] {
  const found = new Map<string, Column>();
  for (const one of all) {
    const [key, name] = by === "room" ? [one.room, one.room] : [one.staff?.id ?? "", one.staff?.name ?? ""];
    const column = found.get(key) ?? { key, name, appointments: [] };
    column.appointments.push(one);
    found.set(key, column);
  }
  return [...found.values()].sort((a, b) => Number(a.key === "") - Number(b.key === "") || trCompare(a.name, b.name));
}

export interface DayCounts {
  all: number;
  waiting: number;
  attended: number;
  missed: number;
  cancelled: number;
  /** Booked by a citizen and not yet known to be somebody. */
  unmatched: number;
}

export function countsOf(all: readonly Appointment[]): DayCounts {
  const of = (state: Appointment["state"]) => all.filter((one) => one.state === state).length;
  return {
    all: all.length,
    waiting: of("booked"),
    attended: of("attended"),
    missed: of("missed"),
    cancelled: of("cancelled"),
    unmatched: all.filter((one) => one.state === "booked" && one.is_public && one.person === null).length,
  };
}
