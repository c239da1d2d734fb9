import { Button } from "@mantine/core";
import { Fragment } from "react";

import { formatTime } from "@/lib/dates";
import { AppLink, Status } from "@/ui";

import { appointmentHome, type Appointment } from "../api";
import css from "../appointments.module.css";
import { useText } from "../text";
import { isDue, MEANINGS, nameOf, spanInWords } from "../words";

interface DayListProps {
  label: string;
  appointments: readonly Appointment[];
  /** The moment that is now, where the day is today. */
  now: Date | null;
  today: string;
  onAct: (one: Appointment, act: "attended" | "missed") => void;
}

/** A day from top to bottom: the next to come stands under the line of now. */
export function DayList({ label, appointments, now, today, onAct }: DayListProps) {
  const t = useText();
  const next = now ? appointments.findIndex((one) => new Date(one.starts_at) > now) : -1;
  return (
    <ol className={css.day} aria-label={label}>
      {appointments.map((one, index) => (
        <Fragment key={one.id}>
          <li data-state={one.state} data-now={now ? new Date(one.starts_at) <= now && new Date(one.ends_at) > now && one.state === "booked" : undefined}>
            <div className={css.time}>
              {index === next && now ? <span className={css.detail}>{t("day.now", { time: formatTime(now.toISOString()) })} ↓</span> : null}
              <div className={css.span}>{spanInWords(one)}</div>
            </div>
            <div>
              <AppLink to={appointmentHome(one.id)}>{nameOf(one, t("unknownPerson"))}</AppLink>
              <div className={css.detail}>{[one.service.label, one.place_label, one.room, one.staff?.name].filter(Boolean).join(" · ")}</div>
              <Marks one={one} />
            </div>
            <div className={css.rowActions}>
              {one.state !== "booked" || !one.may_write || !isDue(one, today) ? (
                <Status meaning={MEANINGS[one.state]}>{one.state_label}</Status>
              ) : (
                <>
                  <Button size="compact-md" variant="outline" aria-label={t("cameOf", { name: nameOf(one, t("unknownPerson")), time: formatTime(one.starts_at) })} onClick={() => onAct(one, "attended")}>
                    {t("came")}
                  </Button>
                  {now && new Date(one.starts_at) > now ? null : (
                    <Button
                      size="compact-md"
                      variant="default"
                      aria-label={t("missedOf", { name: nameOf(one, t("unknownPerson")), time: formatTime(one.starts_at) })}
                      onClick={() => onAct(one, "missed")}
                    >
                      {t("missed")}
                    </Button>
                  )}
                </>
              )}
            </div>
          </li>
        </Fragment>
      ))}
    </ol>
  );
}

/** What has to be prepared or done, in words: an interpreter, needs, a booking that nobody has matched. */
function Marks({ one }: { one: Appointment }) {
  const t = useText();
  const companions = one.companions.length > 0 ? `${t("field.companion")}: ${one.companions.map((found) => found.relation_label ?? found.relation).join(", ")}` : "";
  const words = [companions, one.interpreter ? (one.interpreter_label ?? one.interpreter) : "", ...one.needs.map((need) => need.label), one.is_walk_in ? t("walkedIn") : ""].filter(Boolean);
  const isUnmatched = one.person === null && one.state === "booked";
  return (
    <>
      {words.length > 0 ? <div className={css.detail}>{words.join(" · ")}</div> : null}
      {isUnmatched || one.needs_moving ? (
        <div>
          {isUnmatched ? <Status meaning="attention">{t("unmatched")}</Status> : null} {one.needs_moving ? <Status meaning="attention">{t("needsMoving")}</Status> : null}
        </div>
      ) : null}
    </>
  );
}
