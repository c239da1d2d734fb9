import { Button, Checkbox, Modal, Select, TextInput } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { DataTable, EmptyState, FormBody, Loaded, PageHeader, Panel, Status, toastDone } from "@/ui";

import { UNITS, type Unit } from "../api";
import { useText } from "../text";

export default function Units() {
  const t = useText();
  const can = useCan();
  const units = useRead<{ results: Unit[] }>(UNITS);
  const [edited, setEdited] = useState<Unit | "new" | null>(null);
  const mayManage = can("units.manage");
  const add = mayManage ? <Button onClick={() => setEdited("new")}>{t("units.new")}</Button> : null;
  const nameOf = (id: string | null) => units.data?.results.find((one) => one.id === id)?.name;
  return (
    <>
      <PageHeader title={t("units.title")} lead={t("units.lead")} crumbs={[{ label: t("settings"), to: "/ayarlar" }]} actions={add} />
      <Loaded query={units}>
        {(data) =>
          data.results.length === 0 ? (
            <EmptyState title={t("units.empty")} actions={add}>
              {t("units.emptyHint")}
            </EmptyState>
          ) : (
            <Panel isFlush>
              <DataTable
                caption={t("units.title")}
                rows={data.results}
                rowId={(row) => row.id}
                columns={[
                  { key: "name", header: t("field.name"), isName: true, cell: (row) => (mayManage ? <Button variant="subtle" size="compact-md" onClick={() => setEdited(row)}>{row.name}</Button> : row.name) },
                  { key: "short", header: t("field.shortName"), cell: (row) => row.short_name },
                  { key: "parent", header: t("field.parent"), cell: (row) => nameOf(row.parent) },
                  { key: "state", header: t("field.state"), cell: (row) => (row.is_active ? <Status meaning="done">{t("units.active")}</Status> : <Status>{t("units.inactive")}</Status>) },
                ]}
              />
            </Panel>
          )
        }
      </Loaded>
      {edited ? <UnitDialog unit={edited === "new" ? null : edited} others={units.data?.results ?? []} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

function UnitDialog({ unit, others, onClose }: { unit: Unit | null; others: readonly Unit[]; onClose: () => void }) {
  const t = useText();
  const form = useServerForm({
    initial: { name: unit?.name ?? "", short_name: unit?.short_name ?? "", parent: unit?.parent ?? null, is_active: unit?.is_active ?? true },
    version: unit?.version,
    labels: { name: t("field.name"), short_name: t("field.shortName"), parent: t("field.parent"), is_active: t("units.isActive") },
    save: (values, { idempotencyKey, ifMatch }) =>
      unit ? call<Unit>("PUT", `${UNITS}${unit.id}/`, { body: values, ifMatch }) : call<Unit>("POST", UNITS, { body: values, idempotencyKey }),
    onSaved: () => {
      toastDone(t("units.saved"));
      onClose();
    },
    refresh: [UNITS],
  });
  return (
    <Modal opened onClose={onClose} title={unit ? t("units.edit") : t("units.new")}>
      <FormBody form={form} onCancel={onClose}>
        <div style={{ display: "grid", gap: 16 }}>
          <TextInput {...form.field("name")} required />
          <TextInput {...form.field("short_name", { isOptional: true })} />
          <Select {...form.field("parent", { isOptional: true })} clearable data={others.filter((one) => one.id !== unit?.id).map((one) => ({ value: one.id, label: one.name }))} />
          {unit ? <Checkbox {...form.field("is_active", { type: "checkbox" })} /> : null}
        </div>
      </FormBody>
    </Modal>
  );
}
