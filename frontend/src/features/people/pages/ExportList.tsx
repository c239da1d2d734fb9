import { Button, Group } from "@mantine/core";
import { useState } from "react";

import { call, download } from "@/lib/api";
import { formatDateTime } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { formatNumber } from "@/lib/numbers";
import { useAction, usePage } from "@/lib/query";
import { useCan } from "@/lib/session";
import { choiceFilter, ConfirmWithReason, EmptyState, LinkButton, ListPage, Status, toastDone, toastProblem, type Meaning } from "@/ui";

import { EXPORTS, type ExportRow } from "../exports";
import { useExportText, useText } from "../text";

const MEANING: Record<string, Meaning | "neutral"> = { pending_approval: "attention", approved: "info", ready: "done", refused: "danger", failed: "danger", expired: "neutral" };
/** While a list is being prepared its row is asked for again. */
const EVERY_MS = 4000;

export default function ExportList() {
  const t = useExportText();
  const people = useText();
  const list = useListState({ filters: ["state"] });
  const page = usePage<ExportRow>(EXPORTS, list.params, { refetchInterval: (data) => (data?.results.some((row) => row.state === "approved") ? EVERY_MS : false) });
  return (
    <ListPage
      title={t("pageTitle")}
      lead={t("lead")}
      crumbs={[{ label: people("title"), to: "/kisiler" }]}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.reason}
      filters={[choiceFilter("state", t("onlyState"), [{ value: "pending_approval", label: t("waiting") }])]}
      columns={[
        { key: "reason", header: t("field.reason"), isName: true, cell: (row) => row.reason },
        { key: "by", header: t("field.by"), cell: (row) => row.requested_by },
        { key: "requested", header: t("field.requested"), cell: (row) => formatDateTime(row.requested_at) },
        { key: "rows", header: t("field.rows"), isNumber: true, cell: (row) => formatNumber(row.row_count) },
        { key: "state", header: t("field.state"), cell: (row) => <Status meaning={MEANING[row.state] ?? "neutral"}>{row.state_label}</Status> },
        { key: "decided", header: t("field.decided"), cell: (row) => [row.decided_by, row.decision_reason].filter(Boolean).join(": ") },
        { key: "act", header: "", cell: (row) => <Acts row={row} /> },
      ]}
      empty={
        <EmptyState title={t("empty.title")} actions={<LinkButton to="/kisiler">{people("title")}</LinkButton>}>
          {t("empty.hint")}
        </EmptyState>
      }
    />
  );
}

function Acts({ row }: { row: ExportRow }) {
  const t = useExportText();
  const can = useCan();
  const [isRefusing, setRefusing] = useState(false);
  const decide = useAction(({ approve, reason }: { approve: boolean; reason: string }) => call<ExportRow>("POST", `${EXPORTS}${row.id}/decision/`, { body: { approve, reason } }), {
    refresh: [EXPORTS],
    onDone: (_, { approve }) => {
      setRefusing(false);
      toastDone(approve ? t("approved") : t("refused"));
    },
  });
  if (row.state === "ready" && row.is_own) {
    return (
      <Button size="compact-sm" variant="default" onClick={() => download(`${EXPORTS}${row.id}/file/`, `liste.${row.file_format}`).catch(toastProblem)}>
        {t("download")}
      </Button>
    );
  }
  if (row.state !== "pending_approval" || row.is_own || !can("people.export.approve")) return null;
  return (
    <Group gap="xs">
      <Button size="compact-sm" loading={decide.isPending} onClick={() => decide.mutate({ approve: true, reason: "" }, { onError: toastProblem })}>
        {t("approve")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setRefusing(true)}>
        {t("refuse")}
      </Button>
      {isRefusing ? (
        <ConfirmWithReason
          title={t("refuseTitle")}
          consequences={[t("refuseEffect")]}
          confirmLabel={t("refuse")}
          reasonMinLength={3}
          isBusy={decide.isPending}
          problem={decide.error}
          onConfirm={(reason) => decide.mutate({ approve: false, reason })}
          onClose={() => setRefusing(false)}
        />
      ) : null}
    </Group>
  );
}
