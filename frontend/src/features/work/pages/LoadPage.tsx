import { formatNumber } from "@/lib/numbers";
import { useRead } from "@/lib/query";
import { AppLink, DataTable, EmptyState, Loaded, PageHeader } from "@/ui";

import { WORK, type Load } from "../api";
import { useText } from "../text";

/** How the open cases lie on people: counts only, each a link to the list. */
export default function LoadPage() {
  const t = useText();
  const loads = useRead<{ results: Load[] }>(`${WORK}caseload/`);
  const to = (load: Load, more = "") => `/dosyalar?responsible=${load.user ?? "nobody"}${more}`;
  return (
    <>
      <PageHeader title={t("load")} lead={t("loadLead")} crumbs={[{ label: t("title"), to: "/isler" }]} />
      <Loaded query={loads}>
        {({ results }) =>
          results.length === 0 ? (
            <EmptyState title={t("noLoad")}>{t("noLoadHint")}</EmptyState>
          ) : (
            <DataTable
              caption={t("load")}
              rows={results}
              rowId={(row) => row.user ?? "nobody"}
              columns={[
                { key: "name", header: t("field.name"), isName: true, cell: (row) => <AppLink to={to(row)}>{row.name || t("nobody")}</AppLink> },
                { key: "open", header: t("field.open"), cell: (row) => formatNumber(row.open) },
                { key: "overdue", header: t("field.overdue"), cell: (row) => (row.overdue ? <AppLink to={to(row, "&overdue=1")}>{formatNumber(row.overdue)}</AppLink> : "0") },
                { key: "soon", header: t("field.soon"), cell: (row) => formatNumber(row.due_soon) },
                { key: "units", header: t("field.units"), cell: (row) => formatNumber(row.units) },
              ]}
            />
          )
        }
      </Loaded>
    </>
  );
}
