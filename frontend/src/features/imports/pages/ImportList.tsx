import { formatDateTime } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { formatNumber } from "@/lib/numbers";
import { usePage } from "@/lib/query";
import { AppLink, EmptyState, LinkButton, ListPage, Status, type Meaning } from "@/ui";

import { IMPORTS, isGoing, type ImportRow } from "../api";
import { useText } from "../text";

function meaning(row: ImportRow): Meaning | "neutral" {
  if (row.state === "refused" || row.state === "failed") return "danger";
  if (row.state === "ready" || (row.counts.invalid ?? 0) > 0 || (row.counts.held ?? 0) > 0) return "attention";
  if (row.state === "done") return "done";
  return isGoing(row.state) ? "info" : "neutral";
}

export default function ImportList() {
  const t = useText();
  const list = useListState({ filters: [], followsScope: false });
  const page = usePage<ImportRow>(IMPORTS, list.params);
  const add = <LinkButton to="/ice-aktarma/yeni">{t("new")}</LinkButton>;
  return (
    <ListPage
      title={t("title")}
      lead={t("lead")}
      actions={add}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.file_name}
      columns={[
        { key: "file", header: t("field.file"), isName: true, cell: (row) => <AppLink to={`/ice-aktarma/${row.id}`}>{row.file_name}</AppLink> },
        { key: "kind", header: t("field.kind"), cell: (row) => t(row.kind) },
        { key: "state", header: t("field.state"), cell: (row) => <Status meaning={meaning(row)}>{row.state_label}</Status> },
        { key: "rows", header: t("field.rows"), isNumber: true, cell: (row) => (row.total ? formatNumber(row.total) : null) },
        { key: "imported", header: t("field.imported"), isNumber: true, cell: (row) => formatNumber((row.counts.imported ?? 0) + (row.counts.updated ?? 0)) },
        { key: "sent", header: t("field.sent"), cell: (row) => formatDateTime(row.requested_at) },
      ]}
      empty={
        <EmptyState title={t("empty.title")} actions={add}>
          {t("empty.hint")}
        </EmptyState>
      }
    />
  );
}
