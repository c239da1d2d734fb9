import { useLanguage } from "@/lib/i18n";
import { useListState } from "@/lib/list";
import { programmeHome } from "@/lib/programmes";
import { AppLink, EmptyState, ListPage, Status } from "@/ui";

import { inLanguage, packHome, upgradeHome, usePacks, type Pack } from "../api";
import { PackStatus } from "../components/PackStatus";
import css from "../packs.module.css";
import { useText } from "../text";

/** The shipped packs: what they are for, how far they reach, which programme here uses them. */
export default function PackList() {
  const t = useText();
  const language = useLanguage();
  const list = useListState({});
  const page = usePacks();
  return (
    <ListPage<Pack>
      title={t("title")}
      lead={t("lead")}
      crumbs={[{ label: t("settings"), to: "/ayarlar" }]}
      list={list}
      page={page}
      rowId={(row) => row.code}
      rowName={(row) => inLanguage(row.name, language)}
      columns={[
        {
          key: "name",
          header: t("column.name"),
          isName: true,
          cell: (row) => (
            <>
              <AppLink to={packHome(row.code)}>{inLanguage(row.name, language)}</AppLink>
              <div className={`${css.small} ${css.purpose}`}>{inLanguage(row.purpose, language)}</div>
            </>
          ),
        },
        { key: "status", header: t("column.status"), cell: (row) => <PackStatus status={row.status} /> },
        { key: "version", header: t("column.version"), cell: (row) => row.version },
        { key: "use", header: t("column.use"), cell: (row) => <Uses pack={row} /> },
      ]}
      empty={<EmptyState title={t("empty.title")}>{t("empty.hint")}</EmptyState>}
    />
  );
}

function Uses({ pack }: { pack: Pack }) {
  const t = useText();
  if (pack.programmes.length === 0) return <>{t("notUsed")}</>;
  return (
    <>
      {pack.programmes.map((one) => (
        <div key={one.id}>
          <AppLink to={programmeHome(one.id)}>{one.name}</AppLink> {one.is_current ? <Status meaning="done">{t("isCurrent")}</Status> : <Status meaning="attention">{t("isBehind")}</Status>}
          {one.is_current ? null : (
            <div>
              <AppLink to={upgradeHome(pack.code, one.id)}>{t("newVersion")}</AppLink>
            </div>
          )}
        </div>
      ))}
    </>
  );
}
