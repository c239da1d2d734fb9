import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";

import { formatMinute } from "@/lib/days";

import { appointmentHome, type Appointment } from "../api";
import css from "../appointments.module.css";
import { columnsBy, hoursOf, inLanes, rowOf } from "../layout";
import { useText } from "../text";
import { nameOf, spanInWords } from "../words";

/** A day by room or by member of staff: a grid of hours where there is room, lists one under the other on a telephone. */
export function DayGrid({ appointments, by, label }: { appointments: readonly Appointment[]; by: "room" | "staff"; label: string }) {
  const t = useText();
  const columns = columnsBy(appointments, by);
  const { from, to } = hoursOf(appointments);
  const style = { "--columns": columns.length, "--rows": (to - from) / 15 } as CSSProperties;
  const hours = Array.from({ length: (to - from) / 60 }, (_, index) => from + index * 60);
  return (
    // A wide grid is scrolled by keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.gridScroll} tabIndex={0} role="group" aria-label={label}>
      <div className={css.grid} style={style}>
        <div className={css.gridHours} aria-hidden>
          {hours.map((hour) => (
            <span key={hour}>{formatMinute(hour)}</span>
          ))}
        </div>
        {columns.map((column) => {
          const placed = inLanes(column.appointments);
          // Columns of every lane in one grid: the number that all widths divide.
          const lanes = placed.reduce((most, one) => leastCommon(most, one.lanes), 1);
          const name = column.name || t(by === "room" ? "day.noRoom" : "day.noStaff");
          return (
            <section key={column.key} className={css.column} aria-label={name}>
              <h2>{name}</h2>
              <ol style={{ "--lanes": lanes } as CSSProperties}>
                {placed.map(({ one, from: start, to: end, lane, lanes: mine }) => (
                  <li
                    key={one.id}
                    style={{ gridRow: `${rowOf(start, from)} / ${Math.max(rowOf(end - 1, from) + 1, rowOf(start, from) + 1)}`, gridColumn: `${(lane * lanes) / mine + 1} / span ${lanes / mine}` }}
                  >
                    <Link to={appointmentHome(one.id)} preload="intent" className={css.block} data-state={one.state} data-short={end - start < 45 || undefined}>
                      <strong>{spanInWords(one)}</strong> {nameOf(one, t("unknownPerson"))}
                      <div>{[one.state === "booked" ? "" : one.state_label, one.service.label, by === "room" ? one.staff?.name : one.room].filter(Boolean).join(" · ")}</div>
                    </Link>
                  </li>
                ))}
              </ol>
            </section>
          );
        })}
      </div>
    </div>
  );
}

function leastCommon(a: number, b: number): number {
  let [high, low] = [Math.max(a, b), Math.min(a, b)];
  while (low > 0) [high, low] = [low, high % low];
  return (a * b) / high;
}
