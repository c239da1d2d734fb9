import { Button, Group, List, Stack, Text } from "@mantine/core";
import { useState } from "react";

import type { CaseInView } from "@/config/feature";
import { formatDate } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import { AppLink, ConfirmWithReason, LinkButton, Loaded, Panel, Status, toastDone } from "@/ui";

import { caseHome, CASES } from "../api";
import { draftResultLetter, outcomesPath, withdrawOutcome, type Outcome, type Outcomes } from "../story";
import { Obstacles } from "../components/Obstacles";
import { useStoryText } from "../storyText";

/** Outcomes of the assessment: those that hold, those that were withdrawn, what the forms scored. */
export default function CaseOutcomes({ one }: { one: CaseInView }) {
  const t = useStoryText();
  const found = useRead<Outcomes>(outcomesPath(one.id));
  // A programme without a list of outcomes has nothing to say here.
  if (found.data && found.data.choices.length === 0 && found.data.given.length === 0) return null;
  return (
    <Panel
      title={t("outcomes.title")}
      id="sonuclar"
      actions={
        found.data?.may_write ? (
          <LinkButton to={`${caseHome(one.id)}/sonuclar`} size="sm" variant="default">
            {t("outcomes.give")}
          </LinkButton>
        ) : null
      }
    >
      <Loaded query={found} lines={2}>
        {(data) => (
          <Stack gap="md">
            {data.given.length === 0 ? <Text>{t("outcomes.none")}</Text> : <Given one={one} data={data} />}
            <Scores caseId={one.id} data={data} />
            <Letters one={one} data={data} />
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function Given({ one, data }: { one: CaseInView; data: Outcomes }) {
  const t = useStoryText();
  const [withdrawn, setWithdrawn] = useState<Outcome | null>(null);
  const standing = [...data.given.filter((given) => !given.withdrawn_at), ...data.given.filter((given) => given.withdrawn_at)];
  return (
    <>
      <List listStyleType="none" spacing="md" styles={{ itemWrapper: { display: "block" } }}>
        {standing.map((given) => (
          <List.Item key={given.id}>
            <Group gap="xs" justify="space-between" align="start" wrap="wrap">
              <div style={{ flex: "1 1 240px", minWidth: 0 }}>
                <Text fw={600} td={given.withdrawn_at ? "line-through" : undefined}>
                  {[given.letter, given.label].filter(Boolean).join(") ")}
                </Text>
                {given.reason ? <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{given.reason}</Text> : null}
                <Text size="sm" c="dimmed">
                  {t("outcomes.given", { date: formatDate(given.given_on), by: given.by })}
                  {given.cited ? ` · ${given.cited}` : ""}
                </Text>
                {given.withdrawn_at ? (
                  <>
                    <Status meaning="neutral">{t("outcomes.withdrawn", { date: formatDate(given.withdrawn_at), by: given.withdrawn_by })}</Status>
                    <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{given.withdrawal}</Text>
                  </>
                ) : null}
                {given.withdrawing.length > 0 ? (
                  <details>
                    <summary aria-label={`${t("outcomes.cannotWithdraw")}: ${given.label}`}>{t("outcomes.cannotWithdraw")}</summary>
                    <Obstacles found={given.withdrawing} />
                  </details>
                ) : null}
              </div>
              {data.may_write && !given.withdrawn_at && given.withdrawing.length === 0 ? (
                <Button size="sm" variant="subtle" aria-label={t("outcomes.withdrawNamed", { label: given.label })} onClick={() => setWithdrawn(given)}>
                  {t("outcomes.withdraw")}
                </Button>
              ) : null}
            </Group>
          </List.Item>
        ))}
      </List>
      {withdrawn ? <Withdraw one={one} outcome={withdrawn} onClose={() => setWithdrawn(null)} /> : null}
    </>
  );
}

function Withdraw({ one, outcome, onClose }: { one: CaseInView; outcome: Outcome; onClose: () => void }) {
  const t = useStoryText();
  const withdraw = useAction((reason: string, intent) => withdrawOutcome(one.id, outcome.id, reason, intent), {
    refresh: [CASES],
    onDone: () => {
      toastDone(t("outcomes.done"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={t("outcomes.withdrawNamed", { label: outcome.label })}
      confirmLabel={t("outcomes.withdraw")}
      consequences={[t("outcomes.withdrawConsequence")]}
      reasonMinLength={3}
      isBusy={withdraw.isPending}
      problem={withdraw.error}
      onConfirm={(reason) => withdraw.mutate(reason)}
      onClose={onClose}
    />
  );
}

function Scores({ caseId, data }: { caseId: string; data: Outcomes }) {
  const t = useStoryText();
  const scored = data.assessments.filter((form) => form.points !== null);
  if (scored.length === 0) return null;
  return (
    <div>
      <Text fw={600}>{t("outcomes.scores")}</Text>
      <Text size="sm" c="dimmed">
        {t("outcomes.scoresHint")}
      </Text>
      <List spacing={2}>
        {scored.map((form) => (
          <List.Item key={form.id}>
            <AppLink to={`${caseHome(caseId)}/kayitlar/${form.id}`}>{t("outcomes.score", { title: form.title, points: form.points ?? 0, possible: form.possible })}</AppLink>
            {form.sections.length > 1 ? <Text size="sm">{form.sections.map((section) => `${section.title}: ${section.points}`).join(" · ")}</Text> : null}
          </List.Item>
        ))}
      </List>
    </div>
  );
}

function Letters({ one, data }: { one: CaseInView; data: Outcomes }) {
  const t = useStoryText();
  const draft = useAction((_: null, intent) => draftResultLetter(one.id, intent), {
    refresh: [CASES, "/api/v1/letters/"],
    onDone: () => toastDone(t("outcomes.letterDone")),
  });
  const mayDraft = data.may_write_letter && data.given.some((given) => !given.withdrawn_at);
  if (!mayDraft && data.letters.length === 0) return null;
  return (
    <Group gap="md">
      {mayDraft ? (
        <Button size="sm" variant="default" loading={draft.isPending} onClick={() => draft.mutate(null)}>
          {t("outcomes.letter")}
        </Button>
      ) : null}
      {data.letters.map((letter) => (
        <AppLink key={letter.id} to={`/yazilar/${letter.id}`}>
          {t("outcomes.openLetter", { number: letter.number || t("outcomes.draftLetter") })}
        </AppLink>
      ))}
      {draft.error ? (
        <Text c="danger" role="alert">
          {draft.error.errors[0]?.message ?? draft.error.title} {draft.error.errors[0]?.remedy ?? draft.error.detail}
        </Text>
      ) : null}
    </Group>
  );
}
