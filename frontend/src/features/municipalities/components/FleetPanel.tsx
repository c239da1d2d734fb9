import { Button } from "@mantine/core";
import { useState } from "react";

import { formatDateTime, formatRelative } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { useAction, useRead } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { ConfirmWithReason, DataList, LinkButton, Loaded, Panel, Status, toastDone, toastProblem } from "@/ui";

import { FLEET, JOBS, MUNICIPALITIES, orderJob, type JobKind, type Summary } from "../api";
import { useText } from "../text";

/** The fleet in a few figures, and what can be asked of all of it. */
export function FleetPanel() {
  const t = useText();
  const go = useGo();
  const summary = useRead<Summary>(FLEET, undefined, { refetchInterval: 15_000 });
  const [isAsking, setAsking] = useState(false);
  const order = useAction(
    ({ kind, reason }: { kind: JobKind; reason: string }, { idempotencyKey }) => orderJob(kind, reason, { idempotencyKey }),
    {
      refresh: [FLEET, JOBS, MUNICIPALITIES],
      onDone: (job) => {
        toastDone(t("panel.ordered"));
        go(`/belediyeler/isler/${job.id}`);
      },
    },
  );
  const ask = (kind: JobKind) => order.mutate({ kind, reason: "" }, { onError: toastProblem });
  return (
    <div style={{ marginBottom: 24 }}>
      <Panel
        title={t("panel.title")}
        actions={
          <>
            <Button size="sm" variant="default" onClick={() => setAsking(true)}>
              {t("panel.migrateAll")}
            </Button>
            <Button size="sm" variant="default" onClick={() => ask("measure")}>
              {t("panel.measure")}
            </Button>
            <Button size="sm" variant="default" onClick={() => ask("refill")}>
              {t("panel.refill")}
            </Button>
            <LinkButton to="/belediyeler/isler" size="sm" variant="subtle">
              {t("jobs")}
            </LinkButton>
          </>
        }
      >
        <Loaded query={summary} lines={2}>
          {(data) => <Figures data={data} />}
        </Loaded>
      </Panel>
      {isAsking ? (
        <ConfirmWithReason
          title={t("panel.migrateAll")}
          consequences={t("panel.migrateAllEffects").split("|")}
          confirmLabel={t("panel.migrateAll")}
          isDangerous={false}
          reasonMinLength={3}
          reasonLabel={t("field.reason")}
          isBusy={order.isPending}
          problem={order.error}
          onConfirm={(reason) => order.mutate({ kind: "migrate", reason })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}

function Figures({ data }: { data: Summary }) {
  const t = useText();
  const count = (value: number) => <span className="tabular">{formatNumber(value)}</span>;
  const worrying = (value: number, meaning: "attention" | "danger", detail?: string) =>
    value === 0 ? count(0) : <Status meaning={meaning}>{[formatNumber(value), detail].filter(Boolean).join(", ")}</Status>;
  const seen = data.worker_seen_at ? t("panel.silentHint", { since: formatDateTime(data.worker_seen_at) }) : t("panel.neverSeen");
  return (
    <DataList
      layout="grid"
      facts={[
        { label: t("panel.municipalities"), value: count(data.municipalities) },
        { label: t("panel.current"), value: count(data.current) },
        { label: t("panel.behind"), value: worrying(data.behind, "attention") },
        {
          label: t("panel.failed"),
          value: worrying(data.failed, "danger", data.failed_since ? t("panel.failedSince", { since: formatDateTime(data.failed_since) }) : undefined),
        },
        { label: t("panel.bad"), value: worrying(data.bad, "danger") },
        { label: t("panel.spares"), value: count(data.spares) },
        {
          label: t("panel.worker"),
          value: data.is_worker_alive ? (
            <Status meaning="done">{t("panel.alive")}</Status>
          ) : (
            <>
              <Status meaning="danger">{t("panel.silent")}</Status>
              <div>{seen}</div>
            </>
          ),
        },
        {
          label: t("panel.waiting"),
          value: (
            <>
              {count(data.waiting_jobs)}
              {data.oldest_job_at ? `, ${t("panel.lag", { since: formatRelative(data.oldest_job_at) })}` : null}
            </>
          ),
        },
        { label: t("panel.measured"), value: formatDateTime(data.measured_at), unknown: t("notMeasured") },
      ]}
    />
  );
}
