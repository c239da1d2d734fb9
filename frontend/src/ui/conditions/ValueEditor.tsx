import { MultiSelect, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";

import { formatDate } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";

import { useUiText } from "../text";
import css from "./conditions.module.css";
import { useCondition } from "./context";
import { DayEditor } from "./DayEditor";
import { comparable, readTyped } from "./facts";
import { needsThreshold, newRecords, shapeOf, shapeValue, type BuilderField, type BuilderRule, type RecordsValue } from "./model";
import { useConditionText } from "./words";

export interface EditorProps {
  /** "2. koşul", for labels. */
  row: string;
  number: string;
  fact: BuilderField;
  rule: BuilderRule;
  error: string | null;
  isReadOnly: boolean;
  onChange: (value: unknown) => void;
}

/** The value of a rule, by the operator's shape and the fact's type. */
export function ValueEditor(props: EditorProps) {
  const { rule } = props;
  const shape = shapeOf(rule.operator);
  if (shape === "none") return null;
  return (
    <div className={css.value}>
      {rule.valueSource === "field" ? <OtherFact {...props} /> : shape === "records" ? <Records {...props} /> : shape === "two" ? <Range {...props} /> : shape === "many" ? <Many {...props} /> : <Single {...props} />}
    </div>
  );
}

function OtherFact({ row, fact, rule, error, isReadOnly, onChange }: EditorProps) {
  const t = useConditionText();
  const { fields } = useCondition();
  return (
    <Select
      size="sm"
      searchable
      aria-label={t("value", { row })}
      placeholder={t("pickField")}
      disabled={isReadOnly}
      data={comparable(fact, fields).map((one) => ({ value: one.name, label: one.label }))}
      value={typeof rule.value === "string" ? rule.value || null : null}
      error={error}
      onChange={onChange}
    />
  );
}

function Single({ row, fact, rule, error, isReadOnly, onChange }: EditorProps) {
  const t = useConditionText();
  return <One label={t("value", { row })} fact={fact} value={shapeValue(rule.operator, rule.value)} error={error} isReadOnly={isReadOnly} onChange={onChange} />;
}

function Range({ row, fact, rule, error, isReadOnly, onChange }: EditorProps) {
  const t = useConditionText();
  const [low, high] = shapeValue(rule.operator, rule.value) as [unknown, unknown];
  const shared = { fact, isReadOnly };
  return (
    <>
      <One {...shared} label={t("valueFrom", { row })} value={low} error={error} onChange={(next) => onChange([next, high])} />
      <span className={css.between}>{t("and")}</span>
      <One {...shared} label={t("valueTo", { row })} value={high} error={error ? " " : null} onChange={(next) => onChange([low, next])} />
    </>
  );
}

interface OneProps extends Pick<EditorProps, "fact" | "error" | "isReadOnly" | "onChange"> {
  label: string;
  value: unknown;
}

/** One value of the fact's type. */
function One({ label, fact, value, error, isReadOnly, onChange }: OneProps) {
  const t = useConditionText();
  const ui = useUiText();
  const shared = { size: "sm", "aria-label": label, disabled: isReadOnly, error } as const;
  if (fact.factType === "date") return <DayEditor label={label} value={value} error={error} isReadOnly={isReadOnly} onChange={onChange} />;
  if (fact.factType === "boolean") {
    const data = [
      { value: "true", label: ui("yes") },
      { value: "false", label: ui("no") },
    ];
    return <Select {...shared} placeholder={t("pickValue")} data={data} value={typeof value === "boolean" ? String(value) : null} onChange={(next) => onChange(next === "true")} />;
  }
  if (fact.factType === "number" || fact.factType === "integer") {
    const shown = typeof value === "number" || typeof value === "string" ? value : "";
    return <NumberInput {...shared} value={shown} allowDecimal={fact.factType === "number"} hideControls onChange={onChange} />;
  }
  if (fact.values) {
    return <Select {...shared} searchable placeholder={t("pickValue")} nothingFoundMessage={t("nothingFound")} data={options(fact)} value={typeof value === "string" ? value || null : null} onChange={onChange} />;
  }
  return <TextInput {...shared} value={typeof value === "string" ? value : ""} onChange={(event) => onChange(event.currentTarget.value)} />;
}

const options = (fact: BuilderField) => (fact.values ?? []).map((one) => ({ value: one.name, label: one.label }));

/** Several values: from the code list, or typed one after the other as people write them. */
function Many({ row, fact, rule, error, isReadOnly, onChange }: EditorProps) {
  const t = useConditionText();
  const values = shapeValue(rule.operator, rule.value) as unknown[];
  const shared = { size: "sm", "aria-label": t("value", { row }), disabled: isReadOnly, error } as const;
  if (fact.values) {
    return <MultiSelect {...shared} searchable placeholder={values.length > 0 ? undefined : t("pickValues")} data={options(fact)} value={values.filter((one) => typeof one === "string")} onChange={onChange} />;
  }
  return <TagsInput {...shared} placeholder={values.length > 0 ? undefined : t("typeValues")} value={values.map((one) => written(fact, one))} onChange={(typed) => onChange(typed.map((one) => readTyped(fact, one)))} />;
}

function written(fact: BuilderField, value: unknown): string {
  if (typeof value === "number") return formatNumber(value, undefined);
  return fact.factType === "date" && typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value) : String(value);
}

/** How many records of a list meet which condition. */
function Records({ row, number, fact, rule, error, isReadOnly, onChange }: EditorProps) {
  const t = useConditionText();
  const { Inner } = useCondition();
  const [fallback] = useState(newRecords);
  const value = (rule.value && typeof rule.value === "object" && "query" in rule.value ? rule.value : fallback) as RecordsValue;
  return (
    <>
      {needsThreshold(rule.operator) ? (
        <NumberInput
          size="sm"
          className={css.short}
          aria-label={t("threshold", { row })}
          disabled={isReadOnly}
          allowDecimal={false}
          min={0}
          max={10_000}
          error={error}
          value={value.threshold ?? 1}
          onChange={(threshold) => onChange({ ...value, threshold: typeof threshold === "number" ? threshold : null })}
        />
      ) : null}
      <Inner prefix={`${number}.`} label={`${row}: ${t("records")}`} fields={fact.fields ?? []} value={value.query} onChange={(query) => onChange({ ...value, query })} />
    </>
  );
}
