import { NumberInput, Select, Text, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { ServerForm } from "@/lib/form";
import { usePage } from "@/lib/query";
import { DateField, FieldPair, FormSection, Notice } from "@/ui";
import { Choose } from "@/ui/Choose";

import { previewService, type Choices, type Programme, type Refusal, type ServiceValues } from "./api";
import { useText } from "./text";

export function useServiceLabels(): Record<string, string> {
  const t = useText();
  return {
    programme: t("field.programme"), kind: t("field.kind"), activity: t("field.activity"), provider: t("field.provider"), employer: t("field.employer"), employer_name: t("field.employerName"),
    channel: t("field.channel"), requested_on: t("field.requestedOn"), requested_by: t("field.requestedBy"), subject: t("field.subject"), topics: t("field.topics"), given_on: t("field.givenOn"),
    minutes: t("field.minutes"), participants: t("field.participants"), employee: t("field.employee"), employee_consent_on: t("field.consentOn"), note: t("field.note"), staff: t("field.staff"),
  }; // prettier-ignore
}

/** What the programme's articles would say of the service as it stands: asked of the server, which decides by the same function. */
export function useRefusals(values: ServiceValues): Refusal[] {
  const [asked] = useDebouncedValue(values, 400);
  const isReady = asked.programme !== null && asked.kind !== "" && asked.given_on !== null && /^\d{4}-\d{2}-\d{2}$/.test(asked.given_on);
  const found = useQuery({ queryKey: ["employers.preview", asked], queryFn: ({ signal }) => previewService(asked, signal), enabled: isReady, gcTime: 0, retry: false });
  return isReady ? (found.data?.refusals ?? []) : [];
}

export function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  const t = useText();
  if (refusals.length === 0) return null;
  return (
    <Notice meaning="attention" live="status" title={t("guard.title")}>
      {refusals.map((one) => (
        <div key={one.guard + one.code} style={{ marginBottom: 8 }}>
          <div>
            {one.message} {one.remedy} ({one.article})
          </div>
          {one.text ? (
            <details>
              <summary>{t("guard.text")}</summary>
              <span style={{ whiteSpace: "pre-wrap" }}>{one.text}</span>
            </details>
          ) : null}
        </div>
      ))}
    </Notice>
  );
}

interface ServiceFieldsProps {
  form: ServerForm<ServiceValues>;
  choices: Choices;
  /** Another kind has other topics: the activity that it usually is comes with it. */
  isNew: boolean;
  namesEmployee?: boolean;
}

export function ServiceFields({ form, choices, isNew, namesEmployee = false }: ServiceFieldsProps) {
  const t = useText();
  const { values } = form;
  const programme = choices.programmes.find((one) => one.id === values.programme);
  const kind = programme?.kinds.find((one) => one.key === values.kind);
  const pickKind = (key: string) => {
    const next = programme?.kinds.find((one) => one.key === key);
    form.set("kind", key);
    form.set("topics", []);
    if (next?.activity) form.set("activity", next.activity);
  };
  return (
    <>
      <FormSection title={t("section.what")}>
        {isNew && choices.programmes.length > 1 ? <Select {...form.field("programme")} data={choices.programmes.map((one) => ({ value: one.id, label: one.name }))} allowDeselect={false} /> : null}
        {programme ? <Choose field={{ ...form.field("kind"), onChange: pickKind }} options={programme.kinds} /> : null}
        {programme && values.kind ? <Activity form={form} programme={programme} /> : null}
      </FormSection>
      <Employer form={form} />
      {kind?.needs_request || values.kind === "existing_employees" || values.kind === "iskur_project" ? (
        <FormSection title={t("section.request")}>
          <Text size="sm" c="dimmed">
            {kind?.needs_request ? t("request.needed") : t("request.optional")}
          </Text>
          <Choose field={form.field("channel")} options={choices.channels} />
          <FieldPair>
            <DateField {...form.field("requested_on", { isOptional: !kind?.needs_request })} bound="past" />
            <TextInput {...form.field("requested_by", { isOptional: true })} maxLength={200} autoComplete="off" />
          </FieldPair>
        </FormSection>
      ) : null}
      {kind && kind.topics.length > 0 ? (
        <FormSection title={t("section.topic")}>
          {values.kind === "existing_employees" ? <Choose field={form.field("subject")} options={choices.subjects} /> : null}
          <Choose field={form.field("topics")} options={kind.topics} isMultiple />
          {values.kind === "existing_employees" && values.subject === "existing_employee" ? <Employee form={form} isKept={namesEmployee} /> : null}
        </FormSection>
      ) : null}
      <FormSection title={t("section.given")}>
        <FieldPair>
          <DateField {...form.field("given_on")} bound="past" />
          <NumberInput {...form.field("minutes")} min={1} max={1440} allowDecimal={false} />
        </FieldPair>
        {values.kind === "awareness" || values.kind === "capacity" ? <NumberInput {...form.field("participants", { isOptional: true })} min={0} max={10000} allowDecimal={false} maw={240} /> : null}
        <Textarea {...form.field("note", { isOptional: true })} autosize minRows={2} maxLength={2000} />
      </FormSection>
    </>
  );
}

function Activity({ form, programme }: { form: ServerForm<ServiceValues>; programme: Programme }) {
  if (programme.activities.length === 0) return null;
  return <Select {...form.field("activity")} searchable data={programme.activities.map((one) => ({ value: one.key, label: one.letter ? `${one.letter}) ${one.label}` : one.label }))} />;
}

/** From the directory where the employer has a card there, by name otherwise. */
function Employer({ form }: { form: ServerForm<ServiceValues> }) {
  const t = useText();
  const [query, setQuery] = useState("");
  const [asked] = useDebouncedValue(query, 250);
  const found = usePage<{ id: string; name: string }>("/api/v1/providers/", { q: asked, page_size: 20 });
  return (
    <FormSection title={t("section.employer")}>
      <div id={form.field("employer").id} tabIndex={-1} />
      <Select
        {...form.field("provider", { isOptional: true })}
        description={t("employerHint")}
        searchable
        clearable
        filter={({ options }) => options}
        onSearchChange={setQuery}
        data={(found.data?.results ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
      {form.values.provider ? null : <TextInput {...form.field("employer_name")} maxLength={200} autoComplete="organization" />}
    </FormSection>
  );
}

/** An employee is named with their recorded consent only; most advice needs no name. */
function Employee({ form, isKept }: { form: ServerForm<ServiceValues>; isKept: boolean }) {
  const t = useText();
  return (
    <>
      <Text size="sm" c="dimmed">
        {isKept ? t("employee.kept") : t("employee.hint")}
      </Text>
      <FieldPair>
        <TextInput {...form.field("employee", { isOptional: true })} maxLength={120} autoComplete="off" />
        <DateField {...form.field("employee_consent_on", { isOptional: !form.values.employee })} bound="past" />
      </FieldPair>
    </>
  );
}
