import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import { formatDate } from "@/lib/dates";

import kit from "../form.module.css";
import { isShown } from "./engine";
import css from "./form.module.css";
import { typedNumber } from "./numbers";
import { isGroup, questionsOf } from "./questions";
import { useFormText } from "./text";
import type { Answers, Choice, SchemaObject, SectionUi, UiSchema } from "./types";
import { isRecord } from "./unfit";

interface SubmittedAnswersProps {
  schema: SchemaObject;
  uiSchema: UiSchema;
  value: Answers;
  withheld?: readonly string[];
  headingOrder?: 2 | 3 | 4;
}

type Options = { sections?: SectionUi[]; choices?: Choice[]; itemLabel?: string };

const optionsOf = (uiSchema: unknown): Options => (isRecord(uiSchema) ? (uiSchema["ui:options"] as Options | undefined) : undefined) ?? {};
const isBlank = (value: unknown): boolean => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/**
 * What was answered, under the version of the form that it was answered with. Nothing is left out: what the form does
 * not ask (any more, or under these answers) stands at the end.
 */
export function SubmittedAnswers({ schema, uiSchema, value, withheld = [], headingOrder = 2 }: SubmittedAnswersProps) {
  const t = useFormText();
  const questions = questionsOf(schema);
  const asked = (key: string) => questions.has(key) && isShown(schema, key, value);
  const sections = optionsOf(uiSchema).sections ?? [];
  const others = Object.keys(value).filter((key) => !asked(key) && !isBlank(value[key]));
  return (
    <>
      {sections.map((section) => {
        const own = section.fields.filter(asked);
        if (own.length === 0) return null;
        return (
          <section key={section.key} className={kit.section}>
            <Title order={headingOrder} size="h3">
              {section.title}
            </Title>
            <dl className={css.answers}>
              {own.map((key) => (
                <Pair key={key} label={questions.get(key)?.schema.title ?? key}>
                  <Answer schema={questions.get(key)?.schema} ui={uiSchema[key]} value={value[key]} isWithheld={withheld.includes(key)} root={schema} group={key} />
                </Pair>
              ))}
            </dl>
          </section>
        );
      })}
      {others.length > 0 ? (
        <section className={kit.section}>
          <div>
            <Title order={headingOrder} size="h3">
              {t("shown.other")}
            </Title>
            <Text c="dimmed">{t("shown.otherHint")}</Text>
          </div>
          <dl className={css.answers}>
            {others.map((key) => (
              <Pair key={key} label={questions.get(key)?.schema.title ?? key}>
                <Answer schema={questions.get(key)?.schema} ui={uiSchema[key]} value={value[key]} root={schema} group={key} />
              </Pair>
            ))}
          </dl>
        </section>
      ) : null}
    </>
  );
}

function Pair({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface AnswerProps {
  /** Undefined for a question that the form no longer has: the answer is then shown as it is. */
  schema: SchemaObject | undefined;
  ui: unknown;
  value: unknown;
  isWithheld?: boolean;
  root: SchemaObject;
  group: string;
}

function Answer({ schema, ui, value, isWithheld, root, group }: AnswerProps) {
  const t = useFormText();
  if (isWithheld) return <span className={css.unanswered}>{t("shown.withheld")}</span>;
  if (schema && isGroup(schema) && (Array.isArray(value) || isBlank(value))) {
    return <Entries schema={schema} ui={ui} entries={Array.isArray(value) ? value : []} root={root} group={group} />;
  }
  if (isBlank(value)) return <span className={css.unanswered}>{t("shown.unanswered")}</span>;
  const choices = optionsOf(ui).choices;
  const worded = (one: unknown): string => choices?.find((choice) => choice.value === one)?.label ?? plain(one, schema, t("yes"), t("no"));
  if (!Array.isArray(value)) return <>{worded(value)}</>;
  return (
    <ul>
      {value.map((one: unknown, index) => (
        <li key={index}>{worded(one)}</li>
      ))}
    </ul>
  );
}

function plain(value: unknown, schema: SchemaObject | undefined, yes: string, no: string): string {
  if (typeof value === "boolean") return value ? yes : no;
  if (typeof value === "number") return typedNumber(value);
  if (typeof value !== "string") return JSON.stringify(value);
  return schema?.["x-omuz"]?.kind === "date" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value) : value;
}

interface EntriesProps {
  schema: SchemaObject;
  ui: unknown;
  entries: unknown[];
  root: SchemaObject;
  group: string;
}

function Entries({ schema, ui, entries, root, group }: EntriesProps) {
  const t = useFormText();
  const questions = questionsOf(root);
  const inner = isRecord(ui) ? ui.items : undefined;
  const label = optionsOf(ui).itemLabel ?? "";
  if (entries.length === 0) return <span className={css.unanswered}>{t("shown.noEntries")}</span>;
  return (
    <div className={css.entries}>
      {entries.map((entry, index) => {
        const answers = isRecord(entry) ? entry : {};
        const asked = (schema.items?.propertyNames?.enum ?? []).filter((key) => questions.has(`${group}.${key}`) && isShown(root, key, answers, group));
        const rest = Object.keys(answers).filter((key) => !asked.includes(key) && !isBlank(answers[key]));
        return (
          <div key={index} role="group" aria-label={t("group.item", { label, number: index + 1 })}>
            <strong>{t("group.item", { label, number: index + 1 })}</strong>
            <dl className={css.answers}>
              {[...asked, ...rest].map((key) => {
                const question = questions.get(`${group}.${key}`)?.schema;
                return (
                  <Pair key={key} label={question?.title ?? key}>
                    <Answer schema={question} ui={isRecord(inner) ? inner[key] : undefined} value={answers[key]} root={root} group={key} />
                  </Pair>
                );
              })}
            </dl>
          </div>
        );
      })}
    </div>
  );
}
