import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { announce } from "@/lib/announce";
import { formatTime, todayIso } from "@/lib/dates";
import { addDays, formatDayInWords } from "@/lib/days";
import { type ApiProblem } from "@/lib/problems";
import { LoadingState } from "@/ui/states";

import { distinctTimes } from "../answers";
import { BOOKING, type FreeDay, type FreeDays, type Slot } from "../api";
import css from "../booking.module.css";
import { useText } from "../text";
import { Refused } from "./Refused";

/** As many days at a time as somebody can compare. */
const DAYS_SHOWN = 5;

interface TimeChoiceProps {
  /** What the times are for, to be told from other choices. */
  subject: readonly string[];
  load: (from: string) => Promise<FreeDays>;
  value: string;
  onChange: (slot: Slot) => void;
  error?: string | null;
}

/** The free times, day by day: one radio a time, so that arrow keys walk through them. */
export function TimeChoice({ subject, load, value, onChange, error }: TimeChoiceProps) {
  const t = useText();
  const [from, setFrom] = useState(todayIso());
  const days = useQuery<FreeDays, ApiProblem>({
    queryKey: [`${BOOKING}days/`, subject, from],
    queryFn: () => load(from),
    // Others are choosing too.
    staleTime: 0,
    retry: false,
  });
  if (days.error) return <Refused problem={days.error} onRetry={() => void days.refetch()} />;
  if (!days.data) return <LoadingState lines={6} />;
  const shown = distinctTimes(days.data.results).slice(0, DAYS_SHOWN);
  const isFirst = from === todayIso();
  const last = shown.at(-1);
  const show = (day: string) => {
    setFrom(day);
    announce(formatDayInWords(day));
  };
  return (
    <div className={css.stack}>
      {error ? (
        <div id="alan-slot-error" className={css.error}>
          {error}
        </div>
      ) : null}
      {shown.length === 0 ? (
        <div role="status">
          <strong>{t("time.none")}</strong>
          <div>{t("time.noneHint")}</div>
        </div>
      ) : null}
      {shown.map((day, index) => (
        <Day key={day.date} day={day} value={value} onChange={onChange} firstId={index === 0 ? "alan-slot" : undefined} isWrong={Boolean(error)} />
      ))}
      <div className={css.actions}>
        {last ? (
          <Button variant="default" onClick={() => show(addDays(last.date, 1))}>
            {t("time.later")}
          </Button>
        ) : null}
        {isFirst ? null : (
          <Button variant="default" onClick={() => show(todayIso())}>
            {t("time.earlier")}
          </Button>
        )}
      </div>
    </div>
  );
}

interface DayProps {
  day: FreeDay;
  value: string;
  onChange: (slot: Slot) => void;
  firstId?: string;
  isWrong: boolean;
}

function Day({ day, value, onChange, firstId, isWrong }: DayProps) {
  const t = useText();
  return (
    <fieldset className={css.day}>
      <legend>
        {formatDayInWords(day.date)} <span>({t("time.free", { count: day.slots.length })})</span>
      </legend>
      <div className={css.times}>
        {day.slots.map((slot, index) => (
          <label key={slot.id} className={css.time}>
            <input
              type="radio"
              name="slot"
              id={index === 0 ? firstId : undefined}
              value={slot.id}
              checked={value === slot.id}
              aria-describedby={isWrong ? "alan-slot-error" : undefined}
              onChange={() => onChange(slot)}
            />
            <span>{formatTime(slot.starts_at)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
