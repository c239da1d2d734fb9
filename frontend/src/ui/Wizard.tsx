import { Button, VisuallyHidden } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";

import { Notice } from "./Notice";
import css from "./kit.module.css";
import { useUiText } from "./text";

export interface WizardStep {
  id: string;
  title: string;
  content: ReactNode;
  /** Why the next step cannot be taken yet. */
  blockedBecause?: string;
  /** Runs before moving on; false stays. */
  onNext?: () => boolean | Promise<boolean>;
  nextLabel?: string;
}

interface WizardProps {
  steps: readonly WizardStep[];
  current: number;
  onMove: (index: number) => void;
  onFinish: () => void;
  finishLabel?: string;
  isBusy?: boolean;
}

/** Steps that depend on one another. Where one stands is told; going back loses nothing. */
export function Wizard({ steps, current, onMove, onFinish, finishLabel, isBusy }: WizardProps) {
  const t = useUiText();
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(current);
  useEffect(() => {
    if (before.current !== current) heading.current?.focus();
    before.current = current;
  }, [current]);
  const step = steps[current];
  if (!step) return null;
  const isLast = current === steps.length - 1;

  const forward = async () => {
    if (step.onNext && !(await step.onNext())) return;
    if (isLast) onFinish();
    else onMove(current + 1);
  };
  return (
    <div>
      <ol className={css.steps} aria-label={t("wizard.steps")}>
        {steps.map((one, index) => (
          <li key={one.id} aria-current={index === current ? "step" : undefined} data-done={index < current}>
            <span className={css.stepMark} aria-hidden>
              {index < current ? <IconCheck size={16} /> : index + 1}
            </span>
            {one.title}
            {index < current ? <VisuallyHidden>({t("wizard.done")})</VisuallyHidden> : null}
          </li>
        ))}
      </ol>
      <h2 ref={heading} tabIndex={-1} className={css.pageTitle}>
        <VisuallyHidden>{t("wizard.step", { current: current + 1, total: steps.length })}: </VisuallyHidden>
        {step.title}
      </h2>
      {step.content}
      {step.blockedBecause ? (
        <div style={{ marginTop: 16 }}>
          <Notice meaning="attention">{step.blockedBecause}</Notice>
        </div>
      ) : null}
      <div className={css.wizardFoot}>
        <Button onClick={() => void forward()} disabled={Boolean(step.blockedBecause)} loading={isBusy}>
          {step.nextLabel ?? (isLast ? (finishLabel ?? t("finish")) : t("next"))}
        </Button>
        {current > 0 ? (
          <Button variant="default" onClick={() => onMove(current - 1)}>
            {t("back")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
