import { Checkbox, Select, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";

import { formatDate } from "@/lib/dates";
import { useServerForm, type ServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { DateField, FormPage, FormSection, Loaded, Notice, Status, toastDone } from "@/ui";

import { caseHome, casePath, CASES, type Case } from "../api";
import { giveOutcomes, outcomesPath, type OutcomeChoice, type Outcomes, type Proposed } from "../story";
import { useStoryText } from "../storyText";
import { useText } from "../text";

interface Values {
  outcomes: Proposed[];
  submission: string | null;
}

/** Giving outcomes: what the article says and what the rules allow stands there before anything is chosen. */
export default function CaseOutcomesPage() {
  const caseId = useParam("caseId");
  const one = useRead<Case>(casePath(caseId));
  const found = useRead<Outcomes>(outcomesPath(caseId));
  return <Loaded query={one}>{(record) => <Loaded query={found}>{(data) => <OutcomeForm one={record} data={data} />}</Loaded>}</Loaded>;
}

function OutcomeForm({ one, data }: { one: Case; data: Outcomes }) {
  const t = useStoryText();
  const go = useGo();
  const cases = useText();
  const home = caseHome(one.id);
  // What is chosen, by name: the summary of what is missing says which outcome lacks its reason.
  const [names, setNames] = useState<readonly string[]>([]);
  const form = useServerForm<Values, Outcomes>({
    initial: { outcomes: [], submission: data.assessments[0]?.id ?? null },
    labels: {
      outcomes: t("field.outcomes"),
      "outcomes.*.outcome": t("field.outcome"),
      "outcomes.*.given_on": t("field.given_on"),
      "outcomes.*.reason": t("field.reason"),
      ...Object.fromEntries(
        names.flatMap((name, index) => [
          [`outcomes.${index}.given_on`, `${t("field.given_on")}: ${name}`],
          [`outcomes.${index}.reason`, `${t("field.reason")}: ${name}`],
        ]),
      ),
      submission: t("field.submission"),
    },
    check: (values) => ({ outcomes: values.outcomes.length === 0 ? t("outcomes.nothingChosen") : null }),
    save: (values, { idempotencyKey }) => giveOutcomes(one.id, values, { idempotencyKey }),
    onSaved: (_, values) => {
      toastDone(t("outcomes.saved", { count: values.outcomes.length }));
      go(home);
    },
    refresh: [CASES],
  });
  return (
    <FormPage
      title={t("outcomes.give")}
      lead={t("outcomes.lead")}
      crumbs={[{ label: cases("title"), to: "/dosyalar" }, { label: one.number, to: home }]}
      form={form}
      cancelTo={home}
      submitLabel={t("outcomes.submit")}
      blockedBecause={data.may_write ? undefined : t("outcomes.readOnly")}
    >
      {data.guard ? (
        <div style={{ marginBottom: 24 }}>
          <Notice title={[data.guard.cited, data.guard.title].filter(Boolean).join(": ")}>{data.guard.text}</Notice>
        </div>
      ) : null}
      <FormSection title={t("outcomes.choose")}>
        {data.choices.length === 0 ? <Text>{t("outcomes.noneListed")}</Text> : null}
        <Stack gap="lg">
          {data.choices.map((choice) => (
            <Choice
              key={choice.key}
              choice={choice}
              form={form}
              data={data}
              onToggle={(isChosen) => setNames(isChosen ? [...names, choice.label] : names.filter((name) => name !== choice.label))}
            />
          ))}
        </Stack>
      </FormSection>
      {data.assessments.length > 0 ? (
        <FormSection title={t("outcomes.assessment")}>
          <Select
            {...form.field("submission", { isOptional: true })}
            description={t("outcomes.assessmentHint")}
            placeholder={t("outcomes.noAssessment")}
            data={data.assessments.map((found) => ({ value: found.id, label: `${found.title} · ${formatDate(found.submitted_at)}` }))}
            clearable
          />
        </FormSection>
      ) : null}
    </FormPage>
  );
}

/** Why an outcome cannot be chosen, in words; empty where it can. */
function useObstacle(choice: OutcomeChoice): string {
  const t = useStoryText();
  if (choice.stands) return t("outcomes.stands");
  if (!choice.is_mine) return t("outcomes.notMine");
  if (choice.allowed === null) return t("outcomes.unknown");
  return choice.allowed ? "" : t("outcomes.notAllowed");
}

function Choice({ choice, form, data, onToggle }: { choice: OutcomeChoice; form: ServerForm<Values>; data: Outcomes; onToggle: (isChosen: boolean) => void }) {
  const obstacle = useObstacle(choice);
  const index = form.values.outcomes.findIndex((one) => one.outcome === choice.key);
  const isChosen = index >= 0;
  const toggle = () => {
    form.set("outcomes", isChosen ? form.values.outcomes.filter((one) => one.outcome !== choice.key) : [...form.values.outcomes, { outcome: choice.key, given_on: data.today, reason: "" }]);
    onToggle(!isChosen);
  };
  const why = choice.why.join(" ");
  return (
    <div>
      <Checkbox
        label={[choice.letter, choice.label].filter(Boolean).join(") ")}
        description={[choice.text, choice.cited].filter(Boolean).join(" · ")}
        checked={isChosen}
        disabled={!data.may_write || (obstacle !== "" && !isChosen)}
        onChange={toggle}
        error={isChosen ? form.field(`outcomes.${index}.outcome`).error : null}
      />
      {obstacle ? (
        <div style={{ marginInlineStart: 32, marginTop: 4 }}>
          <Status meaning={choice.stands ? "neutral" : "attention"}>{obstacle}</Status>
          {why && !choice.stands ? <Text size="sm">{why}</Text> : null}
        </div>
      ) : null}
      {isChosen ? (
        <Stack gap="sm" mt="sm" style={{ marginInlineStart: 32 }}>
          <DateField {...form.field(`outcomes.${index}.given_on`)} bound="past" w={280} />
          <Textarea {...form.field(`outcomes.${index}.reason`, { isOptional: !choice.needs_reason })} autosize minRows={3} maxLength={4000} />
        </Stack>
      ) : null}
    </div>
  );
}
