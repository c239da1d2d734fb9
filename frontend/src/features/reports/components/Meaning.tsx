import { Drawer } from "@mantine/core";

import { formatDate } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { DataList, useUiText } from "@/ui";

import type { Report, ReportTable } from "../api";
import css from "../reports.module.css";
import { useText } from "../text";

interface MeaningProps {
  table: ReportTable;
  report: Report;
}

/** What a figure means: unit, population, who is left out, the condition as a sentence, and what was published. */
export function Meaning({ table, report }: MeaningProps) {
  const t = useText();
  const denominator = table.denominator === null ? t("noDenominator") : `${formatNumber(table.denominator)} ${table.unit}: ${table.denominator_label}`;
  return (
    <>
      <DataList
        facts={[
          { label: t("drawer.asOf"), value: formatDate(report.as_of) },
          { label: t("drawer.unit"), value: table.unit },
          { label: t("drawer.population"), value: table.population },
          { label: t("drawer.cohort"), value: table.cohort },
          { label: t("drawer.definition"), value: table.definition },
          { label: t("drawer.denominator"), value: denominator },
          { label: t("drawer.exclusions"), value: <Lines lines={table.exclusions} /> },
          ...(table.others > 0 ? [{ label: t("drawer.others"), value: `${formatNumber(table.others)} ${table.unit}` }] : []),
          ...(table.undecided > 0 ? [{ label: t("drawer.undecided"), value: `${formatNumber(table.undecided)} ${table.unit}` }] : []),
          ...(table.notes.length > 0 ? [{ label: t("drawer.notes"), value: <Lines lines={table.notes} /> }] : []),
        ]}
      />
      <PublishedBeside table={table} source={report.published_source} />
    </>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className={css.lines}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function PublishedBeside({ table, source }: { table: ReportTable; source: string }) {
  const t = useText();
  const rows = [...table.rows, ...(table.total ? [table.total] : [])].filter((row) => row.published !== null);
  const differing = rows.filter((row) => row.differs);
  if (rows.length === 0) return null;
  return (
    <section className={css.variance}>
      <h3>{t("drawer.published")}</h3>
      {differing.length === 0 ? <p>{t("drawer.same")}</p> : null}
      {differing.map((row) => (
        <div key={row.key} className={css.varianceRow}>
          <strong>{row.label}</strong>
          <p>
            {t("drawer.theirs", { percent: row.published ?? "" })} · {t("drawer.ours", { percent: row.percent ?? "–" })}
          </p>
          <p>{row.why}</p>
        </div>
      ))}
      {source ? <p className={css.quiet}>{t("drawer.source", { source })}</p> : null}
    </section>
  );
}

export function MeaningDrawer({ table, report, isOpen, onClose }: MeaningProps & { isOpen: boolean; onClose: () => void }) {
  const t = useText();
  const common = useUiText();
  return (
    <Drawer.Root opened={isOpen} onClose={onClose} position="right" size="lg">
      <Drawer.Overlay />
      <Drawer.Content>
        {/* A div: a second <header> would be announced as another banner of the page. */}
        <Drawer.Header component="div">
          <Drawer.Title>{t("howFull", { title: table.title })}</Drawer.Title>
          <Drawer.CloseButton aria-label={common("close")} />
        </Drawer.Header>
        <Drawer.Body>
          <Meaning table={table} report={report} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
