import { Button, Group, Modal, Select, Text } from "@mantine/core";
import { useState } from "react";

import { useAction } from "@/lib/query";
import { useRegistry } from "@/lib/registry";
import { useGo } from "@/lib/routing";
import { ConfirmWithReason, GuardedButton, LinkButton, toastDone, useUiText, type Obstacle } from "@/ui";
import { Answer } from "@/ui/Answer";

import { caseHome, CASES, takeStep, type Case, type Step } from "../api";
import { useText } from "../text";
import { ArticleText } from "./ArticleText";

/** The steps that leave the stage: each speaks before the click, with its reasons and articles. */
export function CaseSteps({ one }: { one: Case }) {
  const t = useText();
  const [chosen, setChosen] = useState<Step | null>(null);
  const [shown, setShown] = useState<Step | null>(null);
  const { actPages } = useRegistry();
  const go = useGo();
  const page = (step: Step) => ((step.act && actPages[step.act]) ?? "").replace("$caseId", one.id);
  // One way on stands out: what ends, needs a reason or is an act in law is never what the eye falls on first.
  // Sanctions are proposed in the section of decisions by whoever works on the case: they are not what comes next.
  const steps = one.steps.filter((step) => !(page(step) && ["suspend", "terminate"].includes(step.act)));
  const primary = steps.find((step) => !step.ends && !step.needs_reason && (!step.act || step.act === "record_application"));
  if (steps.length === 0) return <Text c="dimmed">{t("record.noNext")}</Text>;
  return (
    // Side by side while they have nothing to say; what stands in the way of one takes a line of its own.
    <Group gap="md" align="flex-start">
      {steps.map((step) => (
        <div key={step.key} style={{ maxWidth: "100%", flex: step.obstacles.length > 0 ? "1 1 100%" : undefined }}>
          {page(step) && one.may_write && step.obstacles.length > 0 ? (
            <ToPage one={one} step={step} to={page(step)} readOnly={t("record.readOnly")} />
          ) : (
            <GuardedButton variant={step === primary ? "filled" : "default"} obstacles={obstaclesOf(one, step, t("record.readOnly"))} onClick={() => (page(step) ? go(page(step)) : setChosen(step))}>
              {step.label}
            </GuardedButton>
          )}
          {step.obstacles
            .filter((found) => found.guard)
            .map((found) => (
              <ArticleText key={found.guard} article={found.article} text={found.text} />
            ))}
          {step.answer && step.answer.clauses.length > 0 ? (
            <Button size="compact-sm" variant="subtle" mt={4} onClick={() => setShown(step)} aria-label={`${step.label}: ${t("record.answer")}`}>
              {t("record.answer")}
            </Button>
          ) : null}
        </div>
      ))}
      {chosen ? <TakeStep one={one} step={chosen} onClose={() => setChosen(null)} /> : null}
      {shown?.answer ? <Reasons step={shown} onClose={() => setShown(null)} /> : null}
    </Group>
  );
}

/** An act has a page of its own, which says what is missing and where it is mended: it opens though something is. */
function ToPage({ one, step, to, readOnly }: { one: Case; step: Step; to: string; readOnly: string }) {
  return (
    <div>
      <LinkButton to={to} variant="default">
        {step.label}
      </LinkButton>
      <ul style={{ margin: "4px 0 0", paddingLeft: 20 }}>
        {obstaclesOf(one, step, readOnly).map((found) => (
          <li key={found.message}>
            <Text size="sm">
              {found.message} {found.article ? `(${found.article})` : ""}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
}

function obstaclesOf(one: Case, step: Step, readOnly: string): Obstacle[] {
  if (!one.may_write) return [{ message: readOnly }];
  return step.obstacles.map((found) => ({
    message: found.remedy && !found.form ? `${found.message} ${found.remedy}` : found.message,
    article: found.article || null,
    to: found.form ? `${caseHome(one.id)}/formlar/${found.form}` : found.href || null,
  }));
}

function Reasons({ step, onClose }: { step: Step; onClose: () => void }) {
  const ui = useUiText();
  return (
    <Modal opened onClose={onClose} title={step.label} size="lg" closeButtonProps={{ "aria-label": ui("close") }}>
      {step.answer ? <Answer answer={step.answer} /> : null}
    </Modal>
  );
}

function TakeStep({ one, step, onClose }: { one: Case; step: Step; onClose: () => void }) {
  const t = useText();
  const [closure, setClosure] = useState<string | null>(one.closures.length === 1 ? (one.closures[0]?.key ?? null) : null);
  const take = useAction((reason: string, intent) => takeStep(one, { transition: step.key, reason, closure: (step.ends && closure) || "" }, intent), {
    refresh: [CASES],
    onDone: (saved) => {
      toastDone(t("step.done", { stage: saved.stage.label }));
      onClose();
    },
  });
  const needsClosure = step.ends && one.closures.length > 0;
  const needsReason = step.needs_reason || (needsClosure && one.closures.find((found) => found.key === closure)?.needs_reason);
  return (
    <ConfirmWithReason
      title={step.label}
      confirmLabel={step.label}
      isDangerous={step.ends}
      consequences={[t("step.to", { stage: step.target.label }), ...(step.ends ? [t("step.ends")] : []), ...(step.basis ? [t("step.basis", { basis: step.basis })] : [])]}
      reasonMinLength={needsReason ? 3 : 0}
      isBusy={take.isPending}
      problem={take.error}
      onConfirm={(reason) => take.mutate(reason)}
      onClose={onClose}
    >
      {needsClosure ? (
        <Select
          label={t("field.closure")}
          data={one.closures.map((found) => ({ value: found.key, label: [found.letter, found.label].filter(Boolean).join(") ") }))}
          value={closure}
          onChange={setClosure}
          allowDeselect={false}
          required
          withAsterisk={false}
          error={take.error?.errors.some((problem) => problem.field === "closure") ? t("step.chooseClosure") : null}
        />
      ) : null}
    </ConfirmWithReason>
  );
}
