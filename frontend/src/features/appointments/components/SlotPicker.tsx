import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { formatDate, formatTime, todayIso } from "@/lib/dates";
import { addDays, dayOf, formatDayInWords } from "@/lib/days";
import type { ApiProblem } from "@/lib/problems";
import { ErrorState, LoadingState, Notice } from "@/ui";

import { everyPage, SLOTS, type Slot } from "../api";
import css from "../appointments.module.css";
import { useText } from "../text";

interface SlotPickerProps {
  programme: string;
  service: string;
  place?: string;
  value: string | null;
  onChange: (slot: Slot) => void;
  error?: string | null;
  id?: string;
  /** What can be done where nothing is free. */
  whenNone?: React.ReactNode;
}

/** The free times of a week, day by day; radios, so that arrow keys walk through them. */
export function SlotPicker({ programme, service, place, value, onChange, error, id, whenNone }: SlotPickerProps) {
  const t = useText();
  // Seven days from today, not the calendar's week: on a Friday it would be over.
  const [from, setFrom] = useState(todayIso());
  const to = addDays(from, 6);
  const query = { programme, service, place: place || undefined, from, to };
  const slots = useQuery<Slot[], ApiProblem>({ queryKey: [SLOTS, query], queryFn: ({ signal }) => everyPage<Slot>(SLOTS, query, signal), staleTime: 0 });
  const free = (slots.data ?? []).filter((slot) => slot.free > 0);
  const days = [...new Set(free.map((slot) => dayOf(slot.starts_at)))].sort();
  const errorId = `${id ?? "slot"}-error`;
  return (
    <div className={css.days}>
      <Group gap="sm">
        <Button variant="default" size="sm" disabled={from <= todayIso()} onClick={() => setFrom(addDays(from, -7))}>
          {t("form.earlier")}
        </Button>
        <Text role="status" fw={600} className="tabular">
          {t("form.week", { from: formatDate(from), to: formatDate(to) })}
        </Text>
        <Button variant="default" size="sm" onClick={() => setFrom(addDays(from, 7))}>
          {t("form.later")}
        </Button>
      </Group>
      {error ? (
        <Text id={errorId} c="error" fw={600} size="sm">
          {error}
        </Text>
      ) : null}
      {slots.error ? <ErrorState problem={slots.error} onRetry={() => void slots.refetch()} /> : null}
      {slots.isPending ? <LoadingState lines={3} /> : null}
      {slots.data && days.length === 0 ? (
        <Notice title={t("form.noSlots")} actions={whenNone}>
          {t("form.noSlotsHint")}
        </Notice>
      ) : null}
      {days.map((day, index) => (
        <fieldset key={day} className={css.slotDay}>
          <legend>{formatDayInWords(day)}</legend>
          <div className={css.slots}>
            {free
              .filter((slot) => dayOf(slot.starts_at) === day)
              .map((slot, turn) => (
                <label key={slot.id} className={css.slot}>
                  <input
                    type="radio"
                    name={id ?? "slot"}
                    id={index === 0 && turn === 0 ? id : undefined}
                    checked={value === slot.id}
                    aria-describedby={error ? errorId : undefined}
                    onChange={() => onChange(slot)}
                  />
                  <span>
                    <strong>{formatTime(slot.starts_at)}</strong> {slot.calendar.name}
                    {slot.capacity > 1 ? ` · ${t("day.free", { count: slot.free })}` : ""}
                  </span>
                </label>
              ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
