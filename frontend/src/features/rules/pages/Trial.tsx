import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";

import type { ProgrammeVersion } from "@/lib/programmes";
import { Loaded, Notice, Panel } from "@/ui";
import { Answer } from "@/ui/Answer";
import { VersionFrame } from "@/ui/VersionFrame";

import { useDecisionPoints, type DecisionPoint, type Facts } from "../api";
import { FactForm } from "../components/FactForm";
import { TrialStage } from "../components/TrialStage";
import { MadeUpForm } from "../components/TryPanel";
import css from "../rules.module.css";
import { useText } from "../text";
import { askedFacts, useTrial, type FormAnswers, type Trial as Found } from "../trial";
import { sendable } from "../useRuleSetEditor";

/** A draft tried on somebody who does not exist: eligibility, documents, the way through the stages. */
export default function Trial() {
  return <VersionFrame tab="trial">{(version) => <Area version={version} />}</VersionFrame>;
}

function Area({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const points = useDecisionPoints(version.id);
  return (
    <div className={css.main}>
      <Notice meaning="attention">{t("trial.notice")}</Notice>
      <Loaded query={points}>{({ results }) => <Walk version={version} points={results} />}</Loaded>
    </div>
  );
}

function Walk({ version, points }: { version: ProgrammeVersion; points: readonly DecisionPoint[] }) {
  const t = useText();
  const fields = useMemo(() => points.find((one) => one.key === "transition")?.fields ?? [], [points]);
  const asked = useMemo(() => askedFacts(version.document, fields), [version.document, fields]);
  const [facts, setFacts] = useState<Facts>({});
  const [caseFacts, setCaseFacts] = useState<Facts>({});
  const [path, setPath] = useState<string[]>([]);
  const [answers, setAnswers] = useState<FormAnswers>({});
  const body = { facts: { ...sendable(facts, asked.person), ...sendable(caseFacts, asked.case) }, stage: path.at(-1) ?? "", answers };
  const [sent] = useDebouncedValue(JSON.stringify(body), 350);
  const trial = useTrial(version.id, useMemo(() => JSON.parse(sent), [sent]));
  return (
    <div className={css.layoutTrial}>
      <Panel title={t("trial.person")}>
        <div className={css.try}>
          <div className={css.quiet}>{asked.person.length + asked.case.length > 0 ? t("trial.personLead") : t("trial.noFacts")}</div>
          {asked.person.length > 0 ? <MadeUpForm fields={asked.person} facts={facts} onFacts={setFacts} /> : null}
          {asked.case.length > 0 ? (
            <details>
              <summary className={css.summaryLine}>{t("trial.caseFacts")}</summary>
              <div className={css.try}>
                <div className={css.quiet}>{t("trial.caseFactsLead")}</div>
                <FactForm fields={asked.case} value={caseFacts} onChange={setCaseFacts} />
              </div>
            </details>
          ) : null}
        </div>
      </Panel>
      <Loaded query={trial}>
        {(found) => (
          <div className={css.main} aria-busy={trial.isPlaceholderData || undefined}>
            <TrialStage version={version} trial={found} path={path} onPath={setPath} answers={answers} onAnswers={setAnswers} />
            <Decided trial={found} points={points} />
          </div>
        )}
      </Loaded>
    </div>
  );
}

/** Eligibility, documents and every other decision of the version, each with its reasons. */
function Decided({ trial, points }: { trial: Found; points: readonly DecisionPoint[] }) {
  const t = useText();
  return (
    <>
      <Panel title={t("trial.eligibility")}>
        <Answer answer={trial.eligibility} isCompact />
      </Panel>
      <Panel title={t("trial.documents")}>
        {trial.documents.length > 0 ? (
          <ul className={css.advice}>
            {trial.documents.map((one) => (
              <li key={one.key}>
                {one.label}
                {one.certain ? null : ` (${t("trial.maybe")})`}
                {one.substitutes.length > 0 ? <div className={css.quiet}>{t("trial.substitutes", { names: one.substitutes.join(", ") })}</div> : null}
              </li>
            ))}
          </ul>
        ) : (
          <div className={css.quiet}>{t("trial.noDocuments")}</div>
        )}
        {trial.documents_answer.clauses.length > 0 ? (
          <details>
            <summary className={css.summaryLine}>{t("trial.why")}</summary>
            <Answer answer={trial.documents_answer} isCompact />
          </details>
        ) : null}
      </Panel>
      {trial.others.map((answer) => (
        <Panel key={answer.point} title={points.find((one) => one.key === answer.point)?.label ?? answer.point}>
          <Answer answer={answer} isCompact />
        </Panel>
      ))}
    </>
  );
}
