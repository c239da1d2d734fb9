import { Button, Progress, Text } from "@mantine/core";
import { useState } from "react";

import type { Right } from "@/config/rights";
import { call } from "@/lib/api";
import { useAction, useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { ConfirmWithReason, LinkButton, Loaded, Notice, PageHeader, Panel, Status, toastDone } from "@/ui";

import { progressOf, SETUP, type Step } from "../api";
import css from "../setup.module.css";
import { useText } from "../text";

const MEANING = { done: "done", open: "attention", aside: "neutral" } as const;

export default function Setup() {
  const t = useText();
  const steps = useRead<{ results: Step[] }>(SETUP);
  const [left, setLeft] = useState<Step | null>(null);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} crumbs={[{ label: t("settings"), to: "/ayarlar" }]} />
      <Loaded query={steps}>
        {({ results }) => {
          const { done, all, next } = progressOf(results);
          const said = t("progress", { done, all });
          return (
            <div style={{ display: "grid", gap: 24 }}>
              <div>
                <Text mb={8}>{said}</Text>
                <Progress value={all ? (100 * done) / all : 0} aria-label={said} />
              </div>
              {next ? null : (
                <Notice meaning="done" title={t("finished")}>
                  {t("finishedHint")}
                </Notice>
              )}
              <Panel isFlush>
                <ol className={css.steps}>
                  {results.map((step, index) => (
                    <Row key={step.key} step={step} number={index + 1} isNext={step.key === next?.key} onAside={() => setLeft(step)} />
                  ))}
                </ol>
              </Panel>
            </div>
          );
        }}
      </Loaded>
      {left ? <Aside step={left} onClose={() => setLeft(null)} /> : null}
    </>
  );
}

function Row({ step, number, isNext, onAside }: { step: Step; number: number; isNext: boolean; onAside: () => void }) {
  const t = useText();
  const mayTake = useCan()(step.right as Right);
  const back = useAction(() => call<void>("DELETE", `${SETUP}${step.key}/aside/`), { refresh: [SETUP] });
  return (
    <li className={css.step} aria-current={isNext ? "step" : undefined}>
      <span className={css.number} aria-hidden>
        {number}
      </span>
      <div className={css.words}>
        <Text fw={600}>{step.title}</Text>
        <Text c="dimmed">{step.state === "aside" ? step.reason : step.hint}</Text>
        <Text size="sm" c="dimmed">
          {t("who", { who: step.who })}
        </Text>
      </div>
      <div className={css.acts}>
        <Status meaning={MEANING[step.state]}>{t(`state.${step.state}`)}</Status>
        {step.state === "open" && mayTake ? (
          <LinkButton to={step.to} variant={isNext ? "filled" : "default"} aria-label={t("goTo", { title: step.title })}>
            {t("go")}
          </LinkButton>
        ) : null}
        {step.state === "open" && !step.needed ? (
          <Button variant="subtle" onClick={onAside} aria-label={t("asideOf", { title: step.title })}>
            {t("aside")}
          </Button>
        ) : null}
        {step.state === "aside" ? (
          <Button variant="subtle" loading={back.isPending} onClick={() => back.mutate(undefined)} aria-label={t("backOf", { title: step.title })}>
            {t("back")}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function Aside({ step, onClose }: { step: Step; onClose: () => void }) {
  const t = useText();
  const act = useAction((reason: string, { idempotencyKey }) => call<void>("POST", `${SETUP}${step.key}/aside/`, { body: { reason }, idempotencyKey }), {
    refresh: [SETUP],
    onDone: () => {
      toastDone(t("asideDone"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={`${t("asideTitle")}: ${step.title}`}
      consequences={[t("asideConsequence")]}
      confirmLabel={t("aside")}
      isDangerous={false}
      reasonMinLength={3}
      isBusy={act.isPending}
      problem={act.error}
      onConfirm={(reason) => act.mutate(reason)}
      onClose={onClose}
    />
  );
}
