import { Button, Group, List, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { formatDate } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { AppLink, ConfirmWithReason, LinkButton, Loaded, Notice, Panel, RecordPage, Timeline, toastDone, toastProblem, type TimelineEvent } from "@/ui";

import { carryOut, casePage, CHANGED, decisionPath, withdrawDecision, type Decision } from "../api";
import { Articles } from "../components/Articles";
import { HearingPanel } from "../components/HearingPanel";
import { Letters } from "../components/Letters";
import { State } from "../components/State";
import { TakingPanel } from "../components/TakingPanel";
import { useText } from "../text";

/** A decision: where it stands, what it rests on, the hearing, the decision itself, its letters and its effect. */
export default function DecisionRecord() {
  const found = useRead<Decision>(decisionPath(useParam("decisionId")));
  return <Loaded query={found}>{(one) => <Record one={one} />}</Loaded>;
}

const isWritten = (one: Decision) => one.state === "proposed" || one.state === "hearing";

function Record({ one }: { one: Decision }) {
  const t = useText();
  const can = useCan();
  const ground = one.ground ? [one.ground.letter, one.ground.label].filter(Boolean).join(") ") : null;
  return (
    <RecordPage
      title={one.kind_label}
      documentTitle={t("one")}
      lead={<AppLink to={`/kisiler/${one.person.id}`}>{one.person.name}</AppLink>}
      crumbs={[
        { label: t("title"), to: "/kararlar" },
        { label: one.case.number, to: casePage(one.case.id) },
      ]}
      badge={<State row={one} />}
      actions={<Actions one={one} />}
      facts={[
        { label: t("field.case"), value: <AppLink to={casePage(one.case.id)}>{one.case.number}</AppLink> },
        { label: t("field.programme"), value: one.programme.name },
        ...(one.kind === "resume" ? [] : [{ label: t("field.ground"), value: ground, unknown: "—" }]),
        { label: t("field.effectiveOn"), value: one.effective_on ? formatDate(one.effective_on) : null, unknown: "—" },
        { label: t("field.takenBy"), value: one.taken_by ? [one.taken_by, one.taken_for ? t("field.actingFor", { name: one.taken_for }) : ""].filter(Boolean).join(", ") : null, unknown: "—" },
      ]}
      notices={<Notices one={one} />}
      side={
        <Panel title={t("record.steps")}>
          <Timeline events={stepsOf(one, t)} />
        </Panel>
      }
    >
      {isWritten(one) ? <Articles articles={one.articles} /> : null}
      {one.kind === "resume" ? null : <EvidencePanel one={one} />}
      {one.kind === "resume" ? null : <HearingPanel one={one} />}
      {isWritten(one) ? <TakingPanel key={one.version} one={one} /> : <Taken one={one} />}
      <Panel title={t("record.letters")} id="yazilar">
        <Letters letters={one.letters} />
      </Panel>
      {one.kind === "resume" || isWritten(one) ? null : (
        <Group gap="sm">
          <Text size="sm">
            {t("record.complaint")} <AppLink to="/basvurular">{t("record.complaintLink")}</AppLink>
          </Text>
          {can("petitions.write") && one.taken_at ? (
            <LinkButton size="sm" variant="default" to={`/basvurular/yeni?dosya=${one.case.id}&kisi=${one.person.id}&karar=${one.id}`}>
              {t("record.objection")}
            </LinkButton>
          ) : null}
        </Group>
      )}
    </RecordPage>
  );
}

function Taken({ one }: { one: Decision }) {
  const t = useText();
  if (!one.reason) return null;
  return (
    <Panel title={t("record.decide")} id="karar">
      <Stack gap="sm">
        <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{one.reason}</Text>
        {one.article ? (
          <Text size="sm" c="dimmed">
            {one.article}
          </Text>
        ) : null}
        {one.review_on ? (
          <Text size="sm">
            {t("field.reviewOn")}: {formatDate(one.review_on)}
          </Text>
        ) : null}
      </Stack>
    </Panel>
  );
}

function EvidencePanel({ one }: { one: Decision }) {
  const t = useText();
  return (
    <Panel title={t("record.evidence")} id="dayanaklar">
      <List spacing="sm">
        {one.evidence.map((piece) => (
          <List.Item key={`${piece.kind}${piece.record ?? piece.text}`}>
            {piece.record === null ? null : piece.label ? (
              <Text>
                {piece.link ? <AppLink to={piece.link}>{piece.label}</AppLink> : piece.label}
                {piece.on ? ` · ${formatDate(piece.on)}` : ""}
              </Text>
            ) : (
              <Text>
                {piece.kind_label}: {t("record.gone")}
              </Text>
            )}
            {piece.text ? <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{piece.text}</Text> : null}
            <Text size="sm" c="dimmed">
              {t("record.addedBy", { name: piece.added_by })}
            </Text>
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}

function Actions({ one }: { one: Decision }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const withdraw = useAction((reason: string, intent) => withdrawDecision(one, { reason }, intent), {
    refresh: CHANGED,
    onDone: () => {
      toastDone(t("record.withdrawn"));
      setOpen(false);
    },
  });
  return (
    <Group gap="sm">
      {one.may_change ? (
        <LinkButton to={`/kararlar/${one.id}/duzelt`} variant="default">
          {t("record.edit")}
        </LinkButton>
      ) : null}
      {one.may_withdraw ? (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t("record.withdraw")}
        </Button>
      ) : null}
      {isOpen ? (
        <ConfirmWithReason
          title={t("record.withdraw")}
          confirmLabel={t("record.withdraw")}
          consequences={[t("record.withdrawStays"), ...withdrawnLetters(one, t)]}
          reasonMinLength={3}
          isBusy={withdraw.isPending}
          problem={withdraw.error}
          onConfirm={(reason) => withdraw.mutate(reason)}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Group>
  );
}

/** What becomes of the letters: unsigned ones are cancelled with the decision, a signed one has to be answered for. */
function withdrawnLetters(one: Decision, t: ReturnType<typeof useText>): string[] {
  const isUnsigned = one.letters.some((letter) => letter.state === "draft" || letter.state === "approved");
  const isSigned = one.letters.some((letter) => letter.state === "signed" || letter.state === "undeliverable");
  return [...(isUnsigned ? [t("record.withdrawLetter")] : []), ...(isSigned ? [t("record.withdrawSigned")] : [])];
}

function Notices({ one }: { one: Decision }) {
  const t = useText();
  const retry = useAction((_: void, intent) => carryOut(one, {}, intent), { refresh: CHANGED, onDone: () => toastDone(t("record.retried")) });
  return (
    <>
      {one.held_up ? (
        <Notice
          meaning="danger"
          title={t("record.heldUp")}
          actions={
            one.may_decide ? (
              <Button size="sm" loading={retry.isPending} onClick={() => retry.mutate(undefined, { onError: toastProblem })}>
                {t("record.retry")}
              </Button>
            ) : undefined
          }
        >
          {one.held_up}
        </Notice>
      ) : null}
      {one.letters.some((letter) => letter.undeliverable) ? <Notice meaning="attention">{t("record.undeliverable")}</Notice> : null}
      {one.withdrawn_at ? <Notice>{t("record.withdrawnBy", { name: one.withdrawn_by || t("record.system"), why: one.withdrawn_because })}</Notice> : null}
    </>
  );
}

function stepsOf(one: Decision, t: ReturnType<typeof useText>): TimelineEvent[] {
  // The days of the hearing and of service have no hour: they stand in their own panels.
  const events: (TimelineEvent | null)[] = [
    { id: "proposed", at: one.proposed_at, title: t("record.step.proposed"), by: one.proposed_by },
    one.taken_at ? { id: "taken", at: one.taken_at, title: t("record.step.taken"), by: one.taken_by, detail: one.taken_for ? t("field.actingFor", { name: one.taken_for }) : undefined } : null,
    one.in_effect_at ? { id: "effect", at: one.in_effect_at, title: t("record.step.effect") } : null,
    one.ended_at && one.kind !== "resume" ? { id: "ended", at: one.ended_at, title: t("record.stage"), detail: one.state_label } : null,
  ];
  return events.filter((event) => event !== null);
}
