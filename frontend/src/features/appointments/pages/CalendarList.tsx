import { Button, Group, Modal, Select, Text, Textarea } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { formatDate } from "@/lib/dates";
import { isIsoDay } from "@/lib/days";
import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { useListState } from "@/lib/list";
import { useAction, usePage, useRead, type Page } from "@/lib/query";
import { useGo, useSearchParams, useSetSearchParams } from "@/lib/routing";
import { useHolds } from "@/lib/session";
import { AppLink, ConfirmWithReason, DateField, EmptyState, FormBody, ListPage, Loaded, Panel, Status, toastDone, useUiText } from "@/ui";

import { calendarHome, CALENDARS, CLOSED_DAYS, HOME, REFRESHED, useChoices, type AppointmentChoices, type CalendarRecord, type CalendarRow, type ClosedDay } from "../api";
import css from "../appointments.module.css";
import { CalendarFields, calendarBody, useCalendarLabels, type CalendarValues } from "../components/CalendarFields";
import { Affected, isAffecting } from "../components/Confirmed";
import { DeskPanel, useMayWriteForAll } from "../components/DeskPanel";
import { useText } from "../text";

/** The calendars of the units that one arranges, and the days on which the municipality is closed. */
export default function CalendarList() {
  const t = useText();
  const holds = useHolds();
  const { yeni } = useSearchParams();
  const setSearch = useSetSearchParams();
  const list = useListState({ fixed: { closed: "1" } });
  const page = usePage<CalendarRow>(CALENDARS, list.params);
  return (
    <>
      <ListPage
        title={t("calendars")}
        lead={t("cal.lead")}
        crumbs={[{ label: t("title"), to: HOME }]}
        actions={<Button onClick={() => setSearch({ yeni: "1" })}>{t("cal.new")}</Button>}
        list={list}
        page={page}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        columns={[
          { key: "name", header: t("cal.name"), isName: true, cell: (row) => <AppLink to={calendarHome(row.id)}>{row.name}</AppLink> },
          { key: "unit", header: t("field.unit"), cell: (row) => row.unit.name },
          { key: "staff", header: t("field.staff"), cell: (row) => row.staff?.name ?? t("cal.noStaff") },
          { key: "place", header: t("field.where"), cell: (row) => [row.place_label ?? row.place, row.room].filter(Boolean).join(", ") },
          { key: "services", header: t("field.services"), cell: (row) => row.services.map((one) => one.label ?? one.service).join(", ") },
          {
            key: "public",
            header: t("cal.publicTitle"),
            cell: (row) =>
              row.is_active ? row.public_share > 0 ? t("cal.publicShare", { share: row.public_share }) : t("cal.publicNone") : <Status meaning="neutral">{t("cal.inactive")}</Status>,
          },
        ]}
        empty={<EmptyState title={t("cal.none")}>{t("cal.noneHint")}</EmptyState>}
      />
      <div style={{ marginTop: 24 }}>
        <ClosedDays />
      </div>
      {holds("public_booking") ? (
        <div style={{ marginTop: 24 }}>
          <DeskPanel />
        </div>
      ) : null}
      {yeni ? <NewDialog onClose={() => setSearch({ yeni: undefined })} /> : null}
    </>
  );
}

function NewDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const ui = useUiText();
  const choices = useChoices();
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={t("cal.newTitle")} size="lg" closeButtonProps={{ "aria-label": ui("close") }}>
      <Loaded query={choices} lines={4}>{(found) => <NewForm choices={found} onClose={onClose} />}</Loaded>
    </Modal>
  );
}

function NewForm({ choices, onClose }: { choices: AppointmentChoices; onClose: () => void }) {
  const go = useGo();
  const units = choices.units ?? [];
  const form = useServerForm<CalendarValues, CalendarRecord>({
    initial: {
      name: "", unit: units.length === 1 ? (units[0]?.id ?? null) : null, staff: null, place: "office", room: "", address: "",
      services: [], public_share: 0, public_notice_hours: 24, public_days_ahead: 30, weeks_ahead: 8, is_active: true,
    },
    labels: useCalendarLabels(),
    save: (values, { idempotencyKey }) => call("POST", CALENDARS, { body: calendarBody(values), idempotencyKey }),
    onSaved: (saved) => go(calendarHome(saved.id)),
    refresh: [CALENDARS, "/api/v1/appointment-choices/"],
  });
  return (
    <FormBody form={form} onCancel={onClose}>
      <div className={css.stack} style={{ marginBottom: 24 }}>
        <CalendarFields form={form} choices={choices} />
      </div>
    </FormBody>
  );
}

