import { Panel } from "@/ui";

import css from "../rules.module.css";
import { useText } from "../text";
import { CASE_CHANGES, type WhatIf } from "../what-if";
import { CrossTable, Figure, ListTable, Tiles } from "./Figures";

/** Which open cases would change if they were moved to this version, and in what. */
export function CaseEffects({ cases }: { cases: WhatIf["cases"] }) {
  const t = useText();
  if (cases.total === 0) {
    return (
      <Panel title={t("whatIf.cases")}>
        <div className={css.quiet}>{t("whatIf.noCases")}</div>
      </Panel>
    );
  }
  const columns = [
    { key: "changed" as const, label: t("whatIf.changed") },
    { key: "unchanged" as const, label: t("whatIf.unchangedCases") },
  ];
  return (
    <Panel title={t("whatIf.cases")}>
      <div className={css.stack}>
        <Tiles
          entries={[
            { key: "changed", label: t("whatIf.changed"), value: cases.totals.changed, tone: "attention" },
            ...CASE_CHANGES.map((key) => ({ key, label: t(`whatIf.case.${key}`), value: cases.changes[key] })),
            { key: "unchanged", label: t("whatIf.unchangedCases"), value: cases.totals.unchanged },
          ]}
        />
        {cases.stages.length > 0 ? (
          <section aria-label={t("whatIf.stages")}>
            <strong>{t("whatIf.stages")}</strong>
            <ul className={css.advice}>
              {cases.stages.map((one) => (
                <li key={one.key}>
                  {one.after ? t("whatIf.stageNow", { before: one.label, after: one.after }) : t("whatIf.stageGone", { before: one.label })}: <Figure value={one.count} />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <ListTable
          caption={t("whatIf.documents")}
          rows={cases.documents}
          columns={[
            { key: "added", label: t("whatIf.added") },
            { key: "removed", label: t("whatIf.removed") },
          ]}
        />
        <ListTable
          caption={t("whatIf.transitions")}
          rows={cases.transitions}
          columns={[
            { key: "opened", label: t("whatIf.opened") },
            { key: "closed", label: t("whatIf.closed") },
            { key: "unsettled", label: t("whatIf.unsettled") },
          ]}
        />
        {cases.tables.map((table) => (
          <CrossTable key={table.key} table={table} columns={columns} />
        ))}
      </div>
    </Panel>
  );
}
