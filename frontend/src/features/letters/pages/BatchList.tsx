import { Button, Checkbox, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { formatDateTime } from "@/lib/dates";
import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { useListState } from "@/lib/list";
import { usePage, useRead } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { AppLink, EmptyState, FormBody, ListPage, Status, toastDone, useUiText } from "@/ui";

import { BATCHES, options, useChoices, type Batch, type BatchPage } from "../api";
import { useText } from "../text";

interface ProgrammeChoice {
  id: string;
  name: string;
  stages: { key: string; label: string }[];
}

/** One text to many cases. */
export default function BatchList() {
  const t = useText();
  const list = useListState({ filters: [], followsScope: false });
  const page = usePage<Batch>(BATCHES, list.params, { refetchInterval: (data) => (data?.results.some((one) => one.state === "running" || one.state === "approving") ? 3000 : false) });
  const [isNew, setNew] = useState(false);
  const add = <Button onClick={() => setNew(true)}>{t("batch.new")}</Button>;
  return (
    <>
      <ListPage
        title={t("batch.title")}
        lead={t("batch.lead")}
        crumbs={[{ label: t("title"), to: "/yazilar" }]}
        actions={add}
        list={list}
        page={page}
        rowId={(row) => row.id}
        rowName={(row) => row.label}
        columns={[
          { key: "label", header: t("field.use"), isName: true, cell: (row) => <AppLink to={`/yazilar/toplu/${row.id}`}>{row.label}</AppLink> },
          { key: "programme", header: t("batch.programme"), cell: (row) => row.programme.name },
          { key: "cases", header: t("batch.cases"), cell: (row) => row.total },
          { key: "approved", header: t("batch.approved"), cell: (row) => row.approved },
          { key: "problems", header: t("batch.problems"), cell: (row) => row.problems },
          { key: "state", header: t("field.state"), cell: (row) => <Status meaning={row.state === "approved" ? "done" : row.state === "cancelled" ? "neutral" : "info"}>{row.state_label}</Status> },
          { key: "at", header: t("batch.at"), cell: (row) => formatDateTime(row.requested_at) },
          { key: "by", header: t("batch.by"), cell: (row) => row.requested_by },
        ]}
        empty={
          <EmptyState title={t("batch.empty.title")} actions={add}>
            {t("batch.empty.hint")}
          </EmptyState>
        }
      />
      {isNew ? <NewBatch onClose={() => setNew(false)} /> : null}
    </>
  );
}

const BY_HAND = new Set(["receipt", "missing_documents", "appointment", "assessment_result", "support_plan", "undertaking"]);

function NewBatch({ onClose }: { onClose: () => void }) {
  const t = useText();
  const ui = useUiText();
  const go = useGo();
  useReturnFocus();
  const choices = useChoices();
  const cases = useRead<{ programmes: ProgrammeChoice[] }>("/api/v1/cases/choices/");
  const form = useServerForm({
    initial: { programme: null as string | null, use: "missing_documents" as string | null, stage: null as string | null, missing: true, last_day: "" },
    labels: { programme: t("batch.programme"), use: t("batch.text"), stage: t("batch.stage"), criteria: t("batch.stage"), missing: t("batch.missingOnly"), last_day: t("batch.lastDay") },
    save: (values, { idempotencyKey }) =>
      call<BatchPage>("POST", BATCHES, {
        body: { programme: values.programme, use: values.use ?? "", criteria: { ...(values.stage ? { stage: values.stage } : {}), ...(values.missing ? { missing_documents: true } : {}) }, values: values.last_day ? { son_gun: values.last_day } : {} },
        idempotencyKey,
      }),
    refresh: [BATCHES],
    onSaved: (batch) => {
      toastDone(t("batch.started"));
      go(`/yazilar/toplu/${batch.id}`);
    },
  });
  const programmes = cases.data?.programmes ?? [];
  const stages = programmes.find((one) => one.id === form.values.programme)?.stages ?? [];
  return (
    <Modal opened onClose={onClose} title={t("batch.new")} closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} onCancel={onClose} submitLabel={t("batch.start")}>
        <Stack gap="md">
          <Select {...form.field("programme")} data={programmes.map((one) => ({ value: one.id, label: one.name }))} required allowDeselect={false} searchable />
          <Select {...form.field("use")} data={options(choices.data?.uses).filter((one) => BY_HAND.has(one.value))} required allowDeselect={false} />
          <Select {...form.field("stage", { isOptional: true })} data={stages.map((one) => ({ value: one.key, label: one.label }))} placeholder={t("batch.anyStage")} clearable />
          <Checkbox {...form.field("missing", { type: "checkbox" })} />
          <TextInput {...form.field("last_day", { isOptional: true })} placeholder="31.12.2026" maxLength={40} />
        </Stack>
      </FormBody>
    </Modal>
  );
}
