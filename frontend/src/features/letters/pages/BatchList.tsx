import { Button, Checkbox, Modal, Select, Stack } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { formatDate, formatDateTime } from "@/lib/dates";
import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { useListState } from "@/lib/list";
import { usePage, useRead } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { AppLink, DateField, EmptyState, FormBody, ListPage, Status, toastDone, useUiText } from "@/ui";

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
        // Where there is none yet, the empty page itself says what to do first.
        actions={page.data && page.data.results.length === 0 ? null : add}
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

const ASKS_UNTIL = "missing_documents";

function NewBatch({ onClose }: { onClose: () => void }) {
  const t = useText();
  const ui = useUiText();
  const go = useGo();
  useReturnFocus();
  const choices = useChoices();
  const cases = useRead<{ programmes: ProgrammeChoice[] }>("/api/v1/cases/choices/");
  const programmes = cases.data?.programmes ?? [];
  // Where there is only one, nobody is asked.
  const only = programmes.length === 1 ? (programmes[0]?.id ?? null) : null;
  const form = useServerForm({
    initial: { programme: null as string | null, use: "missing_documents" as string | null, stage: null as string | null, missing: true, last_day: null as string | null },
    labels: { programme: t("batch.programme"), use: t("batch.text"), stage: t("batch.stage"), criteria: t("batch.stage"), missing: t("batch.missingOnly"), last_day: t("batch.lastDay") },
    // The text asks people for what is missing until a day: without the day not one of its letters could be written.
    check: (values) => ({ last_day: values.use === ASKS_UNTIL && !values.last_day ? t("batch.lastDayAsked") : null }),
    save: (values, { idempotencyKey }) =>
      call<BatchPage>("POST", BATCHES, {
        body: { programme: values.programme ?? only, use: values.use ?? "", criteria: { ...(values.stage ? { stage: values.stage } : {}), ...(values.missing ? { missing_documents: true } : {}) }, values: values.last_day ? { son_gun: formatDate(values.last_day) } : {} },
        idempotencyKey,
      }),
    refresh: [BATCHES],
    onSaved: (batch) => {
      toastDone(t("batch.started"));
      go(`/yazilar/toplu/${batch.id}`);
    },
  });
  const programme = form.values.programme ?? only;
  const stages = programmes.find((one) => one.id === programme)?.stages ?? [];
  return (
    <Modal opened onClose={onClose} title={t("batch.new")} closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} onCancel={onClose} submitLabel={t("batch.start")}>
        <Stack gap="md">
          <Select {...form.field("programme")} data-autofocus value={programme} data={programmes.map((one) => ({ value: one.id, label: one.name }))} required allowDeselect={false} searchable />
          <Select {...form.field("use")} data={options(choices.data?.uses).filter((one) => BY_HAND.has(one.value))} required allowDeselect={false} />
          <Select {...form.field("stage", { isOptional: true })} data={stages.map((one) => ({ value: one.key, label: one.label }))} placeholder={t("batch.anyStage")} clearable />
          <Checkbox {...form.field("missing", { type: "checkbox" })} />
          <DateField {...form.field("last_day", { isOptional: form.values.use !== ASKS_UNTIL })} />
        </Stack>
      </FormBody>
    </Modal>
  );
}
