import { Button, Text } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { formatDate } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useAction, useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { ConfirmWithReason, FormBody, Loaded, Notice, Panel, RecordPage, Status, toastDone } from "@/ui";

import { calendarPath, CALENDARS, HOME, REFRESHED, useChoices, type AppointmentChoices, type CalendarException, type CalendarRecord as Found, type Pattern } from "../api";
import css from "../appointments.module.css";
import { calendarBody, CalendarFields, useCalendarLabels, valuesOf, type CalendarValues } from "../components/CalendarFields";
import { Affected, isAffecting, useConfirming } from "../components/Confirmed";
import { ExceptionDialog, PatternDialog } from "../components/HoursDialogs";
import { useText } from "../text";

const DAYS = ["d1", "d2", "d3", "d4", "d5", "d6", "d7"] as const;
const CHANGED = [CALENDARS, ...REFRESHED, "/api/v1/appointment-choices/"];

export default function CalendarRecord() {
  const found = useRead<Found>(calendarPath(useParam("calendarId")));
  return <Loaded query={found}>{(one) => <Record one={one} />}</Loaded>;
}

function Record({ one }: { one: Found }) {
  const t = useText();
  const choices = useChoices();
  return (
    <RecordPage
      title={one.name}
      crumbs={[
        { label: t("title"), to: HOME },
        { label: t("calendars"), to: `${HOME}/takvimler` },
      ]}
      badge={one.is_active ? undefined : <Status meaning="neutral">{t("cal.inactive")}</Status>}
      facts={[
        { label: t("field.unit"), value: one.unit.name },
        { label: t("field.staff"), value: one.staff?.name, unknown: t("day.noStaff") },
        { label: t("field.where"), value: [one.place_label ?? one.place, one.room, one.address].filter(Boolean).join(", ") },
        { label: t("field.services"), value: one.services.map((found) => found.label ?? found.service).join(", ") },
        { label: t("cal.publicTitle"), value: one.public_share > 0 ? t("cal.publicShare", { share: one.public_share }) : t("cal.publicNone") },
      ]}
    >
      <Hours one={one} />
      <Exceptions one={one} />
      {one.may_write === false ? null : (
        <Panel title={t("cal.settings")}>
          <Loaded query={choices} lines={4}>
            {(found) => <Settings key={one.version} one={one} choices={found} />}
          </Loaded>
        </Panel>
      )}
    </RecordPage>
  );
}

