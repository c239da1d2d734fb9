/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   `display: block` takes a table's roles away on narrow screens, so they are written out. */
import { VisuallyHidden } from "@mantine/core";

import { formatDate } from "@/lib/dates";
import { dayOf } from "@/lib/days";
import { trCompare } from "@/lib/turkish";
import { AppLink } from "@/ui";

import { HOME, type Appointment, type Slot } from "../api";
import css from "../appointments.module.css";
import { useText } from "../text";

interface WeekTableProps {
  days: readonly string[];
  appointments: readonly Appointment[];
  slots: readonly Slot[];
  today: string;
  label: string;
}

const DAYS = ["d1", "d2", "d3", "d4", "d5", "d6", "d7"] as const;

/** A week, calendar by calendar: how many are booked, how many places are free; every cell leads to its day. */
export function WeekTable({ days, appointments, slots, today, label }: WeekTableProps) {
  const t = useText();
  const live = appointments.filter((one) => one.state !== "cancelled");
  const calendars = new Map<string, string>();
  for (const slot of slots) calendars.set(slot.calendar.id, slot.calendar.name);
  for (const one of live) calendars.set(one.calendar?.id ?? "", one.calendar?.name ?? t("day.noCalendar"));
  const rows = [...calendars].sort((a, b) => Number(a[0] === "") - Number(b[0] === "") || trCompare(a[1], b[1]));
  // A weekend without anything is not worth its column.
  const shown = days.filter((day, index) => index < 5 || live.some((one) => dayOf(one.starts_at) === day) || slots.some((slot) => dayOf(slot.starts_at) === day));
  const nameOf = (day: string) => `${t(`weekday.${DAYS[days.indexOf(day)] ?? "d1"}`)} ${formatDate(day).slice(0, 5)}`;
  return (
    <table className={css.week} role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {t("day.calendar")}
          </th>
          {shown.map((day) => (
            <th key={day} role="columnheader" scope="col" data-today={day === today}>
              {nameOf(day)}
              {day === today ? <VisuallyHidden> ({t("day.today")})</VisuallyHidden> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(([id, name]) => (
          <tr key={id} role="row">
            <th role="rowheader" scope="row">
              {name}
            </th>
            {shown.map((day) => {
              const booked = live.filter((one) => (one.calendar?.id ?? "") === id && dayOf(one.starts_at) === day).length;
              const free = slots.filter((slot) => slot.calendar.id === id && dayOf(slot.starts_at) === day).reduce((sum, slot) => sum + slot.free, 0);
              const words = [booked > 0 ? t("day.booked", { count: booked }) : "", free > 0 ? t("day.free", { count: free }) : day >= today && id ? t("day.nothing") : ""].filter(Boolean);
              return (
                <td key={day} role="cell" data-label={nameOf(day)} data-today={day === today}>
                  {booked > 0 || free > 0 ? (
                    <AppLink to={`${HOME}?gun=${day}${id ? `&calendar=${id}` : ""}`}>
                      {words.map((word) => (
                        <span key={word} style={{ display: "block" }}>
                          {word}
                        </span>
                      ))}
                      <VisuallyHidden>
                        {nameOf(day)}, {name}
                      </VisuallyHidden>
                    </AppLink>
                  ) : (
                    <span className={css.none}>{words.join(", ") || "–"}</span>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
