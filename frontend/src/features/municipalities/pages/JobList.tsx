import { formatDateTime } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { AppLink, choiceFilter, EmptyState, ListPage, Status } from "@/ui";

import { isOpen, JOB_MEANING, JOBS, type Job } from "../api";
import { useText } from "../text";

const KINDS = ["create", "invite", "migrate", "backup", "archive", "delete", "refill", "measure"] as const;
const STATES = ["queued", "running", "done", "failed"] as const;

export default function JobList() {
  const t = useText();
  const list = useListState({ filters: ["kind", "state"] });
  const page = usePage<Job>(JOBS, list.params, { refetchInterval: (data) => (data?.results.some(isOpen) ? 2_000 : 15_000) });
  return (
    <ListPage
      title={t("jobs")}
      lead={t("job.lead")}
      crumbs={[{ label: t("title"), to: "/belediyeler" }]}
      list={list}
      page={page}
      rowId={(row) => row.id}
      filters={[
        choiceFilter("kind", t("field.job"), KINDS.map((value) => ({ value, label: t(`jobKind.${value}`) }))),
        choiceFilter("state", t("field.state"), STATES.map((value) => ({ value, label: t(`jobState.${value}`) }))),
      ]}
      columns={[
        { key: "kind", header: t("field.job"), isName: true, cell: (row) => <AppLink to={`/belediyeler/isler/${row.id}`}>{t(`jobKind.${row.kind}`)}</AppLink> },
        { key: "municipality", header: t("field.municipality"), cell: (row) => row.municipality?.name ?? (row.slug || t("job.all")) },
        { key: "state", header: t("field.state"), cell: (row) => <Status meaning={JOB_MEANING[row.state]}>{t(`jobState.${row.state}`)}</Status> },
        { key: "asked", header: t("field.askedAt"), cell: (row) => formatDateTime(row.asked_at) },
        { key: "by", header: t("field.askedBy"), cell: (row) => row.asked_by || t("job.platform") },
        { key: "reason", header: t("field.reason"), cell: (row) => row.reason || "—" },
      ]}
      empty={<EmptyState title={t("job.empty")}>{t("job.emptyHint")}</EmptyState>}
    />
  );
}
