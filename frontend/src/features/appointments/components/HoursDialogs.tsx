import { Modal, NumberInput, Select, Textarea } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { todayIso } from "@/lib/dates";
import { formatMinute, isIsoDay, parseTypedTime } from "@/lib/days";
import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { DateField, FieldPair, FormBody, Notice, toastDone, useUiText } from "@/ui";

import { calendarPath, CALENDARS, REFRESHED, type CalendarRecord, type CalendarException, type Pattern } from "../api";
import css from "../appointments.module.css";
import { minutesOfTime, overlap, restOf, slotsOf, type Stretch } from "../patterns";
import { useText } from "../text";
import { Affected, isAffecting } from "./Confirmed";
import { TimeField } from "./TimeField";

const DAYS = ["d1", "d2", "d3", "d4", "d5", "d6", "d7"] as const;
const CHANGED = [CALENDARS, ...REFRESHED];
const wire = (minute: number) => formatMinute(minute).replace(".", ":");

interface DialogProps {
  calendar: CalendarRecord;
  onClose: () => void;
}

/** Weekly hours, with the slots that they give while they are being written. */
export function PatternDialog({ calendar, onClose }: DialogProps) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const form = useServerForm({
    initial: { weekday: "1", starts: "09.00", ends: "12.00", slot_minutes: 30 as number | string, buffer_minutes: 0 as number | string, capacity: 1 as number | string, valid_from: todayIso() as string | null, valid_to: null as string | null },
    labels: {
      weekday: t("field.weekday"), starts: t("field.starts"), ends: t("field.ends"), slot_minutes: t("field.slotMinutes"),
      buffer_minutes: t("field.buffer"), capacity: t("field.capacity"), valid_from: t("field.validFrom"), valid_to: t("field.validTo"),
    },
    check: (values) => ({
      starts: parseTypedTime(values.starts) === null ? t("form.timeAsked") : null,
      ends: parseTypedTime(values.ends) === null ? t("form.timeAsked") : null,
      slot_minutes: stretchOf(values) && slotsOf(stretchOf(values) as Stretch).length === 0 ? t("cal.previewNone") : null,
    }),
    save: (values, { idempotencyKey }) =>
      call<Pattern>("POST", `${calendarPath(calendar.id)}patterns/`, {
        body: {
          ...values,
          weekday: Number(values.weekday),
          starts: wire(parseTypedTime(values.starts) ?? 0),
          ends: wire(parseTypedTime(values.ends) ?? 0),
          slot_minutes: Number(values.slot_minutes),
          buffer_minutes: Number(values.buffer_minutes),
          capacity: Number(values.capacity),
        },
        idempotencyKey,
      }),
    onSaved: () => {
      toastDone(t("cal.saved"));
      onClose();
    },
    refresh: CHANGED,
  });
  const clash = clashOf(form.values, calendar.patterns);
  return (
    <Modal opened onClose={onClose} title={t("cal.addTitle")} size="lg" closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} onCancel={onClose}>
        <div className={css.stack} style={{ marginBottom: 24 }}>
          <Select {...form.field("weekday")} data={DAYS.map((day, index) => ({ value: String(index + 1), label: t(`weekday.${day}`) }))} maw={280} />
          <FieldPair>
            <TimeField {...form.field("starts")} />
            <TimeField {...form.field("ends")} />
          </FieldPair>
          <FieldPair>
            <NumberInput {...form.field("slot_minutes")} min={5} max={480} step={5} />
            <NumberInput {...form.field("buffer_minutes")} min={0} max={240} step={5} />
          </FieldPair>
          <NumberInput {...form.field("capacity")} min={1} max={100} maw={280} />
          <FieldPair>
            <DateField {...form.field("valid_from")} />
            <DateField {...form.field("valid_to", { isOptional: true })} />
          </FieldPair>
          <Preview stretch={stretchOf(form.values)} weekday={Number(form.values.weekday)} />
          {clash ? <Notice meaning="attention">{t("cal.previewClash", { from: formatMinute(clash.from), to: formatMinute(clash.to) })}</Notice> : null}
        </div>
      </FormBody>
    </Modal>
  );
}

interface Typed {
  weekday: string;
  starts: string;
  ends: string;
  slot_minutes: number | string;
  buffer_minutes: number | string;
  capacity: number | string;
}

/** What was typed as a stretch; null while it is none. */
function stretchOf(values: Typed): Stretch | null {
  const [from, to] = [parseTypedTime(values.starts), parseTypedTime(values.ends)];
  if (from === null || to === null || to <= from) return null;
  return { from, to, minutes: Number(values.slot_minutes) || 0, buffer: Number(values.buffer_minutes) || 0, capacity: Number(values.capacity) || 1 };
}

