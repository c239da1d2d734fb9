import { ActionIcon, Button, Checkbox, MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { IconLock, IconPlus, IconTrash } from "@tabler/icons-react";
import { useRef } from "react";

import { DateField, useUiText } from "@/ui";
import type { BuilderField } from "@/ui/conditions/model";

import type { Facts } from "../api";
import css from "../rules.module.css";
import { useText } from "../text";

interface FactFormProps {
  fields: readonly BuilderField[];
  value: Facts;
  onChange: (value: Facts) => void;
  /** By the name of the fact. */
  errors?: Readonly<Record<string, string>>;
}

/** What is known of a made-up person. What is left empty is unknown, never a no. */
export function FactForm({ fields, value, onChange, errors = {} }: FactFormProps) {
  const set = (name: string, next: unknown) => {
    const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
    onChange(next === null || next === undefined || next === "" ? rest : { ...rest, [name]: next });
  };
  return (
    <div className={css.facts}>
      {fields.map((field) => (
        <FactInput key={field.name} field={field} value={value[field.name]} error={errors[field.name]} onChange={(next) => set(field.name, next)} />
      ))}
    </div>
  );
}

interface FactInputProps {
  field: BuilderField;
  value: unknown;
  error?: string;
  onChange: (value: unknown) => void;
}

function FactInput({ field, value, error, onChange }: FactInputProps) {
  const t = useText();
  const ui = useUiText();
  const shared = { size: "sm", label: <FactLabel field={field} />, error } as const;
  const text = typeof value === "string" ? value : "";
  const data = (field.values ?? []).map((one) => ({ value: one.name, label: one.label }));
  switch (field.factType) {
    case "records":
      return <Records field={field} value={Array.isArray(value) ? (value as Facts[]) : []} onChange={onChange} />;
    case "boolean": {
      const answers = [
        { value: "true", label: ui("yes") },
        { value: "false", label: ui("no") },
      ];
      return <Select {...shared} clearable placeholder={t("person.unknown")} data={answers} value={typeof value === "boolean" ? String(value) : null} onChange={(next) => onChange(next === null ? null : next === "true")} />;
    }
    case "codes":
      return <Codes field={field} value={Array.isArray(value) ? (value as string[]) : null} error={error} onChange={onChange} />;
    case "date":
      return <DateField {...shared} w="100%" value={text || null} onChange={onChange} />;
    case "integer":
    case "number":
      return <NumberInput {...shared} hideControls placeholder={t("person.unknown")} allowDecimal={field.factType === "number"} value={typeof value === "number" || typeof value === "string" ? value : ""} onChange={onChange} />;
    default:
      return field.values ? (
        <Select {...shared} searchable clearable placeholder={t("person.unknown")} data={data} value={text || null} onChange={onChange} />
      ) : (
        <TextInput {...shared} placeholder={t("person.unknown")} value={text} onChange={(event) => onChange(event.currentTarget.value)} />
      );
  }
}

function FactLabel({ field }: { field: BuilderField }) {
  const ui = useUiText();
  return (
    <>
      {field.label}
      {field.special ? <IconLock size={14} role="img" aria-label={ui("disclosure.special")} className={css.lock} /> : null}
    </>
  );
}

/** Several codes. That there is none is known is another thing than that nobody has asked. */
function Codes({ field, value, error, onChange }: { field: BuilderField; value: string[] | null; error?: string; onChange: (value: unknown) => void }) {
  const t = useText();
  const isNone = value !== null && value.length === 0;
  return (
    <div>
      <MultiSelect
        size="sm"
        label={<FactLabel field={field} />}
        error={error}
        searchable
        clearable
        placeholder={value === null ? t("person.unknown") : isNone ? t("person.none") : undefined}
        data={(field.values ?? []).map((one) => ({ value: one.name, label: one.label }))}
        value={value ?? []}
        onChange={(next) => onChange(next.length > 0 ? next : null)}
      />
      {value === null || isNone ? (
        <Checkbox size="sm" mt={6} label={t("person.isNone")} aria-label={`${field.label}: ${t("person.isNone")}`} checked={isNone} onChange={(event) => onChange(event.currentTarget.checked ? [] : null)} />
      ) : null}
    </div>
  );
}

/** A list of records: each with its own small form. An empty list is unknown until a first record stands in it. */
function Records({ field, value, onChange }: { field: BuilderField; value: Facts[]; onChange: (value: unknown) => void }) {
  const t = useText();
  const add = useRef<HTMLButtonElement>(null);
  const put = (records: Facts[]) => onChange(records.length > 0 ? records : null);
  return (
    <fieldset className={css.records}>
      <legend>
        <FactLabel field={field} />
      </legend>
      {value.map((record, index) => (
        // Records have no name of their own; they are only ever added at the end.
        <div key={index} className={css.record} role="group" aria-label={t("person.record", { label: field.label, number: index + 1 })}>
          <FactForm fields={field.fields ?? []} value={record} onChange={(next) => put(value.map((one, at) => (at === index ? next : one)))} />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={t("person.removeRecord", { label: field.label, number: index + 1 })}
            onClick={() => {
              put(value.filter((_, at) => at !== index));
              add.current?.focus();
            }}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button ref={add} size="compact-md" variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => put([...value, {}])}>
        {t("person.addRecord", { label: field.label })}
      </Button>
    </fieldset>
  );
}
