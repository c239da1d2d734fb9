import { Checkbox, FileInput, Select, Textarea, TextInput } from "@mantine/core";

import { useState } from "react";

import { formatDate, todayIso } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { newIntent } from "@/lib/http";
import { useRead } from "@/lib/query";
import { useGo, useSearchParams } from "@/lib/routing";
import { DateField, FieldPair, FormPage, FormSection, Loaded, Notice, toastDone, toastProblem } from "@/ui";
import { PersonPicker } from "@/ui/PersonPicker";

import { homeOf, keepScan, PETITIONS, register, type Choices, type Decision, type Due, type Representative } from "../api";
import { SCANS } from "../components/Scan";
import { useText } from "../text";

const link = (rows: readonly { id: string; name: string }[]) => rows.map((one) => ({ value: one.id, label: one.name }));
const code = (rows: readonly { key: string; label: string }[]) => rows.map((one) => ({ value: one.key, label: one.label }));

/** One page: what came, from whom, about what. The last day stands there before it is saved. */
export default function PetitionNew() {
  const choices = useRead<Choices>(`${PETITIONS}choices/`);
  return <Loaded query={choices}>{(data) => <NewForm choices={data} />}</Loaded>;
}

function NewForm({ choices }: { choices: Choices }) {
  const t = useText();
  const go = useGo();
  const { kisi, dosya, karar } = useSearchParams();
  const [scan, setScan] = useState<File | null>(null);
  const form = useServerForm({
    initial: {
      kind: karar ? "objection" : "complaint",
      channel: "by_hand",
      sender_kind: "person",
      received_on: todayIso() as string | null,
      subject: "",
      text: "",
      person: (kisi ?? null) as string | null,
      representative: null as string | null,
      sender_name: "",
      sender_address: "",
      sender_contact: "",
      brought_by: "",
      programme: null as string | null,
      unit: null as string | null,
      case: (dosya ?? null) as string | null,
      decision: (karar ?? null) as string | null,
      concerns: null as string | null,
      read_back: false,
    },
    labels: {
      kind: t("field.kind"),
      channel: t("field.channel"),
      sender_kind: t("field.sender"),
      received_on: t("field.received"),
      subject: t("field.subject"),
      text: t("field.text"),
      person: t("field.person"),
      representative: t("field.representative"),
      sender_name: t("field.senderName"),
      sender_address: t("field.senderAddress"),
      sender_contact: t("field.senderContact"),
      brought_by: t("field.broughtBy"),
      programme: t("field.programme"),
      unit: t("field.unit"),
      case: t("field.case"),
      decision: t("field.decision"),
      concerns: t("field.concerns"),
      read_back: t("field.readBack"),
    },
    check: (values) => ({
      subject: values.subject.trim() ? null : t("subjectMissing"),
      text: values.text.trim() ? null : t("textMissing"),
      person: values.sender_kind === "outsider" || values.case || values.person ? null : t("personMissing"),
    }),
    save: register,
    onSaved: (saved) => {
      toastDone(t("saved", { number: saved.number }));
      // It is registered now: what the scanner refuses is sent again from its page, and nothing that was typed is lost.
      const leave = () => go(homeOf(saved.id));
      if (scan) void keepScan(saved.id, scan, { idempotencyKey: newIntent() }).catch(toastProblem).then(leave);
      else leave();
    },
    refresh: [PETITIONS],
    // Whose it is and what it says stay out of the browser's store: they tell of somebody's part in a programme.
    draft: { key: "petitions.new", omit: ["subject", "text", "sender_name", "sender_address", "sender_contact", "brought_by", "person", "case"] },
  });
  const { values } = form;
  const isOutsider = values.sender_kind === "outsider";
  return (
    <FormPage title={t("new")} lead={t("newLead")} crumbs={[{ label: t("title"), to: "/basvurular" }]} form={form} cancelTo={values.case ? `/dosyalar/${values.case}` : "/basvurular"}>
      <FormSection title={t("section.what")}>
        <FieldPair>
          <Select {...form.field("kind")} data={code(choices.kinds)} allowDeselect={false} />
          <Select {...form.field("channel")} data={code(choices.channels)} allowDeselect={false} />
        </FieldPair>
        <DateField {...form.field("received_on")} bound="past" />
        <DueLine kind={values.kind} programme={values.programme} received={values.received_on} />
        <TextInput {...form.field("subject")} autoComplete="off" maxLength={200} />
        <Textarea {...form.field("text")} description={values.channel === "oral" ? t("hint.oral") : t("hint.text")} autosize minRows={6} />
        <FileInput label={t("scan.file")} description={t("scan.hint")} placeholder={t("scan.choose")} value={scan} onChange={setScan} clearable accept={SCANS} />
        {values.channel === "oral" ? <Checkbox {...form.field("read_back", { type: "checkbox" })} /> : null}
      </FormSection>
      <FormSection title={t("section.from")}>
        <Select {...form.field("sender_kind")} data={code(choices.senders)} allowDeselect={false} />
        {isOutsider ? (
          <>
            <TextInput {...form.field("sender_name")} autoComplete="off" />
            <FieldPair>
              <TextInput {...form.field("sender_address")} autoComplete="off" />
              <TextInput {...form.field("sender_contact", { isOptional: true })} autoComplete="off" />
            </FieldPair>
          </>
        ) : values.case ? null : (
          <PersonPicker {...form.field("person")} />
        )}
        {values.sender_kind === "representative" && values.person ? <RepresentativeChoice personId={values.person} field={form.field("representative")} /> : null}
        <TextInput {...form.field("brought_by", { isOptional: true })} description={t("hint.broughtBy")} autoComplete="off" />
      </FormSection>
      <FormSection title={t("section.about")}>
        {values.case && !isOutsider ? null : (
          <FieldPair>
            <Select {...form.field("programme", { isOptional: true })} data={link(choices.programmes)} searchable clearable />
            <Select {...form.field("unit", { isOptional: true })} description={t("hint.place")} data={link(choices.units)} searchable clearable />
          </FieldPair>
        )}
        {values.kind === "objection" && values.case ? <DecisionChoice caseId={values.case} field={form.field("decision")} /> : null}
        <Select {...form.field("concerns", { isOptional: true })} description={t("hint.concerns")} data={link(choices.staff)} searchable clearable />
      </FormSection>
    </FormPage>
  );
}

