import { Panel } from "@/ui";

import css from "../rules.module.css";
import { useText } from "../text";
import { PERSON_CHANGES, type WhatIf } from "../what-if";
import { CrossTable, Figure, Tiles } from "./Figures";

const TONES = { gains: "done", loses: "danger", undecided: "attention", ruled_out: "danger", unchanged: undefined } as const;

/** Whose eligibility changes, by target group, sex and age; and for want of what. */
export function PersonEffects({ persons }: { persons: WhatIf["persons"] }) {
  const t = useText();
  const columns = PERSON_CHANGES.map((key) => ({ key, label: t(`whatIf.person.${key}`) }));
  return (
    <Panel title={t("whatIf.people")}>
      <div className={css.stack}>
        <Tiles entries={columns.map(({ key, label }) => ({ key, label, value: persons.totals[key], tone: TONES[key] }))} />
        {persons.tables.map((table) => (
          <CrossTable key={table.key} table={table} columns={columns} />
        ))}
        {persons.missing.length > 0 ? (
          <section aria-label={t("whatIf.missing")}>
            <strong>{t("whatIf.missing")}</strong>
            <div className={css.quiet}>{t("whatIf.missingHint")}</div>
            <ul className={css.advice}>
              {persons.missing.map((one) => (
                <li key={one.fact}>
                  {one.label}: <Figure value={one.count} />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </Panel>
  );
}
