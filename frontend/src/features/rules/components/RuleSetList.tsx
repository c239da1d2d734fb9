import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";

import { currentLanguage } from "@/lib/i18n";
import { findingsAt, versionHome, type ProgrammeVersion, type RuleSet } from "@/lib/programmes";
import { LinkButton, Panel, Status } from "@/ui";

import { useCheck, type DecisionPoint } from "../api";
import css from "../rules.module.css";
import { useText } from "../text";
import { ClauseSummary } from "./ClauseSummary";
import { NewRuleSet } from "./NewRuleSet";

interface RuleSetListProps {
  version: ProgrammeVersion;
  points: readonly DecisionPoint[];
}

/** The decision points of a version, each with what its rules say in sentences. */
export function RuleSetList({ version, points }: RuleSetListProps) {
  const t = useText();
  const [adding, setAdding] = useState<DecisionPoint | null>(null);
  const rules = version.document.rules ?? [];
  const canEdit = version.can.edit.allowed;
  const setsOf = (point: DecisionPoint) => rules.filter((one) => one.point === point.key);
  const ruled = points.filter((point) => setsOf(point).length > 0);
  const unruled = points.filter((point) => setsOf(point).length === 0);
  const addButton = (point: DecisionPoint) =>
    canEdit ? (
      <Button size="compact-md" variant="default" leftSection={<IconPlus size={16} aria-hidden />} aria-label={t("point.addTo", { point: point.label })} onClick={() => setAdding(point)}>
        {t("point.add")}
      </Button>
    ) : null;
  return (
    <div className={css.points}>
      {ruled.map((point) => (
        <Panel key={point.key} title={point.label} actions={addButton(point)}>
          <div className={css.quiet}>{point.hint}</div>
          <ul className={css.sets}>
            {setsOf(point).map((ruleSet) => (
              <Set key={ruleSet.key} version={version} ruleSet={ruleSet} point={point} />
            ))}
          </ul>
        </Panel>
      ))}
      {unruled.length > 0 ? (
        <Panel title={t("point.unruled")}>
          <div className={css.quiet}>{t("point.noSets")}</div>
          <ul className={css.unruled}>
            {unruled.map((point) => (
              <li key={point.key}>
                <div>
                  <strong>{point.label}</strong>
                  <div className={css.quiet}>{point.hint}</div>
                </div>
                {addButton(point)}
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
      {adding ? <NewRuleSet version={version} point={adding} onClose={() => setAdding(null)} /> : null}
    </div>
  );
}

function Set({ version, ruleSet, point }: { version: ProgrammeVersion; ruleSet: RuleSet; point: DecisionPoint }) {
  const t = useText();
  const check = useCheck(version.id, { rule_set: ruleSet });
  const sentences = new Map((check.data?.clauses ?? []).map((one) => [one.key, one.sentence]));
  const clauses = ruleSet.clauses ?? [];
  const name = (currentLanguage() === "en" && ruleSet.label.en) || ruleSet.label.tr;
  const wrong = findingsAt(version, `rules.${(version.document.rules ?? []).indexOf(ruleSet)}`).filter((one) => one.weight !== "advice").length;
  return (
    <li className={css.set}>
      <div className={css.setHead}>
        <div className={css.setName}>
          <strong>{name}</strong>
          <span className={css.quiet}>{t("set.clauses", { count: clauses.length })}</span>
          {wrong > 0 ? <Status meaning="attention">{t("set.findings", { count: wrong })}</Status> : null}
        </div>
        <LinkButton size="compact-md" variant="default" to={`${versionHome(version.programme.id, version.id)}/kurallar?kume=${ruleSet.key}`} aria-label={t("set.open", { name, act: t(version.can.edit.allowed ? "set.edit" : "set.look") })}>
          {t(version.can.edit.allowed ? "set.edit" : "set.look")}
        </LinkButton>
      </div>
      {clauses.length > 0 ? (
        <ol className={css.summary}>
          {clauses.map((clause) => (
            <li key={clause.key}>
              <ClauseSummary
                sentence={sentences.get(clause.key) ?? ""}
                isAlways={Array.isArray(clause.condition.rules) && clause.condition.rules.length === 0}
                effect={clause.effect}
                message={(currentLanguage() === "en" && clause.message.en) || clause.message.tr}
                basis={clause.basis ?? null}
                point={point}
                texts={version.document.legal_basis ?? []}
              />
            </li>
          ))}
        </ol>
      ) : (
        <div className={css.quiet}>{t("set.noClauses")}</div>
      )}
    </li>
  );
}
