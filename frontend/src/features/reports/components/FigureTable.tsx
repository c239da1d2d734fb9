import { Button, VisuallyHidden } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconHelpCircle } from "@tabler/icons-react";

import { formatNumber } from "@/lib/numbers";
import { Panel } from "@/ui";

import type { Report, ReportFigureRow, ReportTable } from "../api";
import css from "../reports.module.css";
import { useText } from "../text";
import { Meaning, MeaningDrawer } from "./Meaning";

interface FigureTableProps {
  table: ReportTable;
  report: Report;
}

/**
 * Table and bar chart in one: the bar says by its length what the number beside it says, so neither colour nor sight of
 * the chart is needed. What was printed before stands beside; where it differs, a button says why.
 */
export function FigureTable({ table, report }: FigureTableProps) {
  const t = useText();
  const [isOpen, { open, close }] = useDisclosure(false);
  const largest = Math.max(1, ...table.rows.map((row) => row.n));
  const hasShares = table.denominator !== null;
  const hasPublished = table.rows.some((row) => row.published !== null);
  const caption = hasShares
    ? t("caption", { unit: table.unit, denominator: formatNumber(table.denominator ?? 0), label: table.denominator_label })
    : t("captionPlain", { unit: table.unit });
  return (
    <Panel
      title={table.title}
      id={table.key}
      isFlush
      actions={
        <Button variant="subtle" size="sm" className="no-print" leftSection={<IconHelpCircle size={18} aria-hidden />} onClick={open}>
          {t("how")} <VisuallyHidden>({table.title})</VisuallyHidden>
        </Button>
      }
    >
      {table.rows.length === 0 ? (
        <p className={css.nothing}>{t("nothing")}</p>
      ) : (
        // Focusable, so that a wide table can be scrolled by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={css.scroll} tabIndex={0} role="group" aria-label={table.title}>
          <table className={css.table}>
            <caption>{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{t("column.group")}</th>
                <td className={css.barCell}>
                  <VisuallyHidden>{t("chart")}</VisuallyHidden>
                </td>
                <th scope="col" className={css.number}>
                  {t("column.count")}
                </th>
                {hasShares ? (
                  <th scope="col" className={css.number}>
                    {t("column.share")}
                  </th>
                ) : null}
                {hasPublished ? (
                  <th scope="col" className={css.number}>
                    {t("column.published")}
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <Row key={row.key} row={row} largest={largest} hasShares={hasShares} hasPublished={hasPublished} onWhy={open} />
              ))}
            </tbody>
            {table.total ? (
              <tfoot>
                <Row row={table.total} largest={0} hasShares={hasShares} hasPublished={hasPublished} onWhy={open} />
              </tfoot>
            ) : null}
          </table>
        </div>
      )}
      <div className={css.printOnly}>
        <Meaning table={table} report={report} />
      </div>
      <MeaningDrawer table={table} report={report} isOpen={isOpen} onClose={close} />
    </Panel>
  );
}

interface RowProps {
  row: ReportFigureRow;
  /** 0 draws no bar: the total is no bar among others. */
  largest: number;
  hasShares: boolean;
  hasPublished: boolean;
  onWhy: () => void;
}

function Row({ row, largest, hasShares, hasPublished, onWhy }: RowProps) {
  return (
    <tr>
      <th scope="row">
        {row.label}
        {largest ? <Bar n={row.n} largest={largest} isNarrow /> : null}
      </th>
      <td className={css.barCell} aria-hidden>
        {largest ? <Bar n={row.n} largest={largest} /> : null}
      </td>
      <td className={css.number}>{formatNumber(row.n)}</td>
      {hasShares ? <td className={css.number}>{percent(row.percent)}</td> : null}
      {hasPublished ? (
        <td className={css.number}>
          <Published row={row} onWhy={onWhy} />
        </td>
      ) : null}
    </tr>
  );
}

/** The server's text, so that screen, file and terminal never round differently. */
export const percent = (text: string | null) => (text === null ? "–" : `%${text}`);

function Bar({ n, largest, isNarrow = false }: { n: number; largest: number; isNarrow?: boolean }) {
  return (
    <svg className={isNarrow ? css.narrowBar : css.bar} viewBox="0 0 100 16" preserveAspectRatio="none" focusable="false" aria-hidden>
      <rect className={css.track} width="100" height="16" />
      <rect className={css.value} width={(100 * n) / largest} height="16" />
    </svg>
  );
}

function Published({ row, onWhy }: { row: ReportFigureRow; onWhy: () => void }) {
  const t = useText();
  if (row.published === null) return null;
  if (!row.differs) return <span className={css.quiet}>{percent(row.published)}</span>;
  return (
    <button type="button" className={css.differs} onClick={onWhy}>
      <span>{percent(row.published)}</span> <em>{t("differs")}</em> <VisuallyHidden>{t("differsMore", { label: row.label })}</VisuallyHidden>
    </button>
  );
}
