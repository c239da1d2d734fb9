import { formatDate, formatDateTime } from "@/lib/dates";
import { formatBytes, formatNumber } from "@/lib/numbers";
import { usePage, useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import type { components } from "@/schema/api";
import { AppLink, DataList, Loaded, Notice, Panel, RecordPage, Status, Timeline } from "@/ui";

import { GRADE_MEANING, isOpen, JOB_MEANING, JOBS, MUNICIPALITIES, STATE_MEANING, VERSION_MEANING, type Job, type MunicipalityDetail } from "../api";
import { QueueWords } from "../components/FleetList";
import { Acts } from "../components/Acts";
import { useText } from "../text";
import { eventWords } from "../words";

type AuditEvent = components["schemas"]["AuditEvent"];

/** One municipality: its facts, what was measured, what was done to it, and what can be done. */
export default function MunicipalityRecord() {
  const municipality = useRead<MunicipalityDetail>(`${MUNICIPALITIES}${useParam("municipalityId")}/`, undefined, { refetchInterval: 15_000 });
  return <Loaded query={municipality}>{(data) => <Record municipality={data} />}</Loaded>;
}

function Record({ municipality }: { municipality: MunicipalityDetail }) {
  const t = useText();
  const { health, failure } = municipality;
  return (
    <RecordPage
      title={municipality.name}
      crumbs={[{ label: t("title"), to: "/belediyeler" }]}
      facts={[
        { label: t("field.state"), value: <Status meaning={STATE_MEANING[municipality.state]}>{t(`state.${municipality.state}`)}</Status> },
        { label: t("field.version"), value: <Status meaning={VERSION_MEANING[municipality.version_state]}>{t(`version.${municipality.version_state}`)}</Status> },
        {
          label: t("field.health"),
          value: health ? <Status meaning={GRADE_MEANING[health.grade]}>{t(`grade.${health.grade}`)}</Status> : null,
          unknown: t("notMeasured"),
        },
        { label: t("field.size"), value: health ? formatBytes(health.size_bytes ?? 0) : null, unknown: t("notMeasured") },
        { label: t("field.backup"), value: formatDateTime(health?.last_backup_at), unknown: t("never") },
      ]}
      notices={
        <>
          {municipality.state === "suspended" ? <Notice meaning="attention">{t("record.suspended")}</Notice> : null}
          {failure ? (
            <Notice meaning="danger" title={t("record.failure")}>
              {t("record.failureText", {
                migration: failure.migration ?? "",
                cause: failure.cause,
                since: formatDateTime(failure.since),
                count: failure.attempts ?? 1,
              })}
            </Notice>
          ) : null}
        </>
      }
      side={
        <Panel title={t("record.history")}>
          <History id={municipality.id} />
        </Panel>
      }
    >
      <Acts municipality={municipality} />
      <Panel title={t("record.about")}>
        <DataList
          facts={[
            { label: t("field.address"), value: <a href={municipality.address}>{municipality.address.replace(/^https?:\/\//, "")}</a> },
            { label: t("field.kind"), value: t(`kind.${municipality.kind}`) },
            { label: t("field.province"), value: [municipality.district, municipality.province].filter(Boolean).join(", ") },
            {
              label: t("field.upper"),
              value: municipality.parent ? <AppLink to={`/belediyeler/${municipality.parent.id}`}>{municipality.parent.name}</AppLink> : null,
              unknown: t("fresh.noParent"),
            },
            { label: t("field.created"), value: formatDate(municipality.created_at) },
          ]}
        />
      </Panel>
      <Panel title={t("record.measures")}>
        {health && (health.findings ?? []).length > 0 ? (
          <div style={{ marginBottom: 16 }}>
            <Notice meaning={health.grade === "bad" ? "danger" : "attention"} title={t("record.findings")}>
              <ul>
                {health.findings.map((finding) => (
                  <li key={finding.code}>{finding.label}</li>
                ))}
              </ul>
            </Notice>
          </div>
        ) : null}
        <DataList
          facts={[
            { label: t("field.migrations"), value: `${formatNumber(municipality.migrations_applied ?? 0)} / ${formatNumber(municipality.migrations_known)}` },
            { label: t("field.tables"), value: health ? formatNumber(health.tables ?? 0) : null, unknown: t("notMeasured") },
            { label: t("field.queue"), value: health ? <QueueWords health={health} /> : null, unknown: t("notMeasured") },
            { label: t("field.sealed"), value: formatDateTime(health?.history_sealed_at), unknown: t("never") },
            { label: t("field.measured"), value: formatDateTime(health?.measured_at), unknown: t("notMeasured") },
          ]}
        />
      </Panel>
      <Panel title={t("record.lastJobs")}>
        <LastJobs id={municipality.id} />
      </Panel>
    </RecordPage>
  );
}

function LastJobs({ id }: { id: string }) {
  const t = useText();
  const jobs = usePage<Job>(JOBS, { municipality: id, page_size: 5 }, { refetchInterval: (data) => (data?.results.some(isOpen) ? 2_000 : 15_000) });
  return (
    <Loaded query={jobs} lines={2}>
      {({ results }) =>
        results.length === 0 ? (
          <>{t("job.empty")}</>
        ) : (
          <ul style={{ margin: 0, padding: 0, listStyle: "none", display: "grid", gap: 12 }}>
            {results.map((job) => (
              <li key={job.id} style={{ display: "flex", flexWrap: "wrap", gap: "4px 12px" }}>
                <AppLink to={`/belediyeler/isler/${job.id}`}>{t(`jobKind.${job.kind}`)}</AppLink>
                <Status meaning={JOB_MEANING[job.state]}>{t(`jobState.${job.state}`)}</Status>
                <span className="tabular">{formatDateTime(job.asked_at)}</span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function History({ id }: { id: string }) {
  const t = useText();
  const events = usePage<AuditEvent>("/api/v1/audit/", { subject: id, page_size: 20 });
  return (
    <Loaded query={events} lines={3}>
      {({ results }) =>
        results.length === 0 ? (
          <>{t("record.historyEmpty")}</>
        ) : (
          <Timeline
            events={results.map((event) => ({ id: event.id ?? "", at: event.at, title: eventWords(event.action), by: event.actor.name || t("job.platform"), detail: event.reason }))}
          />
        )
      }
    </Loaded>
  );
}
