import { Button, Progress, Select } from "@mantine/core";
import { IconPrinter, IconRefresh } from "@tabler/icons-react";
import { useEffect, useState } from "react";

import { announce } from "@/lib/announce";
import { formatDate } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { useVersions, type ProgrammeVersion } from "@/lib/programmes";
import { EmptyState, ErrorState, Notice } from "@/ui";
import { VersionFrame } from "@/ui/VersionFrame";

import { Affected } from "../components/Affected";
import { CaseEffects } from "../components/CaseEffects";
import { PersonEffects } from "../components/PersonEffects";
import css from "../rules.module.css";
import { useText } from "../text";
import { affectsNobody, useWhatIf, type Against, type WhatIf as Found } from "../what-if";

/** Before a version is published: who gains, who loses, which cases change. */
export default function WhatIf() {
  return <VersionFrame tab="whatif">{(version) => <Effects version={version} />}</VersionFrame>;
}

function Effects({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const [against, setAgainst] = useState<Against>("");
  const found = useWhatIf(version.id, against);
  const isComputing = found.isFetching;
  const isDone = found.isSuccess && !isComputing;
  useEffect(() => {
    if (isDone) announce(t("whatIf.done"));
  }, [isDone, t]);
  return (
    <div className={css.main}>
      <p className={css.lead}>{t("whatIf.lead")}</p>
      <div className={`${css.tools} no-print`}>
        <AgainstPicker version={version} value={against} onChange={setAgainst} />
        <Button variant="default" leftSection={<IconRefresh size={18} aria-hidden />} loading={isComputing} onClick={() => void found.refetch()}>
          {t("whatIf.run")}
        </Button>
        <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} disabled={!found.data} onClick={() => window.print()}>
          {t("whatIf.print")}
        </Button>
      </div>
      {isComputing ? (
        <div role="status" aria-busy>
          <Progress value={100} animated aria-label={t("whatIf.computing")} />
          <div className={css.quiet}>{t("whatIf.computing")}</div>
        </div>
      ) : null}
      {found.error && !isComputing ? <ErrorState problem={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && !found.error ? <Shown version={version} found={found.data} against={against} /> : null}
    </div>
  );
}

function AgainstPicker({ version, value, onChange }: { version: ProgrammeVersion; value: Against; onChange: (against: Against) => void }) {
  const t = useText();
  const versions = useVersions(version.programme.id);
  const others = (versions.data?.results ?? []).filter((one) => one.id !== version.id);
  return (
    <Select
      label={t("whatIf.against")}
      w={320}
      maw="100%"
      data={[
        { value: "", label: t("whatIf.usual") },
        ...others.map((one) => ({ value: one.id, label: t("whatIf.version", { number: one.number, state: one.state_label }) })),
        { value: "nothing", label: t("whatIf.nothing") },
      ]}
      value={value}
      onChange={(next) => onChange(next ?? "")}
    />
  );
}

function Shown({ version, found, against }: { version: ProgrammeVersion; found: Found; against: Against }) {
  const t = useText();
  const { persons, cases } = found;
  const count = (value: number | null) => (value === null ? t("whatIf.maskedCell") : formatNumber(value));
  const context = [t("whatIf.on", { day: formatDate(found.on) }), found.against ? t("whatIf.comparedTo", { number: found.against.number }) : t("whatIf.comparedToNothing")];
  const cut = [persons, cases].find((one) => !one.complete);
  return (
    <>
      <div className={css.quiet}>{context.join(" · ")}</div>
      {found.masked ? <Notice>{t("whatIf.masked", { threshold: found.threshold ?? 0, rounded: found.rounded_to ?? 1 })}</Notice> : null}
      {cut ? <Notice meaning="attention">{t("whatIf.incomplete", { concerned: count(cut.concerned), examined: count(cut.examined) })}</Notice> : null}
      {persons.total === 0 && cases.total === 0 ? (
        <EmptyState title={t("whatIf.nobodyTitle")}>{t("whatIf.nobodyHint")}</EmptyState>
      ) : affectsNobody(found) ? (
        <EmptyState title={t("whatIf.emptyTitle")}>{t("whatIf.emptyHint", { people: count(persons.total), cases: count(cases.total) })}</EmptyState>
      ) : (
        <>
          <PersonEffects persons={persons} />
          <CaseEffects cases={cases} />
          <Affected key={against} version={version} against={against} found={found} />
        </>
      )}
    </>
  );
}
