import { NumberInput, Select } from "@mantine/core";
import { useState } from "react";

import { DateField } from "../DateField";
import css from "./conditions.module.css";
import { isRelative, type RelativeUnit } from "./model";
import { useConditionText } from "./words";

interface DayEditorProps {
  label: string;
  value: unknown;
  error: string | null;
  isReadOnly: boolean;
  onChange: (value: unknown) => void;
}

const UNITS = ["day", "week", "month", "year"] as const satisfies readonly RelativeUnit[];

/** A day, or how far from the day of the decision: "18 yıl önce". */
export function DayEditor({ label, value, error, isReadOnly, onChange }: DayEditorProps) {
  const t = useConditionText();
  const relative = isRelative(value) ? value.relative : null;
  // Nothing counted yet lies neither before nor after.
  const [isAfter, setAfter] = useState((relative?.amount ?? -1) > 0);
  const unit = relative?.unit ?? "year";
  const count = Math.abs(relative?.amount ?? 0);
  const set = (next: { unit?: RelativeUnit; count?: number; isAfter?: boolean }) => {
    const after = next.isAfter ?? isAfter;
    setAfter(after);
    const amount = (next.count ?? count) * (after ? 1 : -1);
    onChange({ relative: { unit: next.unit ?? unit, amount: amount === 0 ? 0 : amount } });
  };
  const shared = { size: "sm", disabled: isReadOnly } as const;
  return (
    <>
      <Select
        {...shared}
        className={css.kind}
        aria-label={t("dateKind", { row: label })}
        data={[
          { value: "fixed", label: t("fixed") },
          { value: "relative", label: t("relative") },
        ]}
        value={relative ? "relative" : "fixed"}
        onChange={(kind) => (kind === "relative" ? set({ count: 18, unit: "year", isAfter: false }) : onChange(""))}
      />
      {relative ? (
        <>
          <NumberInput {...shared} className={css.short} aria-label={t("amount", { row: label })} allowDecimal={false} allowNegative={false} min={0} value={count} error={error} onChange={(next) => set({ count: Number(next) || 0 })} />
          <Select {...shared} className={css.unit} aria-label={t("unit", { row: label })} data={UNITS.map((one) => ({ value: one, label: t(one) }))} value={unit} onChange={(next) => set({ unit: next as RelativeUnit })} />
          <Select
            {...shared}
            className={css.unit}
            aria-label={t("direction", { row: label })}
            data={[
              { value: "before", label: t("before") },
              { value: "after", label: t("after") },
            ]}
            value={isAfter ? "after" : "before"}
            onChange={(next) => set({ isAfter: next === "after" })}
          />
        </>
      ) : (
        <DateField {...shared} aria-label={label} value={typeof value === "string" ? value : null} error={error} onChange={(next) => onChange(next ?? "")} />
      )}
    </>
  );
}
