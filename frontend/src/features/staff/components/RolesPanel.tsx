import { Button, Modal, Select, Text } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { formatDate, todayIso } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useAction, usePage } from "@/lib/query";
import { useCan, useMe } from "@/lib/session";
import { ConfirmWithReason, DataTable, DateField, FieldPair, FormBody, Panel, toastDone } from "@/ui";

import { ASSIGNMENTS, STAFF, useChoices, type Assignment, type Staff } from "../api";
import { useText } from "../text";

/** The roles of a colleague, past and future ones included; giving and ending them. */
export function RolesPanel({ member }: { member: Staff }) {
  const t = useText();
  const can = useCan();
  const me = useMe();
  const page = usePage<Assignment>(ASSIGNMENTS, { user: member.id });
  const [isGiving, setGiving] = useState(false);
  const [ended, setEnded] = useState<Assignment | null>(null);
  const mayAssign = can("roles.assign") && me.id !== member.id && member.is_active;
  const rows = page.data?.results ?? [];
  const isOpen = (one: Assignment) => !one.ends_on || one.ends_on >= todayIso();
  return (
    <Panel title={t("record.rolesTitle")} isFlush={rows.length > 0} actions={mayAssign ? <Button variant="default" onClick={() => setGiving(true)}>{t("record.assign")}</Button> : null}>
      {rows.length === 0 ? (
        <Text>{t("record.noRoles")}</Text>
      ) : (
        <DataTable
          caption={t("record.rolesTitle")}
          rows={rows}
          rowId={(row) => row.id}
          columns={[
            { key: "role", header: t("field.role"), isName: true, cell: (row) => row.role_label },
            { key: "unit", header: t("field.unit"), cell: (row) => row.unit?.name ?? t("staff.all") },
            { key: "kind", header: t("field.kind"), cell: (row) => (row.acting_for ? `${row.kind_label}, ${t("record.forWhom", { name: row.acting_for.name })}` : row.kind_label) },
            { key: "starts", header: t("field.starts"), cell: (row) => formatDate(row.starts_on) },
            { key: "ends", header: t("field.ends"), cell: (row) => (row.ends_on ? formatDate(row.ends_on) : "—") },
            ...(mayAssign
              ? [{ key: "end", header: t("field.state"), cell: (row: Assignment) => (isOpen(row) ? <Button size="xs" variant="subtle" color="danger" onClick={() => setEnded(row)}>{t("record.end")}</Button> : null) }]
              : []),
          ]}
        />
      )}
      {isGiving ? <GiveRole member={member} onClose={() => setGiving(false)} /> : null}
      {ended ? <EndRole assignment={ended} onClose={() => setEnded(null)} /> : null}
    </Panel>
  );
}

function EndRole({ assignment, onClose }: { assignment: Assignment; onClose: () => void }) {
  const t = useText();
  const end = useAction((reason: string, context) => call("POST", `${ASSIGNMENTS}${assignment.id}/end/`, { body: { reason }, ...context }), {
    refresh: [STAFF],
    onDone: () => {
      toastDone(t("record.ended"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={`${t("record.end")}: ${assignment.role_label}`}
      consequences={[t("record.endEffect")]}
      confirmLabel={t("record.end")}
      reasonMinLength={3}
      reasonLabel={t("field.reason")}
      isBusy={end.isPending}
      problem={end.error}
      onConfirm={(reason) => end.mutate(reason)}
      onClose={onClose}
    />
  );
}

const KINDS = ["permanent", "acting", "leave_cover"] as const;
const KIND_WORDS = { tr: ["Asıl görev", "Vekâlet", "İzin süresince görevlendirme"], en: ["Permanent", "Acting", "Leave cover"] };

function GiveRole({ member, onClose }: { member: Staff; onClose: () => void }) {
  const t = useText();
  const me = useMe();
  const choices = useChoices();
  const colleagues = usePage<Staff>(STAFF, { page_size: 200 });
  const form = useServerForm({
    initial: { user: member.id, role: null as string | null, unit: null as string | null, starts_on: todayIso() as string | null, ends_on: null as string | null, kind: "permanent", acting_for: null as string | null, reason: "" },
    labels: { role: t("field.role"), unit: t("field.unit"), starts_on: t("field.starts"), ends_on: t("field.ends"), kind: t("field.kind"), acting_for: t("field.actingFor"), reason: t("field.reason") },
    save: (values, { idempotencyKey }) => call<Assignment>("POST", ASSIGNMENTS, { body: values, idempotencyKey }),
    onSaved: () => {
      toastDone(t("record.assigned"));
      onClose();
    },
    refresh: [STAFF],
  });
  const words = KIND_WORDS[me.language] ?? KIND_WORDS.tr;
  return (
    <Modal opened onClose={onClose} title={t("record.assign")} size="lg">
      <FormBody form={form} onCancel={onClose} submitLabel={t("record.assign")}>
        <div style={{ display: "grid", gap: 16 }}>
          <FieldPair>
            <Select {...form.field("role")} data={choices.roles} required />
            <Select {...form.field("unit", { isOptional: true })} data={choices.units} clearable placeholder={t("staff.all")} />
          </FieldPair>
          <Select {...form.field("kind")} description={t("record.actingNote")} data={KINDS.map((value, index) => ({ value, label: words[index] ?? value }))} allowDeselect={false} />
          {form.values.kind === "permanent" ? null : (
            <Select
              {...form.field("acting_for")}
              required
              searchable
              data={(colleagues.data?.results ?? []).filter((one) => one.id !== member.id).map((one) => ({ value: one.id, label: one.full_name }))}
            />
          )}
          <FieldPair>
            <DateField {...form.field("starts_on")} value={form.values.starts_on} />
            <DateField {...form.field("ends_on", { isOptional: form.values.kind === "permanent" })} value={form.values.ends_on} />
          </FieldPair>
        </div>
      </FormBody>
    </Modal>
  );
}
