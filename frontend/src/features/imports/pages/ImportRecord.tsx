import { Button, Group, Progress } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { formatNumber } from "@/lib/numbers";
import { useAction } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { LinkButton, Loaded, Notice, PageHeader, Panel, Status } from "@/ui";

import { IMPORTS, isGoing, toWrite, useImport, useKinds, type ImportJob } from "../api";
import { ColumnStep } from "../components/ColumnStep";
import { Counts } from "../components/Counts";
import { ProblemNotice } from "../components/ProblemNotice";
import { BadRows, HeldRows } from "../components/RowLists";
import { Steps } from "../components/Steps";
import css from "../imports.module.css";
import { useText } from "../text";

export default function ImportRecord() {
  const t = useText();
  const query = useImport(useParam("jobId"));
  const kinds = useKinds();
  const [isRemapping, setRemapping] = useState(false);
  return (
    <Loaded query={query}>
      {(job) => {
        const isMapping = job.state === "uploaded" || isRemapping;
        const kind = kinds.data?.results.find((one) => one.kind === job.kind);
        const step = isMapping ? 0 : ["done", "running"].includes(job.state) ? 2 : 1;
        return (
          <>
            {/* Names of files name people and illnesses: the tab does not repeat them. */}
            <PageHeader title={job.file_name} documentTitle={t("title")} crumbs={[{ label: t("title"), to: "/ice-aktarma" }]} badge={<Status meaning={job.state === "done" ? "done" : job.state === "ready" ? "attention" : job.state === "refused" || job.state === "failed" ? "danger" : "info"}>{job.state_label}</Status>} />
            <Steps titles={[t("step.columns"), t("step.preview"), t("step.result")]} current={step} />
            {isMapping && kind ? <ColumnStep key={`${job.sheet}:${job.header_row}`} job={job} kind={kind} onChecked={() => setRemapping(false)} /> : null}
            {isMapping ? null : isGoing(job.state) ? <Going job={job} /> : <Outcome job={job} onRemap={() => setRemapping(true)} />}
          </>
        );
      }}
    </Loaded>
  );
}

function Going({ job }: { job: ImportJob }) {
  const t = useText();
  const stop = useAction((_: undefined, { idempotencyKey }) => call("POST", `${IMPORTS}${job.id}/cancel/`, { idempotencyKey }), { refresh: [IMPORTS] });
  const share = job.state === "running" && job.total > 0 ? Math.min(100, (100 * job.done) / job.total) : null;
  const words = job.done === 0 ? t("waiting") : share === null ? t("progress", { done: formatNumber(job.done) }) : t("progressOf", { done: formatNumber(job.done), total: formatNumber(job.total) });
  return (
    <Panel title={job.state === "running" ? t("running") : t("checking")}>
      <div className={css.stack}>
        <ProblemNotice problem={stop.error} />
        <Progress value={share ?? 100} animated={share === null} size="lg" aria-label={job.state === "running" ? t("running") : t("checking")} />
        <div role="status">{words}</div>
        <Group>
          <Button variant="default" loading={stop.isPending || job.cancel_requested} onClick={() => stop.mutate(undefined)}>
            {t("stop")}
          </Button>
        </Group>
      </div>
    </Panel>
  );
}

function Outcome({ job, onRemap }: { job: ImportJob; onRemap: () => void }) {
  const t = useText();
  const run = useAction((_: undefined, { idempotencyKey }) => call("POST", `${IMPORTS}${job.id}/run/`, { idempotencyKey }), { refresh: [IMPORTS, "/api/v1/people/", "/api/v1/providers/"] });
  const waiting = toWrite(job);
  const isDone = job.state === "done";
  const isStopped = job.state === "cancelled" || job.state === "failed";
  const hasHeld = (job.counts.held ?? 0) > 0;
  const canRun = job.state !== "refused" && Boolean(job.checked_at) && (waiting > 0 || hasHeld);
  const canRemap = ["ready", "cancelled", "failed", "refused"].includes(job.state) && job.state !== "refused";
  return (
    <div className={css.stack}>
      <ProblemNotice problem={run.error} />
      {job.state === "refused" ? (
        <Notice meaning="danger" title={t("refused")} actions={<LinkButton to="/ice-aktarma/yeni">{t("another")}</LinkButton>}>
          {job.problem}
        </Notice>
      ) : null}
      {job.state === "failed" ? (
        <Notice meaning="danger" title={t("failed")}>
          {[job.problem, t("failedHint")].join(" ")}
        </Notice>
      ) : null}
      {job.state === "cancelled" ? <Notice meaning="attention">{t("stopped")}</Notice> : null}
      {isDone ? (
        <Notice meaning={job.counts.invalid || hasHeld ? "attention" : "done"} live="status" title={job.counts.invalid ? t("doneWithBad") : t("done")} actions={<LinkButton to={job.kind === "people" ? "/kisiler" : "/kuruluslar"}>{job.kind === "people" ? t("toPeople") : t("toProviders")}</LinkButton>} />
      ) : null}
      {job.total > 0 ? (
        <Panel title={t("total", { count: job.total })}>
          <div className={css.stack}>
            {job.state === "ready" ? <div>{t("previewLead")}</div> : null}
            <Counts counts={job.counts} />
          </div>
        </Panel>
      ) : null}
      {hasHeld ? <HeldRows job={job} canDecide={["ready", "done", "cancelled"].includes(job.state)} /> : null}
      {(job.counts.invalid ?? 0) > 0 ? <BadRows job={job} /> : null}
      <Group>
        {canRun ? (
          <Button loading={run.isPending} onClick={() => run.mutate(undefined)}>
            {waiting === 0 ? t("runDecided") : isStopped ? t("resume") : t("run", { count: waiting })}
          </Button>
        ) : null}
        {!canRun && job.state === "ready" ? <span>{t("nothingToRun")}</span> : null}
        {canRemap ? (
          <Button variant="default" onClick={onRemap}>
            {t("backToColumns")}
          </Button>
        ) : null}
        {isDone ? (
          <LinkButton to="/ice-aktarma/yeni" variant="default">
            {t("another")}
          </LinkButton>
        ) : null}
      </Group>
    </div>
  );
}