function DueLine({ kind, programme, received }: { kind: string; programme: string | null; received: string | null }) {
  const t = useText();
  const isDay = received !== null && /^\d{4}-\d\d-\d\d$/.test(received);
  const due = useRead<Due>(`${PETITIONS}due/`, { kind, received_on: received ?? "", ...(programme ? { programme } : {}) }, { enabled: isDay });
  if (!due.data) return null;
  return (
    <Notice live="status">
      {t("dueLine", { date: formatDate(due.data.due_on), basis: due.data.basis })}
      {due.data.article ? <div>{t("article", { article: due.data.article })}</div> : null}
    </Notice>
  );
}

type Field = ReturnType<ReturnType<typeof useServerForm>["field"]>;

function RepresentativeChoice({ personId, field }: { personId: string; field: Field }) {
  const t = useText();
  const found = useRead<{ results: Representative[] }>(`/api/v1/people/${personId}/representatives/`);
  const rows = found.data?.results ?? [];
  if (found.data && rows.length === 0) return <Notice meaning="attention">{t("noRepresentatives")}</Notice>;
  return <Select {...field} description={t("hint.representative")} data={rows.map((one) => ({ value: one.id, label: `${one.name} · ${one.kind_label}` }))} />;
}

function DecisionChoice({ caseId, field }: { caseId: string; field: Field }) {
  const found = useRead<{ decisions: Decision[] }>(`/api/v1/cases/${caseId}/decisions/`);
  const rows = found.data?.decisions ?? [];
  return <Select {...field} data={rows.filter((one) => one.taken_at).map((one) => ({ value: one.id, label: `${one.kind_label} · ${formatDate(one.taken_at?.slice(0, 10))}` }))} />;
}
