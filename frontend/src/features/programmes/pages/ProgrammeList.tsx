import { useListState } from "@/lib/list";
import { programmeHome, useProgrammes, versionHome, type Programme } from "@/lib/programmes";
import { AppLink, EmptyState, LinkButton, ListPage, Status, VersionBadge } from "@/ui";

import { useUnitNames } from "../api";
import { useText } from "../text";

/** Every programme: which unit runs it, what is in force, what is being written. */
export default function ProgrammeList() {
  const t = useText();
  const list = useListState({});
  const page = useProgrammes();
  const unitName = useUnitNames();
  return (
    <ListPage<Programme>
      title={t("title")}
      lead={t("lead")}
      crumbs={[{ label: t("settings"), to: "/ayarlar" }]}
      actions={
        <LinkButton to="/ayarlar/paketler" variant="default">
          {t("packs")}
        </LinkButton>
      }
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      columns={[
        {
          key: "name",
          header: t("column.name"),
          isName: true,
          cell: (row) => (
            <>
              <AppLink to={programmeHome(row.id)}>{row.name}</AppLink> {row.is_active ? null : <Status>{t("ended")}</Status>}
            </>
          ),
        },
        { key: "unit", header: t("column.unit"), cell: (row) => unitName(row.unit) },
        { key: "published", header: t("column.published"), cell: (row) => <Mark row={row} mark={row.published} /> },
        { key: "open", header: t("column.open"), cell: (row) => <Mark row={row} mark={row.open} hasState /> },
        { key: "pack", header: t("column.pack"), cell: (row) => row.pack || t("ownMaking") },
      ]}
      empty={
        <EmptyState title={t("empty.title")} actions={<LinkButton to="/ayarlar/paketler">{t("empty.packs")}</LinkButton>}>
          {t("empty.hint")}
        </EmptyState>
      }
    />
  );
}

function Mark({ row, mark, hasState = false }: { row: Programme; mark: Programme["open"]; hasState?: boolean }) {
  const t = useText();
  if (!mark) return <>{t("none")}</>;
  return (
    <>
      <AppLink to={versionHome(row.id, mark.id)}>{t("versionNumber", { number: mark.number })}</AppLink> {hasState ? <VersionBadge state={mark.state} /> : null}
    </>
  );
}
