import { Button } from "@mantine/core";
// Not from the package's index: that draws in its test registry, and with it a validator which needs eval.
import type { IChangeEvent } from "@rjsf/core/lib/components/Form.js";
import withTheme from "@rjsf/core/lib/withTheme.js";
import type { RegistryWidgetsType, RJSFSchema, TemplatesType, UiSchema as RjsfUiSchema } from "@rjsf/utils";
import { useEffect, useId, useMemo, useRef, useState, type FormEvent, type ReactNode } from "react";

import { todayIso } from "@/lib/dates";
import { useLanguage } from "@/lib/i18n";

import { idOf, SEPARATOR, type FormContext } from "./context";
import css from "./form.module.css";
import { Problems } from "./Problems";
import { narrowed, shownKeys } from "./questions";
import { validator } from "./rjsf";
import { SubmittedAnswers } from "./SubmittedAnswers";
import { EntryTemplate, FieldTemplate, GroupTemplate, ObjectTemplate } from "./templates";
import { useFormText } from "./text";
import { place, type Answers, type FormProblem, type PrivacyNotes, type SchemaObject, type UiSchema } from "./types";
import { bare, isRecord } from "./unfit";
import { validateAnswers } from "./validate";
import { widgets } from "./widgets";

const Themed = withTheme<unknown, RJSFSchema, FormContext>({
  widgets: widgets as unknown as RegistryWidgetsType<unknown, RJSFSchema, FormContext>,
  templates: {
    FieldTemplate,
    ObjectFieldTemplate: ObjectTemplate,
    ArrayFieldTemplate: GroupTemplate,
    ArrayFieldItemTemplate: EntryTemplate,
  } as unknown as Partial<TemplatesType<unknown, RJSFSchema, FormContext>>,
});

export interface ProgrammeFormProps {
  schema: SchemaObject;
  uiSchema: UiSchema;
  /** The answers: {question: answer, group: [{question: answer}]}. What stands in hidden questions stays there. */
  value: Answers;
  onChange?: (value: Answers) => void;
  /** Called with answers in which nothing is wrong that a browser can tell. Without it there is no button. */
  onSubmit?: (value: Answers) => void;
  /** What the server says is wrong; each is shown until its answer changes. */
  problems?: readonly FormProblem[];
  privacy?: PrivacyNotes;
  /** Shows the answers as they were given, not fields. */
  readOnly?: boolean;
  /** Special-category questions whose answers were not handed over. */
  withheld?: readonly string[];
  isSaving?: boolean;
  submitLabel?: string;
  /** Beside the button: other acts, a word about the draft. */
  children?: ReactNode;
  headingOrder?: 2 | 3 | 4;
}

/** A form of a programme: fields to fill in, or, read-only, what was answered. */
export function ProgrammeForm(props: ProgrammeFormProps) {
  if (!props.readOnly) return <FilledForm {...props} />;
  const { schema, uiSchema, value, withheld, headingOrder } = props;
  return <SubmittedAnswers schema={schema} uiSchema={uiSchema} value={value} withheld={withheld} headingOrder={headingOrder} />;
}

/** Complaints of the browser and of the server, each gone as soon as its answer is another one. */
function useProblems(schema: SchemaObject, value: Answers, fromServer: readonly FormProblem[]) {
  const language = useLanguage();
  const [found, setFound] = useState<readonly FormProblem[]>([]);
  const [isServers, setServers] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (fromServer.length === 0) return;
    setFound(fromServer);
    setServers(true);
    setTurn((before) => before + 1);
  }, [fromServer]);
  const check = (answers: Answers) => validateAnswers(schema, answers, { on: todayIso(), language });
  return {
    found,
    turn,
    /** Looks at everything; returns whether it may be sent. */
    submit: (): boolean => {
      const now = check(value);
      setFound(now);
      setServers(false);
      setTurn((before) => before + 1);
      return now.length === 0;
    },
    /** Takes away what has been mended; says nothing new while somebody types. */
    changed: (answers: Answers, before: Answers) => {
      if (found.length === 0) return;
      const still = new Set(check(answers).map((one) => place(one.path)));
      const isSame = (one: FormProblem) => JSON.stringify(at(answers, one)) === JSON.stringify(at(before, one));
      setFound(found.filter((one) => (isServers ? isSame(one) : still.has(place(one.path)))));
    },
  };
}

const at = (answers: Answers, problem: FormProblem): unknown => problem.path.reduce<unknown>((inner, step) => (inner as Answers | undefined)?.[step], answers);
const NO_PROBLEMS: readonly FormProblem[] = [];
const NO_NOTES: PrivacyNotes = {};

function FilledForm(props: ProgrammeFormProps) {
  const { schema, uiSchema, value, onChange, onSubmit, isSaving, submitLabel, children, headingOrder = 2 } = props;
  const t = useFormText();
  const prefix = `form${useId().replaceAll(/[^a-zA-Z0-9]/g, "")}`;
  const latest = useRef(value);
  latest.current = value;
  const { found, turn, submit, changed } = useProblems(schema, value, props.problems ?? NO_PROBLEMS);

  // The same schema as long as the same questions are shown: typing does not build the form anew.
  const keys = shownKeys(schema, value).join(" ");
  const asked = useMemo(() => narrowed(schema, keys.split(" ")), [schema, keys]);

  const take = (next: Answers) => {
    if (JSON.stringify(next) === JSON.stringify(latest.current)) return;
    changed(next, latest.current);
    latest.current = next;
    onChange?.(next);
  };
  const context: FormContext = {
    prefix,
    problems: useMemo(() => Object.fromEntries(found.map((one) => [idOf(prefix, one.path), one])), [found, prefix]),
    privacy: props.privacy ?? NO_NOTES,
    headingOrder,
    entryAt: (group, index) => entriesOf(latest.current, group)[index],
    restore: (group, index, entry) => take({ ...latest.current, [group]: entriesOf(latest.current, group).toSpliced(index, 0, entry) }),
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isSaving && submit()) onSubmit?.(value);
  };
  return (
    <form onSubmit={send} noValidate>
      <Problems found={found} turn={turn} prefix={prefix} schema={schema} uiSchema={uiSchema} />
      <Themed
        tagName="div"
        schema={asked as RJSFSchema}
        uiSchema={uiSchema as RjsfUiSchema<unknown, RJSFSchema, FormContext>}
        formData={value}
        formContext={context}
        validator={validator}
        idPrefix={prefix}
        idSeparator={SEPARATOR}
        disabled={isSaving}
        noValidate
        noHtml5Validate
        showErrorList={false}
        experimental_defaultFormStateBehavior={{ arrayMinItems: { populate: "never" }, emptyObjectFields: "skipDefaults", constAsDefaults: "never" }}
        onChange={(event: IChangeEvent<unknown, RJSFSchema, FormContext>) => take(asAnswers(event.formData))}
      >
        <span hidden />
      </Themed>
      {onSubmit || children ? (
        <div className={css.foot}>
          {onSubmit ? (
            <Button type="submit" loading={isSaving}>
              {submitLabel ?? t("submit")}
            </Button>
          ) : null}
          {children}
        </div>
      ) : null}
    </form>
  );
}

const entriesOf = (answers: Answers, group: string): unknown[] => {
  const entries = answers[group];
  return Array.isArray(entries) ? entries : [];
};

/** What RJSF hands back, without what is undefined. */
function asAnswers(data: unknown): Answers {
  const copy = bare(data);
  return isRecord(copy) ? { ...copy } : {};
}
