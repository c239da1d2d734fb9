import { Button, Group } from "@mantine/core";
import { useState } from "react";

import { call, download } from "@/lib/api";
import { formatDateTime } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { useAction, usePage } from "@/lib/query";
import { useCan } from "@/lib/session";
import { ConfirmWithReason, EmptyState, LinkButton, ListPage, Status, toastDone, toastProblem, type Meaning } from "@/ui";

import { EXPORTS, type ExportRow } from "../api";
import { useText } from "../text";

const MEANING: Record<ExportRow["state"], Meaning | "neutral"> = { pending_approval: "attention", approved: "info", refused: "danger", ready: "done", failed: "danger", expired: "neutral" };

export default function ExportList() {
  const t = useText();
  const can = useCan();
  const list = useListState({ filters: [], followsScope: false });
  const page = usePage<ExportRow>(EXPORTS, list.params);
  const [asked, setAsked] = useState<{ row: ExportRow; approve: boolean } | null>(null);
  const decide = useAction(
    ({ row, approve, reason }: { row: ExportRow; approve: boolean; reason: string }, { idempotencyKey }) => call<ExportRow>("POST", `${EXPORTS}${row.id}/decision/`, { body: { approve, reason }, idempotencyKey }),
    {
      refresh: [EXPORTS],
      onDone: (_, { approve }) => {
        setAsked(null);
        toastDone(approve ? t("exports.approved") : t("exports.refused"));
      },
    },
  );
  const mayAsk = can("people.export") || can("directory.export");
  const add = mayAsk ? <LinkButton to="/disa-aktarma/yeni">{t("exports.new")}</LinkButton> : null;
  const acts = (row: ExportRow) => {
    if (row.state === "ready" && row.is_own) {
      return (
        <Button size="compact-sm" variant="default" onClick={() => void download(`${EXPORTS}${row.id}/file/`, `liste.${row.file_format}`).catch(toastProblem)}>
          {t("exports.download")}
        </Button>
      );
    }
    if (row.state === "pending_approval" && !row.is_own && can("people.export.approve")) {
      return (
        <Group gap="xs">
          <Button size="compact-sm" onClick={() => setAsked({ row, approve: true })}>
            {t("exports.approve")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsked({ row, approve: false })}>
            {t("exports.refuse")}
          </Button>
        </Group>
      );
    }
    return row.decision_reason || (row.expires_at && row.state === "ready" ? t("exports.until", { date: formatDateTime(row.expires_at) }) : null);
  };
  return (
    <>
      <ListPage
        title={t("exports.title")}
        lead={t("exports.lead")}
        actions={add}
        list={list}
        page={page}
        rowId={(row) => row.id}
        rowName={(row) => row.reason}
        columns={[
          { key: "reason", header: t("exports.reason"), isName: true, cell: (row) => row.reason },
          {
            key: "list",
            header: t("exports.list"),
            cell: (row) => (
              <>
                {t(row.list_key)}
                {row.row_count ? ` · ${t("exports.people", { count: row.row_count })}` : null}
                {row.includes_special ? <div><Status meaning="attention">{t("exports.special")}</Status></div> : null}
              </>
            ),
          },
          { key: "by", header: t("exports.by"), cell: (row) => row.requested_by },
          { key: "at", header: t("exports.at"), cell: (row) => formatDateTime(row.requested_at) },
          { key: "state", header: t("exports.state"), cell: (row) => <Status meaning={MEANING[row.state]}>{row.state_label}</Status> },
          { key: "acts", header: t("exports.acts"), cell: acts },
        ]}
        empty={
          <EmptyState title={t("exports.empty.title")} actions={add}>
            {t("exports.empty.hint")}
          </EmptyState>
        }
      />
      {asked ? (
        <ConfirmWithReason
          title={asked.approve ? t("exports.approveTitle") : t("exports.refuseTitle")}
          consequences={[asked.approve ? t("exports.approveEffect") : t("exports.refuseEffect")]}
          confirmLabel={asked.approve ? t("exports.approve") : t("exports.refuse")}
          isDangerous={!asked.approve}
          reasonMinLength={asked.approve ? 0 : 5}
          isBusy={decide.isPending}
          problem={decide.error}
          onConfirm={(reason) => decide.mutate({ ...asked, reason })}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}
