import { NumberInput, Select, Textarea, TextInput } from "@mantine/core";

import type { ServerForm } from "@/lib/form";
import { DateField, FieldPair, FormSection } from "@/ui";

import type { CaseCoaching, Choices, Code, VisitFields } from "../api";
import { useText } from "../text";
import { Choose } from "@/ui/Choose";

const MINUTES = ["15", "30", "45", "60", "90", "120"];

/** Where, how long, what, next: the four questions of two minutes. Words come last and may be left out. */
export function VisitFormFields({ form, coaching, choices }: { form: ServerForm<VisitFields>; coaching: CaseCoaching; choices: Choices }) {
  const t = useText();
  const quick: Code[] = MINUTES.map((minutes) => ({ key: minutes, label: t("minutes", { count: Number(minutes) }) }));
  const asked = coaching.articles.find((one) => one.guard === "activity_code");
  const activities = coaching.activities.map((one) => ({ value: one.key, label: one.letter ? `${one.letter}) ${one.label}` : one.label }));
  const minutes = form.field("minutes");
  return (
    <>
      <FormSection title={t("form.where")}>
        <Choose field={form.field("place")} options={choices.places} />
        {form.values.place === "workplace" ? <TextInput {...form.field("workplace", { isOptional: true })} description={t("form.workplaceHint")} autoComplete="off" /> : null}
        <DateField {...form.field("visited_on")} bound="past" />
      </FormSection>
      <FormSection title={t("form.howLong")}>
        <Choose field={{ ...minutes, id: `${minutes.id}-quick`, label: t("form.quickMinutes"), error: null, value: String(form.values.minutes) }} options={quick} />
        <NumberInput {...minutes} min={1} max={720} allowDecimal={false} maw={200} hideControls inputMode="numeric" />
      </FormSection>
      <FormSection title={t("form.what")}>
        {activities.length > 0 ? (
          <Select {...form.field("activity", { isOptional: !asked })} data={activities} description={asked ? t("form.activityAsked", { article: asked.cited }) : undefined} searchable allowDeselect={!asked} />
        ) : null}
        <Choose field={form.field("topics", { isOptional: true })} options={choices.topics} isMultiple />
      </FormSection>
      <FormSection title={t("form.next")}>
        <FieldPair>
          <DateField {...form.field("next_on", { isOptional: true })} bound="future" />
          <TextInput {...form.field("next_words", { isOptional: true })} maxLength={200} autoComplete="off" />
        </FieldPair>
        <Textarea {...form.field("note", { isOptional: true })} description={t("form.noteHint")} autosize minRows={2} maxLength={2000} />
      </FormSection>
    </>
  );
}

export function useVisitLabels(): Record<string, string> {
  const t = useText();
  return {
    case: t("form.case"), visited_on: t("form.visitedOn"), place: t("form.place"), minutes: t("form.minutes"), activity: t("form.activity"), topics: t("form.topics"),
    next_on: t("form.nextOn"), next_words: t("form.nextWords"), workplace: t("form.workplace"), note: t("form.note"), reason: t("form.reason"), appointment: t("form.appointment"),
  }; // prettier-ignore
}
