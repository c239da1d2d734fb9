import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import type { CaseInView } from "@/config/feature";
import { formatDate } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { AppLink, Disclosure, Panel, Status } from "@/ui";

import { coachingPath, employmentPath, openEmployment, type CaseCoaching, type EmploymentPage, type Observation, type Referral } from "../api";
import { EmploymentDialog, OutcomeDialog, ReferralDialog } from "../components/EmploymentDialogs";
import { usePurposes } from "../purposes";
import { useText } from "../text";

type Dialog = { kind: "note" } | { kind: "correct"; row: Observation } | { kind: "refer" } | { kind: "outcome"; row: Referral } | null;

/** "İstihdam bilgisi": what others brought about, with source and date, and referrals to institutions (Art. 7). */
export default function CaseEmployment({ one }: { one: CaseInView }) {
  const t = useText();
  const found = useRead<EmploymentPage>(employmentPath(one.id));
  const coaching = useRead<CaseCoaching>(coachingPath(one.id));
  const [dialog, setDialog] = useState<Dialog>(null);
  const purposes = usePurposes();
  const page = found.data;
  if (!page) return null;
  const close = () => setDialog(null);
  const hasWords = page.observations.length + page.referrals.length > 0;
  return (
    <Panel title={t("employment.title")} id="istihdam">
      <Stack gap="md">
        {page.article ? (
          <Text size="sm" c="dimmed">
            {t("employment.lead", { article: page.article.cited })}
          </Text>
        ) : null}
        <Group gap="xs">
          <Text size="sm">
            {page.person_status ? t("employment.status", { label: page.person_status.label, since: page.person_status.since ? formatDate(page.person_status.since) : "…" }) : t("employment.noStatus")}
          </Text>
          <AppLink to={`/kisiler/${page.person.id}`} aria-label={`${t("employment.toPerson")}: ${page.person.name}`}>
            {t("employment.toPerson")}
          </AppLink>
        </Group>
        <Rows page={page} onDialog={setDialog} />
        {page.is_closed && hasWords ? (
          <Disclosure label={t("employment.words")} purposes={purposes} read={(purpose) => openEmployment(one.id, purpose)}>
            {(opened) => <Rows page={opened} onDialog={setDialog} />}
          </Disclosure>
        ) : null}
        {page.may_write ? (
          <Group gap="xs">
            <Button variant="default" size="sm" onClick={() => setDialog({ kind: "note" })}>
              {t("employment.note")}
            </Button>
            {page.refers ? (
              <Button variant="default" size="sm" onClick={() => setDialog({ kind: "refer" })}>
                {t("referral.new")}
              </Button>
            ) : null}
          </Group>
        ) : null}
      </Stack>
      {dialog?.kind === "note" || dialog?.kind === "correct" ? <EmploymentDialog caseId={one.id} page={page} row={dialog.kind === "correct" ? dialog.row : null} onClose={close} /> : null}
      {dialog?.kind === "refer" ? <ReferralDialog caseId={one.id} activities={coaching.data?.activities ?? []} onClose={close} /> : null}
      {dialog?.kind === "outcome" ? <OutcomeDialog row={dialog.row} onClose={close} /> : null}
    </Panel>
  );
}

function Rows({ page, onDialog }: { page: EmploymentPage; onDialog: (dialog: Dialog) => void }) {
  const t = useText();
  return (
    <Stack gap="sm">
      {page.observations.length === 0 ? <Text c="dimmed">{t("employment.none")}</Text> : null}
      {page.observations.map((row) => (
        <Group key={row.id} justify="space-between" align="start" gap="xs">
          <div style={{ flex: "1 1 220px", minWidth: 0 }}>
            <Text>
              {formatDate(row.since)} – {row.until ? formatDate(row.until) : t("employment.goesOn")}
              {row.hours_a_week ? ` · ${t("employment.hours", { hours: row.hours_a_week.replace(".", ",") })}` : ""}
            </Text>
            {row.work ? <Text style={{ overflowWrap: "anywhere" }}>{row.work}</Text> : null}
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {[row.source ? t("employment.sourceOn", { source: row.source.label, date: row.source_on ? formatDate(row.source_on) : "…" }) : null, row.recorded_by, row.note].filter(Boolean).join(" · ")}
            </Text>
          </div>
          {page.may_write && !page.is_closed ? (
            <Button size="sm" variant="subtle" aria-label={`${t("employment.correct")}: ${formatDate(row.since)}`} onClick={() => onDialog({ kind: "correct", row })}>
              {t("employment.correct")}
            </Button>
          ) : null}
        </Group>
      ))}
      {page.referrals.map((row) => (
        <Group key={row.id} justify="space-between" align="start" gap="xs">
          <div style={{ flex: "1 1 220px", minWidth: 0 }}>
            <Text style={{ overflowWrap: "anywhere" }}>{t("referral.line", { institution: row.institution, date: formatDate(row.referred_on) })}</Text>
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {[row.activity ? [row.activity.letter, row.activity.label].filter(Boolean).join(") ") : null, row.why, row.outcome_note].filter(Boolean).join(" · ")}
            </Text>
            {row.outcome ? <Status meaning="info">{`${row.outcome.label} · ${formatDate(row.outcome_on)}`}</Status> : null}
          </div>
          {page.may_write && !page.is_closed ? (
            <Button size="sm" variant="subtle" aria-label={`${t("referral.outcome")}: ${row.institution}`} onClick={() => onDialog({ kind: "outcome", row })}>
              {t("referral.outcome")}
            </Button>
          ) : null}
        </Group>
      ))}
    </Stack>
  );
}
