import { Button, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";

import { useServerForm, type ServerForm } from "@/lib/form";
import { usePage } from "@/lib/query";
import { DateField, FieldPair, FormSection } from "@/ui";

import type { CaseCoaching, Choices, Plan, PlanFields } from "../api";
import { useText } from "../text";
import { Choose } from "@/ui/Choose";

export interface GoalFields {
  words: string;
  measure: string;
}

export interface ServiceFields {
  activity: string | null;
  responsible: string | null;
  rhythm: string;
  times: number | string;
  starts_on: string | null;
  ends_on: string | null;
  words: string;
}

export interface PlanValues {
  goals: GoalFields[];
  services: ServiceFields[];
  coaching: string[];
  need: string;
  coaching_from: string | null;
  coaching_to: string | null;
  coaching_hours: number | string;
  review_on: string | null;
  note: string;
  change: string;
  changed: string;
  why: string;
}

const NO_GOAL: GoalFields = { words: "", measure: "" };
export const newService = (responsible: string | null): ServiceFields => ({ activity: null, responsible, rhythm: "weekly", times: 1, starts_on: null, ends_on: null, words: "" });

export function emptyPlan(responsible: string | null): PlanValues {
  return {
    goals: [NO_GOAL], services: [newService(responsible)], coaching: [], need: "", coaching_from: null, coaching_to: null, coaching_hours: "", review_on: null,
    note: "", change: "", changed: "", why: "",
  }; // prettier-ignore
}

/** What a plan says, as its form shows it; a new one that re-structures it starts from there, without its reasons. */
export function valuesOf(plan: Plan, isNew: boolean): PlanValues {
  return {
    goals: plan.goals.length > 0 ? plan.goals.map((one) => ({ words: one.words, measure: one.measure ?? "" })) : [NO_GOAL],
    services: plan.services.map((one) => ({
      activity: one.activity?.key ?? null, responsible: one.responsible?.id ?? null, rhythm: one.rhythm.key, times: one.times, starts_on: one.starts_on, ends_on: one.ends_on, words: one.words,
    })),
    coaching: plan.coaching.map((one) => one.key), need: plan.need, coaching_from: isNew ? null : plan.coaching_from, coaching_to: isNew ? null : plan.coaching_to,
    coaching_hours: plan.coaching_hours ?? "", review_on: isNew ? null : plan.review_on, note: isNew ? "" : plan.note,
    change: isNew ? "" : (plan.change?.key ?? ""), changed: isNew ? "" : plan.changed, why: isNew ? "" : plan.why,
  }; // prettier-ignore
}

/** What is sent: empty goals are no goals, an empty number is none. */
export function bodyOf(values: PlanValues): PlanFields {
  return {
    ...values,
    goals: values.goals.filter((one) => one.words.trim()),
    services: values.services.map((one) => ({ ...one, activity: one.activity ?? "", times: Number(one.times) || 1 })),
    coaching_hours: values.coaching_hours === "" ? null : String(values.coaching_hours),
  } as PlanFields;
}

export function usePlanForm(initial: PlanValues, options: { version?: number; draftKey: string; save: (body: PlanFields, context: { idempotencyKey: string; ifMatch: number | null }) => Promise<Plan>; onSaved: (plan: Plan) => void; refresh: string[] }) {
  const t = useText();
  return useServerForm<PlanValues, Plan>({
    initial,
    labels: {
      goals: t("plan.goals"), "goals.*.words": t("plan.goal"), "goals.*.measure": t("plan.measure"), services: t("plan.services"), "services.*.activity": t("form.activity"),
      "services.*.responsible": t("plan.responsible"), "services.*.rhythm": t("plan.rhythm"), "services.*.times": t("plan.times"), "services.*.starts_on": t("plan.startsOn"),
      "services.*.ends_on": t("plan.endsOn"), "services.*.words": t("plan.serviceWords"), coaching: t("plan.coachingKinds"), need: t("plan.need"), coaching_from: t("plan.startsOn"),
      coaching_to: t("plan.endsOn"), coaching_hours: t("plan.hours"), review_on: t("plan.reviewOn"), note: t("form.note"), change: t("plan.change"), changed: t("plan.changed"), why: t("plan.why"),
    }, // prettier-ignore
    version: options.version,
    save: (values, context) => options.save(bodyOf(values), context),
    onSaved: options.onSaved,
    refresh: options.refresh,
    draft: { key: options.draftKey, omit: ["goals", "services", "need", "note", "changed", "why"] },
  });
}

interface PlanFormProps {
  form: ServerForm<PlanValues>;
  coaching: CaseCoaching;
  choices: Choices;
  restructures: boolean;
  /** Who is offered first as responsible. */
  me: string;
}

export function PlanFormFields({ form, coaching, choices, restructures, me }: PlanFormProps) {
  const t = useText();
  const byNeed = coaching.articles.find((one) => one.guard === "coaching_by_need");
  return (
    <>
      {restructures ? (
        <FormSection title={t("plan.changeTitle")}>
          <Choose field={form.field("change")} options={choices.changes} hint={t("plan.changeHint")} />
          <Textarea {...form.field("changed")} autosize minRows={2} maxLength={2000} />
          <Textarea {...form.field("why")} autosize minRows={2} maxLength={2000} />
        </FormSection>
      ) : null}
      <Goals form={form} />
      <FormSection title={t("plan.coachingTitle")}>
        {byNeed ? (
          <Text size="sm" c="dimmed">
            {t("plan.byNeed", { article: byNeed.cited })} {byNeed.text}
          </Text>
        ) : null}
        <Choose field={form.field("coaching", { isOptional: true })} options={choices.kinds} isMultiple />
        {form.values.coaching.length > 0 ? (
          <>
            <Textarea {...form.field("need")} autosize minRows={2} maxLength={2000} description={t("plan.needHint")} />
            <FieldPair>
              <DateField {...form.field("coaching_from")} />
              <DateField {...form.field("coaching_to")} />
            </FieldPair>
            <NumberInput {...form.field("coaching_hours", { isOptional: true })} min={0} max={45} step={0.5} decimalScale={1} decimalSeparator="," maw={220} />
          </>
        ) : null}
      </FormSection>
      <Services form={form} coaching={coaching} choices={choices} me={me} />
      <FormSection title={t("plan.reviewTitle")}>
        <DateField {...form.field("review_on")} bound="future" />
        <Textarea {...form.field("note", { isOptional: true })} autosize minRows={2} maxLength={2000} />
      </FormSection>
    </>
  );
}

function Goals({ form }: { form: ServerForm<PlanValues> }) {
  const t = useText();
  return (
    <FormSection title={t("plan.goals")}>
      <Text size="sm" c="dimmed">
        {t("plan.goalsHint")}
      </Text>
      <div id={form.field("goals").id} tabIndex={-1} />
      {form.values.goals.map((_, index) => (
        <Stack key={index} gap="xs" pb="sm" style={{ borderBottom: "1px solid var(--mantine-color-default-border)" }}>
          <Textarea {...form.field(`goals.${index}.words`)} autosize minRows={2} maxLength={2000} />
          <TextInput {...form.field(`goals.${index}.measure`, { isOptional: true })} />
          {form.values.goals.length > 1 ? (
            <Button variant="subtle" size="sm" style={{ justifySelf: "start" }} onClick={() => form.mantine.removeListItem("goals" as never, index)}>
              {t("plan.removeGoal", { number: index + 1 })}
            </Button>
          ) : null}
        </Stack>
      ))}
      <Group>
        <Button variant="default" onClick={() => form.mantine.insertListItem("goals" as never, NO_GOAL as never)}>
          {t("plan.addGoal")}
        </Button>
      </Group>
    </FormSection>
  );
}

function Services({ form, coaching, choices, me }: Omit<PlanFormProps, "restructures">) {
  const t = useText();
  const staff = usePage<{ id: string; full_name: string }>("/api/v1/staff/", { page_size: 200, state: "active" });
  const people = (staff.data?.results ?? []).map((one) => ({ value: one.id, label: one.full_name }));
  const activities = coaching.activities.map((one) => ({ value: one.key, label: one.letter ? `${one.letter}) ${one.label}` : one.label }));
  const rhythms = choices.rhythms.map((one) => ({ value: one.key, label: one.label }));
  return (
    <FormSection title={t("plan.services")}>
      <div id={form.field("services").id} tabIndex={-1} />
      {form.values.services.map((service, index) => (
        <Stack key={index} gap="xs" pb="sm" style={{ borderBottom: "1px solid var(--mantine-color-default-border)" }}>
          <TextInput {...form.field(`services.${index}.words`)} maxLength={200} />
          {activities.length > 0 ? <Select {...form.field(`services.${index}.activity`)} data={activities} searchable /> : null}
          <Select {...form.field(`services.${index}.responsible`)} data={people} searchable clearable nothingFoundMessage={t("plan.nobody")} />
          <FieldPair>
            <Select {...form.field(`services.${index}.rhythm`)} data={rhythms} allowDeselect={false} />
            {["weekly", "monthly", "quarterly"].includes(service.rhythm) ? <NumberInput {...form.field(`services.${index}.times`)} min={1} max={99} allowDecimal={false} /> : <span />}
          </FieldPair>
          <FieldPair>
            <DateField {...form.field(`services.${index}.starts_on`, { isOptional: true })} />
            <DateField {...form.field(`services.${index}.ends_on`, { isOptional: true })} />
          </FieldPair>
          {form.values.services.length > 1 ? (
            <Button variant="subtle" size="sm" style={{ justifySelf: "start" }} onClick={() => form.mantine.removeListItem("services" as never, index)}>
              {t("plan.removeService", { number: index + 1 })}
            </Button>
          ) : null}
        </Stack>
      ))}
      <Group>
        <Button variant="default" onClick={() => form.mantine.insertListItem("services" as never, newService(me) as never)}>
          {t("plan.addService")}
        </Button>
      </Group>
    </FormSection>
  );
}
