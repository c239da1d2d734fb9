import { ActionIcon, Button, Checkbox, NumberInput, Select, Text, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";

import { DateField, FieldPair } from "@/ui";

import { valueAt, type Choice, type Field, type Options, type Values } from "../editing/fields";
import css from "../programmes.module.css";
import { useText } from "../text";
import { useEditing } from "./editing";
import { PartList } from "./PartList";

interface InputProps<F extends Field = Field> {
  field: F;
  /** Where the entry stands, with the dot at its end; empty for the document itself. */
  at: string;
  /** Called with every letter typed into the Turkish text. */
  onText?: (text: string) => void;
}

type Of<K extends Field["kind"]> = Extract<Field, { kind: K }>;

/** The inputs of described fields, one under the other. */
export function PartFields({ fields, at, nameAt, onName }: { fields: readonly Field[]; at: string; nameAt?: string; onName?: (text: string) => void }) {
  return (
    <>
      {fields.map((field) => (
        <PartField key={field.name} field={field} at={at} onText={field.name === nameAt ? onName : undefined} />
      ))}
    </>
  );
}

function PartField({ field, at, onText }: InputProps) {
  switch (field.kind) {
    case "words":
    case "text":
      return <WordsInput field={field} at={at} onText={onText} />;
    case "line":
    case "prose":
      return <LineInput field={field} at={at} onText={onText} />;
    case "number":
      return <CountInput field={field} at={at} />;
    case "date":
      return <DayInput field={field} at={at} />;
    case "flag":
      return <FlagInput field={field} at={at} />;
    case "choice":
      return <ChoiceInput field={field} at={at} />;
    case "choices":
      return <ChoicesInput field={field} at={at} />;
    case "citation":
      return <CitationInput field={field} at={at} />;
    case "lines":
      return <LinesInput field={field} at={at} />;
    case "parts":
      return <PartList field={field} path={at + field.name} />;
  }
}

/** What an input of this place takes: its value, what is wrong with it, whether it may be changed. */
function useInput(path: string, label: string) {
  const { form, isReadOnly } = useEditing();
  return { ...form.field(path), label, readOnly: isReadOnly };
}

function WordsInput({ field, at, onText }: InputProps<Of<"words"> | Of<"text">>) {
  const t = useText();
  const { form } = useEditing();
  const path = at + field.name;
  const turkish = { ...useInput(`${path}.tr`, t("edit.turkish", { label: field.label })), required: field.isRequired };
  const english = useInput(`${path}.en`, t("edit.english", { label: field.label }));
  const general = form.mantine.errors[path];
  const onChange = (event: { currentTarget: { value: string } }) => {
    turkish.onChange(event);
    onText?.(event.currentTarget.value);
  };
  const Input = field.kind === "text" ? Area : TextInput;
  return (
    <div id={form.field(path).id} tabIndex={-1} className={css.anchor}>
      <FieldPair>
        <Input {...turkish} onChange={onChange} description={field.hint} lang="tr" />
        <Input {...english} lang="en" />
      </FieldPair>
      <Fault>{general}</Fault>
    </div>
  );
}

// Mantine's inputs of one line and of many take the same.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const Area = (props: any) => <Textarea autosize minRows={2} maxRows={14} {...props} />;

function LineInput({ field, at, onText }: InputProps<Of<"line"> | Of<"prose">>) {
  const input = useInput(at + field.name, field.label);
  const onChange = (event: { currentTarget: { value: string } }) => {
    input.onChange(event);
    onText?.(event.currentTarget.value);
  };
  const Input = field.kind === "prose" ? Area : TextInput;
  return <Input {...input} onChange={onChange} required={field.isRequired} description={field.hint} />;
}

function CountInput({ field, at }: InputProps<Of<"number">>) {
  return (
    <NumberInput
      {...useInput(at + field.name, field.label)}
      required={field.isRequired}
      description={field.hint}
      min={field.min}
      max={field.max}
      allowDecimal={false}
      w={220}
      maw="100%"
    />
  );
}

function DayInput({ field, at }: InputProps<Of<"date">>) {
  const { readOnly, ...input } = useInput(at + field.name, field.label);
  return <DateField {...input} required={field.isRequired} description={field.hint} disabled={readOnly} />;
}

function FlagInput({ field, at }: InputProps<Of<"flag">>) {
  const { form, isReadOnly } = useEditing();
  return <Checkbox {...form.field(at + field.name, { type: "checkbox" })} label={field.label} description={field.hint} disabled={isReadOnly} />;
}

/** The choices of a place, a value among them that is no longer offered. */
function useOptions(options: Options, chosen: readonly string[]): Choice[] {
  const t = useText();
  const { sources } = useEditing();
  const offered = options(sources);
  const lost = chosen.filter((value) => value && !offered.some((one) => one.value === value));
  return [...offered, ...lost.map((value) => ({ value, label: t("edit.unknownKey", { key: value }) }))];
}

function ChoiceInput({ field, at }: InputProps<Of<"choice">>) {
  const t = useText();
  const { form } = useEditing();
  const path = at + field.name;
  const value = String(valueAt(form.values, path) ?? "");
  const data = useOptions(field.options, [value]);
  return (
    <Select
      {...useInput(path, field.label)}
      value={value || null}
      onChange={(next) => form.set(path, next ?? "")}
      data={data}
      required={field.isRequired}
      description={field.hint}
      placeholder={data.length > 0 ? t("edit.none") : t("edit.noChoices")}
      clearable={!field.isRequired}
      allowDeselect={!field.isRequired}
      searchable={data.length > 8}
      maw={480}
    />
  );
}

function ChoicesInput({ field, at }: InputProps<Of<"choices">>) {
  const t = useText();
  const { form, isReadOnly } = useEditing();
  const path = at + field.name;
  const value = (valueAt(form.values, path) ?? []) as string[];
  const data = useOptions(field.options, value);
  const { id, error } = form.field(path);
  return (
    <div id={id} tabIndex={-1} className={css.anchor}>
      <Checkbox.Group
        label={field.label}
        description={field.hint}
        error={error}
        required={field.isRequired}
        value={value}
        // In the order in which they are offered, so that a click more and a click less leave no difference.
        onChange={(next) => form.set(path, data.map((one) => one.value).filter((one) => next.includes(one)))}
      >
        <div className={css.checks}>
          {data.length === 0 ? <Text size="sm">{t("edit.noChoices")}</Text> : null}
          {data.map((one) => (
            <Checkbox key={one.value} value={one.value} label={one.label} disabled={isReadOnly} />
          ))}
        </div>
      </Checkbox.Group>
    </div>
  );
}

function bases({ document }: { document: Values }): Choice[] {
  const list = (document.legal_basis ?? []) as { key: string; title: string }[];
  return list.map((one) => ({ value: one.key, label: one.title }));
}

function CitationInput({ field, at }: InputProps<Of<"citation">>) {
  const t = useText();
  const { form } = useEditing();
  const path = at + field.name;
  return (
    <div id={form.field(path).id} tabIndex={-1} className={css.anchor}>
      <FieldPair>
        <ChoiceInput field={{ kind: "choice", name: "source", label: field.label, isRequired: field.isRequired, options: bases }} at={`${path}.`} />
        <TextInput {...useInput(`${path}.article`, t("field.article"))} />
      </FieldPair>
      <Fault>{form.mantine.errors[path]}</Fault>
    </div>
  );
}

function LinesInput({ field, at }: InputProps<Of<"lines">>) {
  const t = useText();
  const { form, isReadOnly } = useEditing();
  const path = at + field.name;
  const lines = (valueAt(form.values, path) ?? []) as Values[];
  return (
    <fieldset className={css.lines} id={form.field(path).id}>
      <legend>{field.label}</legend>
      {field.hint ? <Text size="sm">{field.hint}</Text> : null}
      {lines.map((_, index) => (
        <div key={index} className={css.line}>
          <WordsInput field={{ kind: "words", name: `${field.name}.${index}`, label: t("edit.line", { label: field.label, number: index + 1 }) }} at={at} />
          {isReadOnly ? null : (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t("edit.removeLine", { label: field.label, number: index + 1 })}
              onClick={() => form.set(path, lines.filter((__, place) => place !== index))}
            >
              <IconX size={20} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {isReadOnly ? null : (
        <Button variant="default" size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => form.set(path, [...lines, { tr: "", en: "" }])}>
          {field.add}
        </Button>
      )}
      <Fault>{form.mantine.errors[path]}</Fault>
    </fieldset>
  );
}

/** What is wrong with a part as a whole. */
export function Fault({ children }: { children: ReactNode }) {
  return children ? <div className={css.fault}>{children}</div> : null;
}
