import { Button, CopyButton } from "@mantine/core";
import { useEffect, useRef } from "react";

import { announce } from "@/lib/announce";
import { formatDateTime } from "@/lib/dates";
import { refreshReads } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { DataList, LinkButton, Loaded, Notice, PageHeader, Panel, Status } from "@/ui";

import { FLEET, JOB_MEANING, useJob, type JobDetail } from "../api";
import { Steps } from "../components/Steps";
import css from "../municipalities.module.css";
import { useText } from "../text";

/** One job, live: it can be left and found again under its address. */
export default function JobRecord() {
  const job = useJob(useParam("fleetJobId"));
  return <Loaded query={job}>{(data) => <Record job={data} />}</Loaded>;
}

function Record({ job }: { job: JobDetail }) {
  const t = useText();
  const before = useRef(job.state);
  useEffect(() => {
    if (before.current === job.state) return;
    before.current = job.state;
    announce(t(`jobState.${job.state}`));
    void refreshReads([FLEET]);
  }, [job.state, t]);
  const name = job.municipality?.name ?? (job.slug || t("job.all"));
  return (
    <>
      <PageHeader
        title={t("job.title", { kind: t(`jobKind.${job.kind}`), name })}
        crumbs={[
          { label: t("title"), to: "/belediyeler" },
          { label: t("jobs"), to: "/belediyeler/isler" },
        ]}
        badge={<Status meaning={JOB_MEANING[job.state]}>{t(`jobState.${job.state}`)}</Status>}
      />
      <div style={{ display: "grid", gap: 16 }}>
        {job.state === "queued" ? <Notice>{t("job.waits")}</Notice> : null}
        {job.state === "failed" ? (
          <Notice meaning="danger" title={t("job.failed")}>
            {job.error}
          </Notice>
        ) : null}
        {job.state === "done" && (job.kind === "create" || job.kind === "invite") ? <Ready job={job} /> : null}
        <Panel title={t("job.steps")}>
          <Steps job={job} />
        </Panel>
        <Panel title={t("job.facts")}>
          <DataList
            facts={[
              { label: t("field.address"), value: job.address ? <a href={job.address}>{job.address}</a> : null, unknown: t("job.all") },
              { label: t("field.askedBy"), value: job.asked_by, unknown: t("job.platform") },
              { label: t("field.reason"), value: job.reason, unknown: "—" },
              { label: t("field.askedAt"), value: formatDateTime(job.asked_at) },
              { label: t("field.finishedAt"), value: formatDateTime(job.finished_at), unknown: "—" },
              ...(job.cause ? [{ label: t("job.cause"), value: <code style={{ overflowWrap: "anywhere" }}>{job.cause}</code> }] : []),
            ]}
          />
        </Panel>
      </div>
    </>
  );
}

function Ready({ job }: { job: JobDetail }) {
  const t = useText();
  return (
    <Notice
      meaning="done"
      title={job.kind === "create" ? t("job.doneCreate") : t("jobState.done")}
      actions={job.municipality ? <LinkButton to={`/belediyeler/${job.municipality.id}`}>{t("job.open")}</LinkButton> : null}
    >
      {job.invitation_link ? (
        <div className={css.link}>
          <div>{t("job.doneCreateHint")}</div>
          <div>
            <div>{t("job.link")}</div>
            <code>{job.invitation_link}</code>
          </div>
          <div>
            <CopyButton value={job.invitation_link}>
              {({ copied, copy }) => (
                <Button size="sm" variant="default" onClick={copy}>
                  {copied ? t("job.copied") : t("job.copy")}
                </Button>
              )}
            </CopyButton>
          </div>
        </div>
      ) : (
        t("job.linkGone")
      )}
    </Notice>
  );
}
