import { Button, Group, Select, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";

import { formatDate } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useAction, useRead } from "@/lib/query";
import { AppLink, ConfirmWithReason, DateField, FormBody, FormSection, LeaveGuard, Notice, Panel, toastDone, toastProblem } from "@/ui";

import { act, PETITIONS, saveAnswer, type Choices, type Petition } from "../api";
import { useText } from "../text";

/** The answer: written by one, approved by another, served by its letter. */
export function Answer({ petition }: { petition: Petition }) {
  const t = useText();
  const { answer } = petition;
  if (petition.state === "registered" || (!answer.text && !petition.may_write)) return null;
  return (
    <Panel title={t("section.answer")} id="cevap">
      <Stack gap="md">
        {answer.return_reason && petition.state === "assigned" ? <Notice meaning="attention">{t("returned", { reason: answer.return_reason })}</Notice> : null}
        {petition.state === "assigned" && petition.may_write ? <Editor key={petition.id} petition={petition} /> : <Written petition={petition} />}
        {petition.state === "drafted" ? <Approval petition={petition} /> : null}
        {petition.state === "approved" || (petition.letter && petition.answered_on) ? <Serving petition={petition} /> : null}
      </Stack>
    </Panel>
  );
}

function Written({ petition }: { petition: Petition }) {
  const { answer } = petition;
  return (
    <div>
      <Text fw={600}>{answer.outcome_label}</Text>
      <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{answer.text}</Text>
      <Text size="sm" c="dimmed">
        {[answer.drafted_by, answer.approved_by].filter(Boolean).join(" · ")}
      </Text>
    </div>
  );
}

function Editor({ petition }: { petition: Petition }) {
  const t = useText();
  const choices = useRead<Choices>(`${PETITIONS}choices/`);
  const form = useServerForm({
    initial: { text: petition.answer.text, outcome: petition.answer.outcome },
    labels: { text: t("field.answer"), outcome: t("field.outcome") },
    save: (values, { idempotencyKey }) => act(petition, "answer", values, { idempotencyKey }),
    onSaved: () => toastDone(t("done")),
    refresh: [PETITIONS],
    // The draft is kept on the server, sealed; nothing of it stays in the browser.
  });
  const keep = useAction(() => saveAnswer(petition, form.values), {
    refresh: [PETITIONS],
    onDone: () => {
      form.mantine.resetDirty(form.values);
      toastDone(t("done"));
    },
  });
  return (
    <FormBody
      form={form}
      submitLabel={t("submit")}
      extra={
        <Button variant="default" loading={keep.isPending} onClick={() => keep.mutate(undefined, { onError: toastProblem })}>
          {t("save")}
        </Button>
      }
    >
      <LeaveGuard isActive={form.isDirty && !form.isSaving} />
      <FormSection>
        {petition.sender_kind === "outsider" ? <Notice meaning="attention">{t("outsiderNote")}</Notice> : null}
        <Select {...form.field("outcome")} placeholder={t("outcomeChoose")} data={(choices.data?.outcomes ?? []).map((one) => ({ value: one.key, label: one.label }))} />
        <Textarea {...form.field("text")} description={t("answerHint")} autosize minRows={8} />
      </FormSection>
    </FormBody>
  );
}

function Approval({ petition }: { petition: Petition }) {
  const t = useText();
  const [returning, setReturning] = useState(false);
  const approve = useAction((_: null, context) => act(petition, "answer/approval", {}, context), { refresh: [PETITIONS], onDone: () => toastDone(t("done")) });
  const giveBack = useAction((reason: string, context) => act(petition, "answer/return", { reason }, context), {
    refresh: [PETITIONS],
    onDone: () => setReturning(false),
  });
  if (!petition.may_approve) return <Notice>{t("waitsApproval")}</Notice>;
  return (
    <Group gap="sm">
      <Button loading={approve.isPending} onClick={() => approve.mutate(null, { onError: toastProblem })}>
        {t("approve")}
      </Button>
      <Button variant="default" onClick={() => setReturning(true)}>
        {t("return")}
      </Button>
      {returning ? (
        <ConfirmWithReason
          title={t("return")}
          confirmLabel={t("return")}
          isDangerous={false}
          reasonMinLength={3}
          reasonLabel={t("returnReason")}
          isBusy={giveBack.isPending}
          problem={giveBack.error}
          onConfirm={(reason) => giveBack.mutate(reason)}
          onClose={() => setReturning(false)}
        />
      ) : null}
    </Group>
  );
}

function Serving({ petition }: { petition: Petition }) {
  const t = useText();
  const { letter } = petition;
  if (letter) {
    return (
      <Stack gap="xs">
        <AppLink to={`/yazilar/${letter.id}`}>{t("letter", { number: letter.number || t("letterDraft") })}</AppLink>
        {letter.undeliverable ? <Notice meaning="danger">{t("undeliverable")}</Notice> : <Text size="sm">{letter.served_on ? t("letterServed", { date: formatDate(letter.served_on) }) : t("letterWaits")}</Text>}
      </Stack>
    );
  }
  return petition.may_write ? <ByHand petition={petition} /> : null;
}

function ByHand({ petition }: { petition: Petition }) {
  const t = useText();
  const form = useServerForm({
    initial: { served_on: null as string | null },
    labels: { served_on: t("servedOn") },
    save: (values, { idempotencyKey }) => act(petition, "service", values, { idempotencyKey }),
    onSaved: () => toastDone(t("done")),
    refresh: [PETITIONS],
  });
  return (
    <FormBody form={form} submitLabel={t("served")}>
      <FormSection>
        <Text size="sm">{t("printNote")}</Text>
        <DateField {...form.field("served_on")} bound="past" />
      </FormSection>
    </FormBody>
  );
}