/** Days that close every calendar; public holidays close by themselves and do not stand here. */
function ClosedDays() {
  const t = useText();
  const page = useRead<Page<ClosedDay>>(CLOSED_DAYS);
  const mayWrite = useMayWriteForAll();
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<ClosedDay | null>(null);
  const words = { whole: t("cal.whole"), morning: t("cal.morning"), afternoon: t("cal.afternoon") };
  return (
    <Panel
      title={t("cal.decreed")}
      actions={
        mayWrite ? (
          <Button size="sm" variant="default" onClick={() => setAdding(true)}>
            {t("cal.addDecreed")}
          </Button>
        ) : null
      }
    >
      <Text c="dimmed" mb="sm">
        {t("cal.decreedHint")} {mayWrite === false ? t("desk.readOnly") : null}
      </Text>
      <Loaded query={page} lines={2}>
        {({ results }) =>
          results.length === 0 ? (
            <Text>{t("cal.decreedNone")}</Text>
          ) : (
            <ul className={css.lines}>
              {results.map((one) => (
                <li key={one.id}>
                  <div>
                    <strong className="tabular">{formatDate(one.on)}</strong> · {words[one.part]}
                    <div className={css.detail}>{one.reason}</div>
                  </div>
                  {mayWrite ? (
                    <Button size="compact-md" variant="subtle" c="var(--omuz-danger)" aria-label={t("cal.removeDecreed", { date: formatDate(one.on) })} onClick={() => setRemoving(one)}>
                      {t("cal.remove")}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {isAdding ? <CloseDialog onClose={() => setAdding(false)} /> : null}
      {removing ? <OpenDialog day={removing} onClose={() => setRemoving(null)} /> : null}
    </Panel>
  );
}

function CloseDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const [isSeen, setSeen] = useState(false);
  const form = useServerForm({
    initial: { on: null as string | null, part: "whole", reason: "" },
    labels: { on: t("field.day"), part: t("field.part"), reason: t("field.reason") },
    check: (values) => ({ on: isIsoDay(values.on) ? null : t("form.dayAsked") }),
    // Asked without confirmation first: the server says when bookings stand in the way, and only then is it sent again.
    save: (values, { idempotencyKey }) => call<ClosedDay>("POST", CLOSED_DAYS, { body: { ...values, confirmed: isSeen }, idempotencyKey }),
    onSaved: () => {
      toastDone(t("cal.saved"));
      onClose();
    },
    refresh: [CLOSED_DAYS, ...REFRESHED],
  });
  if (isAffecting(form.problem) && !isSeen) setSeen(true);
  return (
    <Modal opened onClose={onClose} title={t("cal.decreedTitle")} size="lg" closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} submitLabel={isSeen ? t("cal.again") : undefined} onCancel={onClose}>
        <div className={css.stack} style={{ marginBottom: 24 }}>
          <DateField {...form.field("on")} bound="future" />
          <Select {...form.field("part")} data={(["whole", "morning", "afternoon"] as const).map((value) => ({ value, label: t(`cal.${value}`) }))} maw={280} />
          <Textarea {...form.field("reason")} maxLength={240} autosize minRows={2} />
          <Affected problem={isAffecting(form.problem) ? form.problem : null} />
        </div>
      </FormBody>
    </Modal>
  );
}

function OpenDialog({ day, onClose }: { day: ClosedDay; onClose: () => void }) {
  const t = useText();
  const open = useAction((_: null, { idempotencyKey }) => call("DELETE", `${CLOSED_DAYS}${day.id}/`, { idempotencyKey }), {
    refresh: [CLOSED_DAYS, ...REFRESHED],
    onDone: () => {
      toastDone(t("cal.saved"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={t("cal.removeDecreed", { date: formatDate(day.on) })}
      confirmLabel={t("cal.remove")}
      isDangerous={false}
      isBusy={open.isPending}
      problem={open.error}
      onConfirm={() => open.mutate(null)}
      onClose={onClose}
    >
      <Group>{day.reason}</Group>
    </ConfirmWithReason>
  );
}
