import { Group, Stack, Text } from "@mantine/core";

import { formatDate, formatDateTime } from "@/lib/dates";
import { LinkButton, Panel, Status } from "@/ui";

import { caseHome, type Case, type CaseForm } from "../api";
import { useText } from "../text";

/** The forms of the stage: what is to be filled in now. */
export function CaseForms({ one }: { one: Case }) {
  const t = useText();
  const here = one.forms.filter((form) => form.in_stage);
  return <Panel title={t("record.forms")}>{here.length === 0 ? <Text c="dimmed">{t("record.noForms")}</Text> : <Forms one={one} forms={here} />}</Panel>;
}

/** The forms of other stages that hold something: the record of what was. */
export function OtherForms({ one }: { one: Case }) {
  const t = useText();
  const others = one.forms.filter((form) => !form.in_stage);
  if (others.length === 0) return null;
  return (
    <Panel title={t("record.otherForms")}>
      <Forms one={one} forms={others} />
    </Panel>
  );
}

function Forms({ one, forms }: { one: Case; forms: readonly CaseForm[] }) {
  const t = useText();
  const mayFill = one.may_write && one.state === "open";
  return (
    <Stack gap="md">
      {forms.map((form) => (
        <Group key={form.key} justify="space-between" align="flex-start" gap="sm">
          <div style={{ flex: "1 1 240px", minWidth: 0 }}>
            <Group gap="xs">
              <Text fw={600}>{form.title}</Text>
              {form.is_required && !form.submission ? <Status meaning="attention">{t("record.required")}</Status> : null}
            </Group>
            {form.description ? <Text size="sm">{form.description}</Text> : null}
            <Text size="sm" c="dimmed">
              {handed(form, t)}
            </Text>
            {form.draft_saved_at ? (
              <Text size="sm" c="dimmed">
                {t("record.draft", { date: formatDateTime(form.draft_saved_at) })}
              </Text>
            ) : null}
            {form.is_former ? <Text size="sm">{t("record.former")}</Text> : null}
          </div>
          <Group gap="xs">
            {form.submission ? (
              <LinkButton to={`${caseHome(one.id)}/kayitlar/${form.submission.id}`} size="sm" variant="default" aria-label={`${form.title}: ${t("record.show")}`}>
                {t("record.show")}
              </LinkButton>
            ) : null}
            {mayFill && !form.is_former ? (
              <LinkButton
                to={`${caseHome(one.id)}/formlar/${form.key}`}
                size="sm"
                variant={form.submission ? "default" : "filled"}
                aria-label={`${form.title}: ${fillLabel(form, t)}`}
              >
                {fillLabel(form, t)}
              </LinkButton>
            ) : null}
          </Group>
        </Group>
      ))}
    </Stack>
  );
}

type Words = ReturnType<typeof useText>;

function fillLabel(form: CaseForm, t: Words): string {
  if (form.draft_saved_at) return t("record.goOn");
  return form.submission ? t("record.correct") : t("record.fill");
}

function handed(form: CaseForm, t: Words): string {
  const { submission } = form;
  if (!submission) return "";
  const words = { date: formatDate(submission.submitted_at), by: submission.submitted_by };
  return submission.is_correction ? t("record.corrected", words) : t("record.filled", words);
}