/** The hours of the same weekday that these would run into. */
function clashOf(values: Typed, patterns: readonly Pattern[]): { from: number; to: number } | null {
  const stretch = stretchOf(values);
  if (!stretch) return null;
  const others = patterns.filter((one) => one.weekday === Number(values.weekday) && (one.valid_to === null || one.valid_to >= todayIso())).map((one) => ({ from: minutesOfTime(one.starts), to: minutesOfTime(one.ends) }));
  return others.find((one) => overlap(one, stretch) > 0) ?? null;
}

/** The slots that the hours give on an ordinary day. */
function Preview({ stretch, weekday }: { stretch: Stretch | null; weekday: number }) {
  const t = useText();
  if (!stretch) return null;
  const slots = slotsOf(stretch);
  const rest = restOf(stretch);
  return (
    <section aria-label={t("cal.preview")} aria-live="polite">
      <strong>{t("cal.preview")}</strong>
      {slots.length === 0 ? (
        <div>{t("cal.previewNone")}</div>
      ) : (
        <>
          <div>{t("cal.previewCount", { count: slots.length, day: t(`weekday.${DAYS[weekday - 1] ?? "d1"}`), places: slots.length * stretch.capacity })}</div>
          <ul className={css.preview}>
            {slots.map((slot) => (
              <li key={slot.from}>
                {formatMinute(slot.from)}–{formatMinute(slot.to)}
              </li>
            ))}
          </ul>
          {rest > 0 ? <div className={css.detail}>{t("cal.previewRest", { count: rest })}</div> : null}
        </>
      )}
    </section>
  );
}

/** A day that is not as usual; whom a closure hits stands under it before it is saved. */
export function ExceptionDialog({ calendar, onClose }: DialogProps) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const [isSeen, setSeen] = useState(false);
  const form = useServerForm({
    initial: { kind: "closed", on: null as string | null, starts: "", ends: "", reason: "", slot_minutes: 30 as number | string, capacity: 1 as number | string },
    labels: { kind: t("field.kind"), on: t("field.day"), starts: t("field.starts"), ends: t("field.ends"), reason: t("field.reason"), slot_minutes: t("field.slotMinutes"), capacity: t("field.capacity") },
    check: (values) => {
      const hasHours = values.kind === "open" || values.starts.trim() !== "" || values.ends.trim() !== "";
      return {
        on: isIsoDay(values.on) ? null : t("form.dayAsked"),
        starts: hasHours && parseTypedTime(values.starts) === null ? t("form.timeAsked") : null,
        ends: hasHours && parseTypedTime(values.ends) === null ? t("form.timeAsked") : null,
      };
    },
    save: (values, { idempotencyKey }) => {
      const [from, to] = [parseTypedTime(values.starts), parseTypedTime(values.ends)];
      return call<CalendarException>("POST", `${calendarPath(calendar.id)}exceptions/`, {
        body: { ...values, starts: from === null ? null : wire(from), ends: to === null ? null : wire(to), slot_minutes: Number(values.slot_minutes), capacity: Number(values.capacity), confirmed: isSeen },
        idempotencyKey,
      });
    },
    onSaved: () => {
      toastDone(t("cal.saved"));
      onClose();
    },
    refresh: CHANGED,
  });
  const { kind } = form.values;
  if (isAffecting(form.problem) && !isSeen) setSeen(true);
  return (
    <Modal opened onClose={onClose} title={t("cal.exceptionTitle")} size="lg" closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} submitLabel={isSeen ? t("cal.again") : undefined} onCancel={onClose}>
        <div className={css.stack} style={{ marginBottom: 24 }}>
          <FieldPair>
            <Select {...form.field("kind")} data={[{ value: "closed", label: t("cal.closed") }, { value: "open", label: t("cal.open") }]} />
            <DateField {...form.field("on")} bound="future" />
          </FieldPair>
          <FieldPair>
            <TimeField {...form.field("starts", { isOptional: kind === "closed" })} />
            <TimeField {...form.field("ends", { isOptional: kind === "closed" })} />
          </FieldPair>
          {kind === "closed" ? (
            <div className={css.detail}>{t("cal.allDayHint")}</div>
          ) : (
            <FieldPair>
              <NumberInput {...form.field("slot_minutes")} min={5} max={480} />
              <NumberInput {...form.field("capacity")} min={1} max={100} />
            </FieldPair>
          )}
          <Textarea {...form.field("reason")} maxLength={240} autosize minRows={2} />
          <Affected problem={isAffecting(form.problem) ? form.problem : null} />
        </div>
      </FormBody>
    </Modal>
  );
}
