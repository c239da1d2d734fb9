import { Progress } from "@mantine/core";
import { IconCircle, IconCircleCheck, IconCircleX, IconLoader2 } from "@tabler/icons-react";

import { formatTime } from "@/lib/dates";

import type { Job } from "../api";
import css from "../municipalities.module.css";
import { useText } from "../text";

const ICONS = { waiting: IconCircle, running: IconLoader2, done: IconCircleCheck, failed: IconCircleX };
const KNOWN = ["schema", "invitation", "migrate", "measure", "spares", "backup", "archive", "delete"] as const;
type Known = (typeof KNOWN)[number];

/** What a job is made of and how far it is; a screen reader hears each step's state as a word. */
export function Steps({ job }: { job: Job }) {
  const t = useText();
  return (
    <ol className={css.steps}>
      {job.steps.map((step) => {
        const Icon = ICONS[step.state];
        const isCounted = step.total !== null && step.total !== undefined && step.total > 0;
        return (
          <li key={step.key} className={css[step.state]}>
            <Icon size={22} stroke={1.75} aria-hidden className={step.state === "running" ? css.turning : undefined} />
            <div>
              <div>
                {(KNOWN as readonly string[]).includes(step.key) ? t(`step.${step.key as Known}`) : step.key}
                {" · "}
                <strong>{t(`step.${step.state}`)}</strong>
                {step.finished_at ? <span className={css.time}> {formatTime(step.finished_at)}</span> : null}
              </div>
              {isCounted ? (
                <>
                  <Progress value={((step.done ?? 0) / (step.total ?? 1)) * 100} aria-label={t(`step.count`, { done: step.done ?? 0, total: step.total ?? 0 })} />
                  <span className={css.time}>{t("step.count", { done: step.done ?? 0, total: step.total ?? 0 })}</span>
                </>
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
