import { Button } from "@mantine/core";
import { IconArrowBackUp, IconArrowRight, IconRotate } from "@tabler/icons-react";
import { useState } from "react";

import { announce } from "@/lib/announce";
import { currentLanguage } from "@/lib/i18n";
import type { ProgrammeVersion } from "@/lib/programmes";
import { DataList, Notice, Panel, Status, type Meaning } from "@/ui";
import { Answer } from "@/ui/Answer";

import css from "../rules.module.css";
import { useText } from "../text";
import type { FormAnswers, Trial, TrialForm as FormOfStage, TrialStep } from "../trial";
import { TrialForm } from "./TrialForm";

interface TrialStageProps {
  version: ProgrammeVersion;
  trial: Trial;
  /** The stages gone to after the start, the present one last. */
  path: string[];
  onPath: (path: string[]) => void;
  answers: FormAnswers;
  onAnswers: (answers: FormAnswers) => void;
}

/** Where the made-up case stands: its forms, and the steps that lead on, each with what its guards say. */
export function TrialStage({ version, trial, path, onPath, answers, onAnswers }: TrialStageProps) {
  const t = useText();
  const { stage } = trial;
  if (!stage) return <Notice meaning="attention">{t("trial.noStage")}</Notice>;
  const label = (key: string) => {
    const found = version.document.stages?.find((one) => one.key === key)?.label;
    return (currentLanguage() === "en" && found?.en) || found?.tr || key;
  };
  const start = version.document.stages?.find((one) => one.kind === "start")?.key ?? "";
  const take = (step: TrialStep) => {
    onPath([...path, step.target]);
    announce(t("trial.moved", { label: step.target_label }));
  };
  return (
    <Panel
      title={t("trial.stage", { label: stage.label })}
      actions={
        path.length > 0 ? (
          <>
            <Button size="compact-md" variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => onPath(path.slice(0, -1))}>
              {t("trial.back")}
            </Button>
            <Button
              size="compact-md"
              variant="subtle"
              leftSection={<IconRotate size={16} aria-hidden />}
              onClick={() => {
                onPath([]);
                onAnswers({});
              }}
            >
              {t("trial.restart")}
            </Button>
          </>
        ) : undefined
      }
    >
      <div className={css.stack}>
        {path.length > 0 ? (
          <ol className={css.trail} aria-label={t("trial.path")}>
            {[start, ...path].map((key, index, all) => (
              // A case may come back to a stage.
              <li key={`${key}-${index}`} aria-current={index === all.length - 1 ? "step" : undefined}>
                {label(key)}
              </li>
            ))}
          </ol>
        ) : null}
        <Forms version={version} trial={trial} forms={stage.forms} answers={answers} onAnswers={onAnswers} />
        <section className={css.stack} aria-label={t("trial.steps")}>
          <strong>{t("trial.steps")}</strong>
          {stage.kind === "end" ? <div>{t("trial.ended")}</div> : null}
          {stage.kind !== "end" && trial.transitions.length === 0 ? <div className={css.quiet}>{t("trial.noSteps")}</div> : null}
          <ul className={css.steps}>
            {trial.transitions.map((step) => (
              <Step key={step.key} step={step} onTake={() => take(step)} />
            ))}
          </ul>
        </section>
        {trial.fed.length > 0 ? (
          <section aria-label={t("trial.fed")}>
            <strong>{t("trial.fed")}</strong>
            <DataList facts={trial.fed.map((one) => ({ label: one.label, value: one.value }))} />
          </section>
        ) : null}
      </div>
    </Panel>
  );
}

const MEANINGS: Record<TrialStep["allowed"], Meaning> = { yes: "done", no: "danger", unknown: "attention" };

function Step({ step, onTake }: { step: TrialStep; onTake: () => void }) {
  const t = useText();
  const quiet = [t("trial.target", { target: step.target_label }), step.needs_reason ? t("trial.needsReason") : ""].filter(Boolean).join(" · ");
  return (
    <li>
      <div className={css.setHead}>
        <div>
          <div className={css.setName}>
            <strong>{step.label}</strong>
            <Status meaning={MEANINGS[step.allowed]}>{t(`trial.step.${step.allowed}`)}</Status>
          </div>
          <div className={css.quiet}>{quiet}</div>
        </div>
        <Button
          size="compact-md"
          variant="default"
          rightSection={<IconArrowRight size={16} aria-hidden />}
          // Reachable, so that its reason below is met by keyboard as well.
          aria-disabled={step.allowed !== "yes"}
          data-disabled={step.allowed === "yes" ? undefined : true}
          aria-label={t("trial.takeTo", { label: step.label, target: step.target_label })}
          onClick={() => (step.allowed === "yes" ? onTake() : undefined)}
        >
          {step.label}
        </Button>
      </div>
      {step.answer.clauses.length > 0 ? (
        <details open={step.allowed !== "yes"}>
          <summary className={css.summaryLine}>{t("trial.guards")}</summary>
          <Answer answer={step.answer} isCompact />
        </details>
      ) : null}
    </li>
  );
}

interface FormsProps {
  version: ProgrammeVersion;
  trial: Trial;
  forms: readonly FormOfStage[];
  answers: FormAnswers;
  onAnswers: (answers: FormAnswers) => void;
}

function Forms({ version, trial, forms, answers, onAnswers }: FormsProps) {
  const t = useText();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section className={css.stack} aria-label={t("trial.forms")}>
      <strong>{t("trial.forms")}</strong>
      {forms.length === 0 ? <div className={css.quiet}>{t("trial.noForms")}</div> : null}
      <ul className={css.steps}>
        {forms.map((form) => {
          const wrong = trial.form_problems[form.key]?.length ?? 0;
          const isFilled = form.key in answers;
          return (
            <li key={form.key}>
              <div className={css.setHead}>
                <div className={css.setName}>
                  <strong>{form.title}</strong>
                  <span className={css.quiet}>{t(form.required ? "trial.required" : "trial.optional")}</span>
                  {isFilled ? <Status meaning={wrong > 0 ? "attention" : "done"}>{wrong > 0 ? t("trial.wrong", { count: wrong }) : t("trial.filled")}</Status> : null}
                </div>
                <Button size="compact-md" variant="default" aria-expanded={open === form.key} aria-label={t("trial.fillForm", { title: form.title })} onClick={() => setOpen(open === form.key ? null : form.key)}>
                  {t(open === form.key ? "trial.formClose" : isFilled ? "trial.refill" : "trial.fill")}
                </Button>
              </div>
              {open === form.key ? (
                <TrialForm
                  versionId={version.id}
                  formKey={form.key}
                  value={answers[form.key] ?? {}}
                  problems={trial.form_problems[form.key] ?? []}
                  onUse={(value) => {
                    onAnswers({ ...answers, [form.key]: value });
                    setOpen(null);
                    announce(t("trial.filled"));
                  }}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
