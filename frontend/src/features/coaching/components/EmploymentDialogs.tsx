import { Modal, NumberInput, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";

import { todayIso } from "@/lib/dates";
import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { usePage, useRead } from "@/lib/query";
import { DateField, FieldPair, FormBody, Loaded, toastDone } from "@/ui";

import { CASES, CHOICES, correctEmployment, noteEmployment, referTo, tellOutcome, type CaseCoaching, type Choices, type EmploymentPage, type Observation, type Referral } from "../api";
import { useText } from "../text";
import { Choose } from "@/ui/Choose";

/** Taking note of employment, or correcting what was noted: an end that became known is a correction as well. */
export function EmploymentDialog({ caseId, page, row, onClose }: { caseId: string; page: EmploymentPage; row: Observation | null; onClose: () => void }) {
  const t = useText();
  useReturnFocus();
  const choices = useRead<Choices>(CHOICES);
  const form = useServerForm({
    initial: {
      since: row?.since ?? (null as string | null), until: row?.until ?? (null as string | null), source: row?.source?.key ?? "", source_on: row?.source_on ?? (todayIso() as string | null),
      hours_a_week: row?.hours_a_week ?? "", work: row?.work ?? "", note: row?.note ?? "", reason: "",
    }, // prettier-ignore
    labels: {
      since: t("employment.since"), until: t("employment.until"), source: t("employment.source"), source_on: t("employment.sourceDay"), hours_a_week: t("employment.hoursField"),
      work: t("employment.work"), note: t("form.note"), reason: t("form.reason"),
    }, // prettier-ignore
    save: ({ reason, ...values }, context) => {
      const body = { ...values, since: values.since ?? "", source: values.source as never, hours_a_week: values.hours_a_week === "" ? null : String(values.hours_a_week) };
      return row ? correctEmployment(row, { ...body, reason }, context) : noteEmployment(caseId, body, context);
    },
    onSaved: () => {
      toastDone(t("employment.saved"));
      onClose();
    },
    refresh: [CASES],
  });
  const title = row ? t("employment.correct") : t("employment.note");
  return (
    <Modal opened onClose={onClose} closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      <FormBody form={form} onCancel={onClose}>
        <Stack gap="md">
        {page.article ? <Text size="sm">{t("employment.lead", { article: page.article.cited })}</Text> : null}
        <FieldPair>
          <DateField {...form.field("since")} bound="past" />
          <DateField {...form.field("until", { isOptional: true })} bound="past" />
        </FieldPair>
        <Loaded query={choices} lines={2}>{(codes) => <Choose field={form.field("source", { isOptional: !page.article })} options={codes.sources} />}</Loaded>
        <FieldPair>
          <DateField {...form.field("source_on", { isOptional: !page.article })} bound="past" />
          <NumberInput {...form.field("hours_a_week", { isOptional: true })} min={0.5} max={66} step={0.5} decimalScale={1} decimalSeparator="," />
        </FieldPair>
        <TextInput {...form.field("work", { isOptional: true })} maxLength={200} autoComplete="off" />
        <Textarea {...form.field("note", { isOptional: true })} autosize minRows={2} maxLength={2000} />
        {row ? <Textarea {...form.field("reason")} required autosize minRows={2} maxLength={500} /> : null}
        </Stack>
      </FormBody>
    </Modal>
  );
}

/** To İŞKUR or another institution; an employer is none of the list (Art. 6). */
export function ReferralDialog({ caseId, activities, onClose }: { caseId: string; activities: CaseCoaching["activities"]; onClose: () => void }) {
  const t = useText();
  useReturnFocus();
  const choices = useRead<Choices>(CHOICES);
  const [query, setQuery] = useState("");
  const providers = usePage<{ id: string; name: string }>("/api/v1/providers/", { q: query, page_size: 20 });
  const form = useServerForm({
    initial: { kind: "iskur", provider: null as string | null, institution: "", activity: null as string | null, referred_on: todayIso() as string | null, why: "" },
    labels: { kind: t("referral.kind"), provider: t("referral.provider"), institution: t("referral.institution"), activity: t("form.activity"), referred_on: t("referral.on"), why: t("referral.why") },
    save: (values, context) => referTo(caseId, { ...values, kind: values.kind as never, activity: values.activity ?? "", referred_on: values.referred_on ?? "" }, context),
    onSaved: () => {
      toastDone(t("referral.saved"));
      onClose();
    },
    refresh: [CASES],
  });
  return (
    <Modal opened onClose={onClose} closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} title={t("referral.new")} closeButtonProps={{ "aria-label": t("close") }}>
      <FormBody form={form} onCancel={onClose}>
        <Stack gap="md">
        <Text size="sm">{t("referral.lead")}</Text>
        <Loaded query={choices} lines={2}>{(codes) => <Choose field={form.field("kind")} options={codes.institutions} />}</Loaded>
        {form.values.kind !== "iskur" ? (
          <>
            <Select {...form.field("provider", { isOptional: true })} searchable clearable onSearchChange={setQuery} filter={({ options }) => options} data={(providers.data?.results ?? []).map((one) => ({ value: one.id, label: one.name }))} />
            {form.values.provider ? null : <TextInput {...form.field("institution")} maxLength={200} />}
          </>
        ) : null}
        {activities.length > 0 ? <Select {...form.field("activity")} searchable data={activities.map((one) => ({ value: one.key, label: one.letter ? `${one.letter}) ${one.label}` : one.label }))} /> : null}
        <DateField {...form.field("referred_on")} bound="past" />
        <Textarea {...form.field("why", { isOptional: true })} autosize minRows={2} maxLength={2000} />
        </Stack>
      </FormBody>
    </Modal>
  );
}

export function OutcomeDialog({ row, onClose }: { row: Referral; onClose: () => void }) {
  const t = useText();
  useReturnFocus();
  const choices = useRead<Choices>(CHOICES);
  const form = useServerForm({
    initial: { outcome: row.outcome?.key ?? "", outcome_on: todayIso() as string | null, note: row.outcome_note },
    labels: { outcome: t("referral.outcome"), outcome_on: t("referral.outcomeOn"), note: t("form.note") },
    save: (values, context) => tellOutcome(row, { ...values, outcome: values.outcome as never, outcome_on: values.outcome_on ?? "" }, context),
    onSaved: () => {
      toastDone(t("referral.outcomeSaved"));
      onClose();
    },
    refresh: [CASES],
  });
  return (
    <Modal opened onClose={onClose} closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} title={t("referral.outcome")} closeButtonProps={{ "aria-label": t("close") }}>
      <FormBody form={form} onCancel={onClose}>
        <Stack gap="md">
        <Loaded query={choices} lines={2}>{(codes) => <Choose field={form.field("outcome")} options={codes.outcomes} />}</Loaded>
        <DateField {...form.field("outcome_on")} bound="past" />
        <Textarea {...form.field("note", { isOptional: true })} autosize minRows={2} maxLength={2000} />
        </Stack>
      </FormBody>
    </Modal>
  );
}
