import { formatDateTime } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { EmptyState, ListPage, Status } from "@/ui";

import { DRIFT, type Drift } from "../api";
import { useText } from "../text";

/** For the coordinator: which municipality runs which pack, and how much of it was changed. Counts only. */
export default function DriftList() {
  const t = useText();
  const list = useListState({ sort: "-changes" });
  const page = usePage<Drift>(DRIFT, list.params);
  return (
    <ListPage<Drift>
      title={t("drift.title")}
      lead={t("drift.lead")}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => `${row.municipality}, ${row.pack_name}`}
      columns={[
        { key: "municipality", header: t("drift.municipality"), isName: true, cell: (row) => row.municipality },
        { key: "pack", header: t("drift.pack"), sortKey: "pack", cell: (row) => row.pack_name },
        {
          key: "taken",
          header: t("drift.taken"),
          cell: (row) => (
            <>
              {row.taken} {row.is_current || !row.shipped ? null : <Status meaning="attention">{t("drift.behind", { version: row.shipped })}</Status>}
            </>
          ),
        },
        { key: "changes", header: t("drift.changes"), sortKey: "changes", cell: (row) => row.changes },
        { key: "sections", header: t("drift.sections"), cell: (row) => (row.sections.length === 0 ? t("drift.none") : row.sections.map((one) => `${one.label}: ${one.count}`).join(" · ")) },
        { key: "measured", header: t("drift.measured"), cell: (row) => formatDateTime(row.measured_at) },
      ]}
      empty={<EmptyState title={t("drift.empty.title")}>{t("drift.empty.hint")}</EmptyState>}
    />
  );
}
