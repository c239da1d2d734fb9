import { Checkbox, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { todayIso } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useAction } from "@/lib/query";
import type { components } from "@/schema/api";
import { ConfirmWithReason, DateField, FieldPair, toastDone } from "@/ui";

import { PEOPLE, personPath, type Person } from "../api";
import { usePartsText } from "../text";
import { FormDialog } from "./FormDialog";
import { Pick } from "./Pick";

export type Representative = components["schemas"]["Representative"];

const FIELDS = ["kind", "full_name", "phone", "email", "relation", "scope", "document_ref", "document_seen", "starts_on", "ends_on", "receives_notices", "reason"] as const;
/** Relatives and caregivers accompany; they have no authority and bring no document. */
const WITHOUT_AUTHORITY = ["relative", "caregiver"];

function useLabels() {
  const t = usePartsText();
  return Object.fromEntries(FIELDS.map((name) => [name, t(`representatives.field.${name}`)]));
}

export function RepresentativeDialog({ person, row, onClose }: { person: Person; row?: Representative; onClose: () => void }) {
  const t = usePartsText();
  const catalogue = useCatalogue();
  const form = useServerForm({
    initial: {
      kind: (row?.kind ?? null) as string | null,
      full_name: row?.full_name ?? "",
      phone: row?.phone ?? "",
      email: row?.email ?? "",
      relation: row?.relation ?? "",
      scope: row?.scope ?? "",
      document_ref: row?.document_ref ?? "",
      document_seen: row?.document_seen ?? false,
      starts_on: row?.starts_on ?? null,
      ends_on: row?.ends_on ?? null,
      receives_notices: row?.receives_notices ?? false,
    },
    labels: useLabels(),
    version: row?.version,
    save: (values, { idempotencyKey, ifMatch }) => {
      const body = { ...values, kind: values.kind ?? "", representative: row?.representative ?? null, document: row?.document ?? null };
      return row
        ? call<Representative>("PUT", `${PEOPLE}representatives/${row.id}/`, { body, ifMatch })
        : call<Representative>("POST", `${personPath(person.id)}representatives/`, { body, idempotencyKey });
    },
    onSaved: () => {
      toastDone(t("representatives.saved"));
      onClose();
    },
    refresh: [personPath(person.id)],
  });
  const hasAuthority = form.values.kind !== null && !WITHOUT_AUTHORITY.includes(form.values.kind);
  return (
    <FormDialog title={row ? t("representatives.edit") : t("representatives.add")} form={form} onClose={onClose}>
      <FieldPair>
        <Pick {...form.field("kind")} data={catalogue.options("representative_kind")} required clearable={false} />
        <TextInput {...form.field("full_name")} required autoComplete="off" />
      </FieldPair>
      <FieldPair>
        <TextInput {...form.field("phone")} inputMode="tel" autoComplete="off" />
        <TextInput {...form.field("email")} inputMode="email" autoComplete="off" />
      </FieldPair>
      <TextInput {...form.field("relation")} autoComplete="off" />
      {hasAuthority ? (
        <>
          <TextInput {...form.field("document_ref")} autoComplete="off" />
          <Checkbox {...form.field("document_seen", { type: "checkbox" })} />
          <TextInput {...form.field("scope")} description={t("representatives.scopeHint")} autoComplete="off" />
          <Checkbox {...form.field("receives_notices", { type: "checkbox" })} />
        </>
      ) : null}
      <FieldPair>
        <DateField {...form.field("starts_on")} value={form.values.starts_on} w="100%" />
        <DateField {...form.field("ends_on")} value={form.values.ends_on} w="100%" />
      </FieldPair>
    </FormDialog>
  );
}

export function RepresentativeEnd({ person, row, onClose }: { person: Person; row: Representative; onClose: () => void }) {
  const t = usePartsText();
  const form = useServerForm({
    initial: { ends_on: todayIso() as string | null, reason: "" },
    labels: useLabels(),
    version: row.version,
    save: (values, context) => call<Representative>("POST", `${PEOPLE}representatives/${row.id}/end/`, { body: values, ...context }),
    onSaved: () => {
      toastDone(t("representatives.saved"));
      onClose();
    },
    refresh: [personPath(person.id)],
  });
  return (
    <FormDialog title={`${row.name}: ${t("representatives.endTitle")}`} form={form} onClose={onClose}>
      <DateField {...form.field("ends_on")} value={form.values.ends_on} />
      <TextInput {...form.field("reason")} required autoComplete="off" />
    </FormDialog>
  );
}

/** Saying that a representative of a protected person is no danger and may receive letters, or taking that back. */
export function RepresentativeNotices({ person, row, onClose }: { person: Person; row: Representative; onClose: () => void }) {
  const t = usePartsText();
  const isConfirmed = row.notices.confirmed_at !== null;
  const run = useAction(
    (reason: string, { idempotencyKey }) => call<Representative>("POST", `${PEOPLE}representatives/${row.id}/notices/`, { body: { confirmed: !isConfirmed, reason }, ifMatch: row.version, idempotencyKey }),
    {
      refresh: [personPath(person.id)],
      onDone: () => {
        toastDone(t("representatives.saved"));
        onClose();
      },
    },
  );
  const label = t(isConfirmed ? "representatives.unconfirm" : "representatives.confirm");
  return (
    <ConfirmWithReason
      title={`${row.name}: ${label}`}
      confirmLabel={label}
      consequences={isConfirmed ? [t("representatives.unconfirmEffect")] : [t("representatives.confirmEffect"), t("representatives.confirmAsk")]}
      isDangerous={!isConfirmed}
      reasonMinLength={3}
      reasonLabel={t("representatives.confirmReason")}
      isBusy={run.isPending}
      problem={run.error}
      onConfirm={(reason) => run.mutate(reason)}
      onClose={onClose}
    />
  );
}
