import { Anchor, Button } from "@mantine/core";
import { IconFileSpreadsheet, IconFileTypePdf, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";

import { download } from "@/lib/api";
import { formatDate } from "@/lib/dates";
import { asProblem } from "@/lib/problems";
import { useParam, useSearchParams, useSetSearchParams } from "@/lib/routing";
import { EmptyState, Loaded, PageHeader, Panel, toastProblem } from "@/ui";

import { reportFile, useReport, type Report } from "../api";
import { AsOf } from "../components/AsOf";
import { FigureTable } from "../components/FigureTable";
import css from "../reports.module.css";
import { useText } from "../text";

/** A report: its day, its files, and each table with its chart and its meaning. The day stands in the address. */
export default function ReportPage() {
  const t = useText();
  const key = useParam("reportKey");
  const asOf = useSearchParams()["gun"];
  const setSearch = useSetSearchParams();
  const report = useReport(key, asOf);
  const change = (day: string | null) => setSearch({ gun: day ?? undefined });
  return (
    <>
      <PageHeader
        title={report.data?.title ?? t("title")}
        lead={report.data ? `${report.data.municipality}, ${t("asOf.shown", { day: formatDate(report.data.as_of) })}` : null}
        crumbs={[{ label: t("title"), to: "/raporlar" }]}
        actions={report.data ? <Files report={report.data} /> : null}
      />
      <AsOf key={asOf ?? "default"} asOf={asOf} report={report.data} onChange={change} />
      <Loaded query={report} lines={8}>
        {(data) => (
          <>
            {data.tables.length > 0 ? <Jump report={data} /> : <EmptyState title={t("noTables.title")}>{t("noTables.hint")}</EmptyState>}
            <div className={css.tables}>
              {data.tables.map((table) => (
                <FigureTable key={table.key} table={table} report={data} />
              ))}
            </div>
            <LeftOut report={data} />
          </>
        )}
      </Loaded>
    </>
  );
}

function LeftOut({ report }: { report: Report }) {
  const t = useText();
  if (report.left_out.length === 0) return null;
  return (
    <Panel title={t("leftOut")}>
      <ul className={css.entries}>
        {report.left_out.map((table) => (
          <li key={table.title}>
            <strong>{table.title}</strong>
            <p className={css.quiet}>{table.reason}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Jump({ report }: { report: Report }) {
  const t = useText();
  return (
    <nav aria-label={t("jump")} className={`${css.jump} no-print`}>
      <ul>
        {report.tables.map((table) => (
          <li key={table.key}>
            <Anchor href={`#${table.key}`} size="sm">
              {table.title}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Files({ report }: { report: Report }) {
  const t = useText();
  const [making, setMaking] = useState<"pdf" | "xlsx" | null>(null);
  const take = async (form: "pdf" | "xlsx") => {
    setMaking(form);
    try {
      await download(reportFile(report.key, form), `${report.key}-${report.as_of}.${form}`, { query: { as_of: report.as_of } });
    } catch (error) {
      toastProblem(asProblem(error));
    } finally {
      setMaking(null);
    }
  };
  return (
    <>
      <Button variant="subtle" className="no-print" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
        {t("file.print")}
      </Button>
      <Button variant="default" className="no-print" loading={making === "xlsx"} leftSection={<IconFileSpreadsheet size={18} aria-hidden />} onClick={() => void take("xlsx")}>
        {t("file.xlsx")}
      </Button>
      <Button className="no-print" loading={making === "pdf"} leftSection={<IconFileTypePdf size={18} aria-hidden />} onClick={() => void take("pdf")}>
        {t("file.pdf")}
      </Button>
    </>
  );
}
