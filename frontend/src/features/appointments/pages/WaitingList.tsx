import { Button, Group, Modal, Select, Textarea } from "@mantine/core";
import { useState } from "react";

import { formatDate, formatDateTime, todayIso } from "@/lib/dates";
import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { useListState } from "@/lib/list";
import { useAction, usePage } from "@/lib/query";
import { useSearchParams, useSetSearchParams } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { AppLink, ConfirmWithReason, DateField, EmptyState, FieldPair, FormBody, ListPage, Loaded, Status, toastDone, toastProblem, useUiText } from "@/ui";
import { PersonPicker } from "@/ui/PersonPicker";

import { acceptOffer, enterWaiting, HOME, leaveWaiting, REFRESHED, useChoices, WAITING, type AppointmentChoices, type WaitingEntry } from "../api";
import css from "../appointments.module.css";
import { OfferDialog } from "../components/ActDialogs";
import { ServicePick, serviceKey, serviceOf } from "../components/ServicePick";
import { useText } from "../text";
import { whenInWords } from "../words";

/** Who waits for a free place; whose turn it is stands first. */
export default function WaitingList() {
  const t = useText();
  const can = useCan();
  const search = useSearchParams();
  const setSearch = useSetSearchParams();
  const list = useListState({ followsScope: true });
  const page = usePage<WaitingEntry>(WAITING, list.params);
  const [offering, setOffering] = useState<WaitingEntry | null>(null);
  const [removing, setRemoving] = useState<WaitingEntry | null>(null);
  const accept = useAction((row: WaitingEntry, intent) => acceptOffer(row, intent), {
    refresh: REFRESHED,
    onDone: (made) => toastDone(t("wait.accepted", { time: whenInWords(made.starts_at) })),
  });
  const mayWrite = can("appointments.write");
  const when = (row: WaitingEntry) => (row.latest_on ? t("wait.between", { from: formatDate(row.earliest_on), to: formatDate(row.latest_on) }) : t("wait.from", { from: formatDate(row.earliest_on) }));
  return (
    <>
      <ListPage
        title={t("wait.title")}
        lead={t("wait.lead")}
        crumbs={[{ label: t("title"), to: HOME }]}
        actions={mayWrite ? <Button onClick={() => setSearch({ ekle: "1" })}>{t("wait.add")}</Button> : null}
        list={list}
        page={page}
        rowId={(row) => row.id}
        rowName={(row) => row.person.name}
        columns={[
          { key: "person", header: t("field.person"), isName: true, cell: (row) => <AppLink to={`/kisiler/${row.person.id}`}>{row.person.name}</AppLink> },
          { key: "service", header: t("field.service"), cell: (row) => `${row.service.label} · ${row.programme.name}` },
          { key: "when", header: t("field.when"), cell: (row) => [when(row), row.time_of_day === "any" ? "" : (row.time_of_day_label ?? row.time_of_day)].filter(Boolean).join(", ") },
          { key: "entered", header: t("field.entered"), cell: (row) => formatDateTime(row.entered_at) },
          {
            key: "state",
            header: t("field.state"),
            cell: (row) =>
              row.state === "offered" && row.offered_slot ? (
                <Status meaning="attention">{t("wait.offeredUntil", { time: formatDateTime(row.offered_slot.starts_at), until: formatDateTime(row.offer_expires_at) })}</Status>
              ) : (
                <Status meaning="info">{row.state_label}</Status>
              ),
          },
          {
            key: "acts",
            header: t("field.acts"),
            cell: (row) =>
              mayWrite && row.may_write !== false ? (
                <Group gap="xs">
                  {row.state === "waiting" ? (
                    <Button size="compact-md" variant="default" aria-label={`${t("wait.offer")}: ${row.person.name}`} onClick={() => setOffering(row)}>
                      {t("wait.offer")}
                    </Button>
                  ) : null}
                  {row.state === "offered" && row.offered_slot ? (
                    <Button
                      size="compact-md"
                      variant="default"
                      aria-label={`${t("wait.accept")}: ${row.person.name}`}
                      loading={accept.isPending && accept.variables.id === row.id}
                      disabled={accept.isPending}
                      onClick={() => accept.mutate(row, { onError: toastProblem })}
                    >
                      {t("wait.accept")}
                    </Button>
                  ) : null}
                  <Button size="compact-md" variant="subtle" c="var(--omuz-danger)" aria-label={`${t("wait.remove")}: ${row.person.name}`} onClick={() => setRemoving(row)}>
                    {t("wait.remove")}
                  </Button>
                </Group>
              ) : null,
          },
        ]}
        empty={<EmptyState title={t("wait.none")}>{t("wait.noneHint")}</EmptyState>}
      />
      {offering ? <OfferDialog entry={offering} onClose={() => setOffering(null)} /> : null}
      {removing ? <RemoveDialog entry={removing} onClose={() => setRemoving(null)} /> : null}
      {search.ekle && mayWrite ? <AddDialog personId={search.kisi} onClose={() => setSearch({ ekle: undefined, kisi: undefined })} /> : null}
    </>
  );
}

