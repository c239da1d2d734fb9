import { formatDate, formatDateTime } from "@/lib/dates";
import type { ProgrammeVersion } from "@/lib/programmes";
import { DataList, Notice, Panel, VersionFrame, VersionPrints } from "@/ui";

import { FindingList } from "../components/FindingList";
import { VersionActs } from "../components/VersionActs";
import css from "../programmes.module.css";
import { useText } from "../text";

/** Where a version stands: what is missing, who had a hand in it, what is in it, what may be done. */
export default function VersionOverview() {
  return (
    <VersionFrame tab="overview">
      {(version) => (
        <div className={css.stack}>
          <Standing version={version} />
          <About version={version} />
          <Contents version={version} />
          <VersionPrints versionId={version.id} />
          <VersionActs version={version} />
        </div>
      )}
    </VersionFrame>
  );
}

function Standing({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  if (version.state === "published" || version.state === "retired") return null;
  const missing = version.findings.filter((one) => one.weight !== "advice");
  const advice = version.findings.filter((one) => one.weight === "advice");
  return (
    <>
      {version.state === "draft" && version.returned_because ? (
        <Notice meaning="attention" title={t("overview.returned")}>
          {version.returned_because}
        </Notice>
      ) : null}
      {missing.length > 0 ? (
        <Panel title={t("overview.missing", { count: missing.length })} id="eksikler">
          <FindingList version={version} findings={missing} />
        </Panel>
      ) : (
        <Notice meaning="done" title={t("overview.ready")}>
          {version.can.submit.allowed ? t("overview.readyHint") : null}
        </Notice>
      )}
      {advice.length > 0 ? (
        <Panel title={t("overview.advice", { count: advice.length })}>
          <p className={css.small}>{t("overview.adviceHint")}</p>
          <FindingList version={version} findings={advice} />
        </Panel>
      ) : null}
    </>
  );
}

function About({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const by = (name: string, at: string | null) => (name && at ? t("overview.by", { name, date: formatDateTime(at) }) : name);
  const from = version.effective_from ? formatDate(version.effective_from) : "";
  const to = version.effective_to ? formatDate(version.effective_to) : "";
  const rows: [string, string, boolean][] = [
    [t("overview.effective"), from && to ? t("programme.effective", { from, to }) : from ? t("programme.effectiveOpen", { from }) : t("overview.notEntered"), true],
    [t("overview.note"), version.note || t("programme.noNote"), true],
    [t("overview.drafted"), version.drafted_by, Boolean(version.drafted_by)],
    [t("overview.submitted"), by(version.submitted_by, version.submitted_at), Boolean(version.submitted_by)],
    [t("overview.approver"), version.named_approver, Boolean(version.named_approver)],
    [t("overview.published"), by(version.published_by, version.published_at), Boolean(version.published_at)],
    [t("overview.retired"), version.retired_at ? formatDateTime(version.retired_at) : "", Boolean(version.retired_at)],
    [t("overview.upstream"), version.upstream_version, Boolean(version.upstream_version)],
  ];
  return (
    <Panel title={t("overview.about")}>
      <DataList facts={rows.filter(([, , isShown]) => isShown).map(([label, value]) => ({ label, value }))} />
    </Panel>
  );
}

function Contents({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const { document } = version;
  const counts = [
    [t("overview.count.groups"), document.target_groups?.chosen],
    [t("overview.count.forms"), document.forms],
    [t("overview.count.rules"), document.rules],
    [t("overview.count.stages"), document.stages],
    [t("overview.count.transitions"), document.transitions],
    [t("overview.count.documents"), document.documents],
    [t("overview.count.letters"), document.letters],
    [t("overview.count.indicators"), document.indicators],
  ] as const;
  return (
    <Panel title={t("overview.contents")}>
      <DataList layout="grid" facts={counts.map(([label, list]) => ({ label, value: String(list?.length ?? 0) }))} />
    </Panel>
  );
}
