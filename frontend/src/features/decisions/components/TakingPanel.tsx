import { Anchor, Stack, Text, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";

import { call } from "@/lib/api";
import { formatDate, formatDateTime } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { DateField, FormBody, Notice, Panel, toastDone } from "@/ui";

import { CHANGED, decisionPage, decisionPath, takeDecision, type Decision } from "../api";
import { useText } from "../text";
import { LetterPreview } from "./LetterPreview";

interface Values {
  reason: string;
  effective_on: string | null;
  waived_because: string;
  review_on: string | null;
}

/** Taking the decision: reason, day, why nobody was heard; what follows in words, and the letter as it will read. */
export function TakingPanel({ one }: { one: Decision }) {
  const t = useText();
  // Whoever was asked to explain is waited for: the same as the guard of the article says.
  const isHeard = one.answer_until !== null && one.answered_on === null && !one.is_hearing_over;
  const needsWhy = one.kind !== "resume" && one.asked_on === null;
  const form = useServerForm<Values, Decision>({
    initial: { reason: one.reason, effective_on: null, waived_because: one.waived_because, review_on: null },
    labels: { reason: t("field.reason"), effective_on: t("field.effectiveOn"), waived_because: t("field.waived"), review_on: t("field.reviewOn"), answer_until: t("record.hearing"), ground: t("field.ground") },
    version: one.version,
    check: (values) => ({
      reason: values.reason.trim() ? null : t("record.reasonMissing"),
      waived_because: needsWhy && !values.waived_because.trim() ? t("record.waivedMissing") : null,
      effective_on: values.effective_on ? null : t("record.effectiveMissing"),
    }),
    save: (values, { idempotencyKey }) => takeDecision(one, values, { idempotencyKey }),
    onSaved: () => toastDone(t("record.taken")),
    refresh: CHANGED,
    draft: { key: `decisions.taking.${one.id}` },
  });
  const isOvertaken = form.problem?.isStale === true;
  if (!one.taking.allowed) {
    return (
      <Panel title={t("record.decide")} id="karar">
        <Notice title={one.taking.message || t("record.cannot")}>{one.taking.remedy}</Notice>
      </Panel>
    );
  }
  const day = form.values.effective_on ? formatDate(form.values.effective_on) : t("record.thatDay");
  return (
    <>
      <Panel title={t("record.decide")} id="karar">
        {isOvertaken ? <Overtaken id={one.id} /> : null}
        <FormBody form={isOvertaken ? { ...form, problem: null } : form} submitLabel={t(`record.take.${one.kind}`)} blockedBecause={isHeard ? t("record.stillTime", { until: formatDate(one.answer_until ?? "") }) : undefined}>
          <Stack gap="md">
            <Text>{t("record.decideLead")}</Text>
            <Textarea {...form.field("reason")} autosize minRows={4} maxLength={5000} required withAsterisk={false} />
            {needsWhy ? <Textarea {...form.field("waived_because")} description={t("record.waivedHint")} autosize minRows={2} maxLength={5000} /> : null}
            <DateField {...form.field("effective_on")} description={t("record.effectiveHint")} bound="future" />
            {one.kind === "suspend" ? <DateField {...form.field("review_on", { isOptional: true })} description={t("record.reviewHint")} bound="future" /> : null}
            <Notice meaning="attention">
              <Text>{t(`record.what.${one.kind}`, { day, target: one.target_label })}</Text>
              {one.closure ? <Text>{t("new.closes", { label: one.closure.label })}</Text> : null}
              {one.kind === "resume" ? null : <Text>{t("new.helped")}</Text>}
            </Notice>
          </Stack>
        </FormBody>
      </Panel>
      <LetterPreview
        subject={one.letter_subject}
        body={one.letter_body}
        values={{ ad_soyad: one.person.name, madde: one.article, gerekce: form.values.reason, yururluk: form.values.effective_on ? formatDate(form.values.effective_on) : "", dosya_no: one.case.number }}
      />
    </>
  );
}

/** Somebody was faster: who and when, and the way to what holds now. What was typed stays in the fields below. */
function Overtaken({ id }: { id: string }) {
  const t = useText();
  const [now, setNow] = useState<Decision | null>(null);
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => said.current?.focus(), []);
  useEffect(() => {
    // Read beside the page, which keeps what it shows: a new reading would draw it without these fields.
    void call<Decision>("GET", decisionPath(id)).then(setNow, () => undefined);
  }, [id]);
  return (
    <div ref={said} tabIndex={-1} style={{ marginBottom: 16 }}>
      <Notice meaning="attention" live="alert" title={now?.taken_at ? t("record.overtaken", { name: now.taken_by, at: formatDateTime(now.taken_at) }) : t("record.changedMeanwhile")}>
        <Text>{t("record.typedStays")}</Text>
        <Anchor href={decisionPage(id)} target="_blank">
          {t("record.openNow")}
        </Anchor>
      </Notice>
    </div>
  );
}