function RemoveDialog({ entry, onClose }: { entry: WaitingEntry; onClose: () => void }) {
  const t = useText();
  const leave = useAction((_: null, intent) => leaveWaiting(entry, intent), {
    refresh: REFRESHED,
    onDone: () => {
      toastDone(t("wait.removed"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={t("wait.removeTitle")}
      confirmLabel={t("wait.remove")}
      consequences={[t("wait.removeConsequence")]}
      isBusy={leave.isPending}
      problem={leave.error}
      onConfirm={() => leave.mutate(null)}
      onClose={onClose}
    >
      {entry.person.name} · {entry.service.label}
    </ConfirmWithReason>
  );
}

function AddDialog({ personId, onClose }: { personId?: string; onClose: () => void }) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const choices = useChoices();
  return (
    <Modal opened onClose={onClose} title={t("wait.add")} size="lg" closeButtonProps={{ "aria-label": ui("close") }}>
      <Loaded query={choices} lines={4}>
        {(found) =>
          found.services.length > 0 ? <AddForm personId={personId} choices={found} onClose={onClose} /> : <EmptyState title={t("form.noServices")}>{t("form.noServicesHint")}</EmptyState>
        }
      </Loaded>
    </Modal>
  );
}

function AddForm({ personId, choices, onClose }: { personId?: string; choices: AppointmentChoices; onClose: () => void }) {
  const t = useText();
  const only = choices.services.length === 1 ? choices.services[0] : undefined;
  const form = useServerForm({
    initial: { person: personId ?? null, service: only ? serviceKey(only) : null, earliest_on: todayIso() as string | null, latest_on: null as string | null, time_of_day: "any", note: "" },
    labels: { person: t("form.person"), service: t("field.service"), earliest_on: t("field.earliest"), latest_on: t("field.latest"), time_of_day: t("field.timeOfDay"), note: t("field.note") },
    check: (values) => ({ person: values.person ? null : t("form.personAsked"), service: values.service ? null : t("form.serviceAsked") }),
    save: ({ service, ...values }, intent) => {
      const chosen = serviceOf(choices, service);
      return enterWaiting({ ...values, programme: chosen?.programme.id, service: chosen?.key }, intent);
    },
    onSaved: () => {
      toastDone(t("wait.added"));
      onClose();
    },
    refresh: REFRESHED,
  });
  return (
    <FormBody form={form} submitLabel={t("wait.add")} onCancel={onClose}>
      <div className={css.stack} style={{ marginBottom: 24 }}>
        <PersonPicker {...form.field("person")} description={t("form.personHint")} onChange={(id) => form.set("person", id)} />
        <ServicePick form={form} choices={choices} />
        <FieldPair>
          <DateField {...form.field("earliest_on")} bound="future" />
          <DateField {...form.field("latest_on", { isOptional: true })} bound="future" />
        </FieldPair>
        <Select {...form.field("time_of_day")} data={(["any", "morning", "afternoon"] as const).map((value) => ({ value, label: t(`wait.${value}`) }))} maw={280} />
        <Textarea {...form.field("note", { isOptional: true })} maxLength={1000} />
      </div>
    </FormBody>
  );
}