function Hours({ one }: { one: Found }) {
  const t = useText();
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Pattern | null>(null);
  const patterns = [...one.patterns].sort((a, b) => a.weekday - b.weekday || a.starts.localeCompare(b.starts));
  const mayWrite = one.may_write !== false;
  return (
    <Panel
      title={t("cal.hours")}
      actions={
        mayWrite ? (
          <Button size="sm" onClick={() => setAdding(true)}>
            {t("cal.addHours")}
          </Button>
        ) : null
      }
    >
      {patterns.length === 0 ? <Notice meaning="attention">{t("cal.hoursNone")}</Notice> : null}
      <ul className={css.lines}>
        {patterns.map((found) => {
          const words = { day: t(`weekday.${DAYS[found.weekday - 1] ?? "d1"}`), starts: short(found.starts), ends: short(found.ends) };
          return (
            <li key={found.id}>
              <div>
                <strong>{words.day}</strong> <span className="tabular">{t("cal.hoursLine", words)}</span>
                <div className={css.detail}>
                  {t("cal.hoursDetail", { minutes: found.slot_minutes, capacity: found.capacity })}
                  {found.buffer_minutes > 0 ? `, ${t("cal.hoursBuffer", { count: found.buffer_minutes })}` : ""} ·{" "}
                  {found.valid_to ? t("cal.until", { from: formatDate(found.valid_from), to: formatDate(found.valid_to) }) : t("cal.since", { from: formatDate(found.valid_from) })}
                </div>
              </div>
              {mayWrite ? (
                <Button size="compact-md" variant="subtle" c="var(--omuz-danger)" aria-label={t("cal.removeHours", words)} onClick={() => setRemoving(found)}>
                  {t("cal.remove")}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {isAdding ? <PatternDialog calendar={one} onClose={() => setAdding(false)} /> : null}
      {removing ? (
        <RemoveDialog path={`/api/v1/calendar-patterns/${removing.id}/`} onClose={() => setRemoving(null)}>
          {t(`weekday.${DAYS[removing.weekday - 1] ?? "d1"}`)} {t("cal.hoursLine", { starts: short(removing.starts), ends: short(removing.ends) })}
        </RemoveDialog>
      ) : null}
    </Panel>
  );
}

/** "09:00:00" -> "09.00" */
const short = (time: string) => time.slice(0, 5).replace(":", ".");

function Exceptions({ one }: { one: Found }) {
  const t = useText();
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<CalendarException | null>(null);
  const exceptions = [...one.exceptions].sort((a, b) => a.on.localeCompare(b.on));
  const mayWrite = one.may_write !== false;
  return (
    <Panel
      title={t("cal.exceptions")}
      actions={
        mayWrite ? (
          <Button size="sm" variant="default" onClick={() => setAdding(true)}>
            {t("cal.addException")}
          </Button>
        ) : null
      }
    >
      {exceptions.length === 0 ? <Text c="dimmed">{t("cal.exceptionsNone")}</Text> : null}
      <ul className={css.lines}>
        {exceptions.map((found) => (
          <li key={found.id}>
            <div>
              <strong className="tabular">{formatDate(found.on)}</strong>{" "}
              {found.starts && found.ends ? t("cal.hoursLine", { starts: short(found.starts), ends: short(found.ends) }) : t("cal.wholeDay")}
              <div className={css.detail}>{found.reason}</div>
            </div>
            <div className={css.rowActions}>
              <Status meaning={found.kind === "closed" ? "attention" : "done"}>{found.kind === "closed" ? t("cal.closed") : t("cal.open")}</Status>
              {mayWrite ? (
                <Button size="compact-md" variant="subtle" c="var(--omuz-danger)" aria-label={t("cal.removeDecreed", { date: formatDate(found.on) })} onClick={() => setRemoving(found)}>
                  {t("cal.remove")}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {isAdding ? <ExceptionDialog calendar={one} onClose={() => setAdding(false)} /> : null}
      {removing ? (
        <RemoveDialog path={`/api/v1/calendar-exceptions/${removing.id}/`} onClose={() => setRemoving(null)}>
          {formatDate(removing.on)} · {removing.reason}
        </RemoveDialog>
      ) : null}
    </Panel>
  );
}

/** Takes hours away; where bookings stand in them they are shown first, and the second press does it. */
function RemoveDialog({ path, onClose, children }: { path: string; onClose: () => void; children: React.ReactNode }) {
  const t = useText();
  const remove = useAction((isSeen: boolean, { idempotencyKey }) => call("DELETE", path, { query: { confirmed: isSeen ? "1" : undefined }, idempotencyKey }), {
    refresh: CHANGED,
    onDone: () => {
      toastDone(t("cal.saved"));
      onClose();
    },
  });
  const { confirmed, shown } = useConfirming(remove.error);
  return (
    <ConfirmWithReason
      title={t("cal.removeTitle")}
      confirmLabel={t("cal.remove")}
      consequences={[t("cal.removeConsequence")]}
      isBusy={remove.isPending}
      problem={isAffecting(remove.error) ? null : remove.error}
      onConfirm={() => remove.mutate(confirmed)}
      onClose={onClose}
    >
      <div>{children}</div>
      <Affected problem={shown} />
    </ConfirmWithReason>
  );
}

function Settings({ one, choices }: { one: Found; choices: AppointmentChoices }) {
  const t = useText();
  const [isSeen, setSeen] = useState(false);
  const form = useServerForm<CalendarValues, Found>({
    initial: valuesOf(one),
    labels: useCalendarLabels(),
    version: one.version,
    latest: async () => {
      const now = await call<Found>("GET", calendarPath(one.id));
      return { values: valuesOf(now), version: now.version };
    },
    // Asked without confirmation first: the server says when bookings stand in the way, and only then is it sent again.
    save: (values, intent) => call("PATCH", calendarPath(one.id), { body: { ...calendarBody(values), confirmed: isSeen }, ...intent }),
    onSaved: () => {
      toastDone(t("cal.saved"));
      setSeen(false);
    },
    refresh: CHANGED,
  });
  if (isAffecting(form.problem) && !isSeen) setSeen(true);
  return (
    <FormBody form={form} submitLabel={isSeen ? t("cal.again") : undefined}>
      <div className={css.stack} style={{ marginBottom: 24 }}>
        <Affected problem={isAffecting(form.problem) ? form.problem : null} />
        <CalendarFields form={form} choices={choices} hasState />
      </div>
    </FormBody>
  );
}
