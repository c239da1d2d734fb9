import { Button, Drawer, VisuallyHidden } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconHelpCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";

import { formatNumber, formatPercent } from "@/lib/numbers";

import { DataList } from "./DataList";
import css from "./kit.module.css";
import { Panel } from "./Panel";
import { useUiText } from "./text";

export interface ReportRow {
  key: string;
  label: string;
  /** null is a suppressed cell: said in words, never drawn as zero. */
  value: number | null;
}

export interface Definition {
  /** "Kişi", "üyelik", "katılım", "olay". */
  unit: string;
  population: string;
  exclusions?: string;
  source?: string;
  asOf?: string;
  text?: ReactNode;
}

interface ReportFigureProps {
  title: string;
  /** Says what is counted, for the table's caption. */
  caption: string;
  rows: readonly ReportRow[];
  /** Given by the server, for shares of people with several answers do not add up to one hundred. */
  total?: number | null;
  /** Draws shares of this instead of the total. */
  denominator?: number | null;
  hasShares?: boolean;
  /** People whose answer is not recorded; always said, never hidden in the rest. */
  missing?: number | null;
  labelHeader: string;
  definition?: Definition;
  actions?: ReactNode;
}

/**
 * Figure, table and chart in one: every row carries its number, its share and a bar whose length says the same. Nothing
 * depends on colour, values are text, and a screen reader meets a plain table.
 */
export function ReportFigure(props: ReportFigureProps) {
  const { title, caption, rows, total, denominator, hasShares = true, missing, labelHeader, definition, actions } = props;
  const t = useUiText();
  const [isOpen, { open, close }] = useDisclosure(false);
  const largest = Math.max(1, ...rows.map((row) => row.value ?? 0));
  const base = denominator ?? total ?? null;
  const share = (value: number | null) => (value === null || !base ? "" : formatPercent(value / base));
  const figure = (value: number | null) => (value === null ? <span className={css.suppressed}>{t("report.suppressed")}</span> : formatNumber(value));
  const showShares = hasShares && base !== null;

  return (
    <Panel
      title={title}
      isFlush
      actions={
        <>
          {actions}
          {definition ? (
            <Button variant="subtle" size="sm" leftSection={<IconHelpCircle size={18} aria-hidden />} onClick={open}>
              {t("report.definition")}
            </Button>
          ) : null}
        </>
      }
    >
      {/* Focusable, so that a wide table can be scrolled by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={css.barsScroll} tabIndex={0} role="group" aria-label={title}>
      <table className={css.bars}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{labelHeader}</th>
            <td className={css.barCell} aria-hidden />
            <th scope="col" className={css.figure}>
              {t("report.figure")}
            </th>
            {showShares ? (
              <th scope="col" className={css.figure}>
                {t("report.share")}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              <td className={css.barCell} aria-hidden>
                {row.value === null ? null : (
                  <svg className={css.bar} viewBox="0 0 100 16" preserveAspectRatio="none" focusable="false">
                    <rect className={css.barTrack} width="100" height="16" />
                    <rect className={css.barValue} width={(100 * row.value) / largest} height="16" />
                  </svg>
                )}
              </td>
              <td className={css.figure}>{figure(row.value)}</td>
              {showShares ? <td className={css.figure}>{share(row.value)}</td> : null}
            </tr>
          ))}
          {missing ? (
            <tr>
              <th scope="row" className={css.suppressed}>
                {t("report.missing")}
              </th>
              <td className={css.barCell} aria-hidden />
              <td className={css.figure}>{formatNumber(missing)}</td>
              {showShares ? <td className={css.figure}>{share(missing)}</td> : null}
            </tr>
          ) : null}
        </tbody>
        {total === undefined ? null : (
          <tfoot>
            <tr>
              <th scope="row">{t("report.total")}</th>
              <td className={css.barCell} aria-hidden />
              <td className={css.figure}>{figure(total)}</td>
              {showShares ? <td className={css.figure}>{share(total)}</td> : null}
            </tr>
          </tfoot>
        )}
      </table>
      </div>
      {definition ? (
        <Drawer opened={isOpen} onClose={close} position="right" title={title} closeButtonProps={{ "aria-label": t("close") }}>
          <VisuallyHidden>{t("report.definition")}</VisuallyHidden>
          <DataList
            facts={[
              { label: t("report.unit"), value: definition.unit },
              { label: t("report.population"), value: definition.population },
              { label: t("report.exclusions"), value: definition.exclusions ?? "-" },
              { label: t("report.source"), value: definition.source ?? "-" },
              { label: t("report.asOf"), value: definition.asOf ?? "-" },
            ]}
          />
          {definition.text}
        </Drawer>
      ) : null}
    </Panel>
  );
}
