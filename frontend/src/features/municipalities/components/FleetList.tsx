import { useMemo } from "react";

import { formatDate, formatRelative } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { formatBytes } from "@/lib/numbers";
import { usePage } from "@/lib/query";
import { AppLink, choiceFilter, EmptyState, LinkButton, ListPage, Status } from "@/ui";

import { GRADE_MEANING, MUNICIPALITIES, STATE_MEANING, usePlaces, VERSION_MEANING, type Municipality } from "../api";
import { useText } from "../text";
import { FleetPanel } from "./FleetPanel";

const STATES = ["active", "suspended", "archived", "preparing"] as const;
const VERSIONS = ["current", "behind", "failed"] as const;
const GRADES = ["good", "attention", "bad"] as const;
const KINDS = ["metropolitan", "provincial", "district", "town"] as const;

/** The operators' list: state, version, size, last backup, health, queue. */
export function FleetList() {
  const t = useText();
  const list = useListState({ filters: ["state", "version", "grade", "kind", "province"], sort: "name" });
  const page = usePage<Municipality>(MUNICIPALITIES, list.params, { refetchInterval: () => 30_000 });
  const { provinces } = usePlaces();
  const filters = useMemo(
    () => [
      choiceFilter("state", t("field.state"), STATES.map((value) => ({ value, label: t(`state.${value}`) }))),
      choiceFilter("version", t("field.version"), VERSIONS.map((value) => ({ value, label: t(`version.${value}`) }))),
      choiceFilter("grade", t("field.health"), GRADES.map((value) => ({ value, label: t(`grade.${value}`) }))),
      choiceFilter("kind", t("field.kind"), KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))),
      choiceFilter("province", t("field.province"), provinces.map((value) => ({ value, label: value }))),
    ],
    [t, provinces],
  );
  return (
    <ListPage
      title={t("title")}
      lead={t("fleetLead")}
      actions={<LinkButton to="/belediyeler/yeni">{t("add")}</LinkButton>}
      above={<FleetPanel />}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      searchLabel={t("search")}
      filters={filters}
      columns={[
        {
          key: "name",
          header: t("field.name"),
          sortKey: "name",
          isName: true,
          cell: (row) => <AppLink to={`/belediyeler/${row.id}`}>{row.name}</AppLink>,
        },
        { key: "place", header: t("field.province"), cell: (row) => [row.district, row.province].filter(Boolean).join(", ") },
        { key: "state", header: t("field.state"), cell: (row) => <Status meaning={STATE_MEANING[row.state]}>{t(`state.${row.state}`)}</Status> },
        { key: "version", header: t("field.version"), cell: (row) => <Status meaning={VERSION_MEANING[row.version_state]}>{t(`version.${row.version_state}`)}</Status> },
        { key: "size", header: t("field.size"), sortKey: "size", cell: (row) => (row.health ? formatBytes(row.health.size_bytes ?? 0) : "—") },
        { key: "backup", header: t("field.backup"), sortKey: "backup", cell: (row) => formatDate(row.health?.last_backup_at) || t("never") },
        { key: "health", header: t("field.health"), cell: (row) => <HealthCell row={row} /> },
        { key: "queue", header: t("field.queue"), sortKey: "queue", cell: (row) => <QueueWords health={row.health} /> },
      ]}
      empty={
        <EmptyState title={t("empty.title")} actions={<LinkButton to="/belediyeler/yeni">{t("add")}</LinkButton>}>
          {t("empty.operatorHint")}
        </EmptyState>
      }
    />
  );
}

function HealthCell({ row }: { row: Municipality }) {
  const t = useText();
  if (!row.health) return <>{t("notMeasured")}</>;
  return <Status meaning={GRADE_MEANING[row.health.grade]}>{t(`grade.${row.health.grade}`)}</Status>;
}

export function QueueWords({ health }: { health: Municipality["health"] }) {
  const t = useText();
  if (!health) return <>—</>;
  if (!health.outbox_waiting) return <>{t("queueEmpty")}</>;
  return <>{t("queue", { count: health.outbox_waiting, since: health.outbox_oldest_at ? formatRelative(health.outbox_oldest_at) : "" })}</>;
}
