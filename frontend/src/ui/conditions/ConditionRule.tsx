import { ActionIcon, Select, VisuallyHidden, type ComboboxItem, type ComboboxItemGroup } from "@mantine/core";
import { IconArrowsExchange, IconLock } from "@tabler/icons-react";
import { memo, useMemo } from "react";
import { useRule, type RuleProps } from "react-querybuilder";

import css from "./conditions.module.css";
import { useCondition, useRowProblems } from "./context";
import { comparable, operatorsOf } from "./facts";
import { takesReference, type BuilderField } from "./model";
import { RowActions } from "./RowActions";
import { ValueEditor } from "./ValueEditor";
import { useConditionText } from "./words";

/** One question about one fact: the fact, the comparison, the value; what is wrong stands at the part it is about. */
export const ConditionRule = memo(function ConditionRule(props: RuleProps) {
  const t = useConditionText();
  const rule = useRule(props);
  const { fields, prefix, isReadOnly } = useCondition();
  const problem = useRowProblems(rule.rule.id);
  const number = prefix + rule.path.map((step) => step + 1).join(".");
  const row = t("rule", { number });
  const fact = fields.get(rule.rule.field);
  const noField = rule.rule.field ? null : problem("field") ? t("noField") : null;
  const lost = rule.rule.field && !fact ? t("unknownField", { name: rule.rule.field }) : null;

  return (
    <div className={css.rule} data-row={rule.rule.id} role="group" aria-label={row}>
      <span className={css.number} aria-hidden>
        {number}
      </span>
      <div className={css.parts}>
        <Select
          className={css.field}
          size="sm"
          searchable
          data-act="field"
          aria-label={t("field", { row })}
          placeholder={t("pickField")}
          nothingFoundMessage={t("nothingFound")}
          disabled={isReadOnly}
          data={useFieldOptions(fields)}
          renderOption={({ option }) => <FieldOption option={option} field={fields.get(option.value)} />}
          value={rule.rule.field || null}
          error={noField ?? lost ?? problem("field")}
          onChange={(name) => (name ? rule.onChangeField(name) : undefined)}
        />
        {fact ? (
          <>
            <Select
              className={css.operator}
              size="sm"
              aria-label={t("operator", { row })}
              disabled={isReadOnly}
              data={operatorsOf(fact).map(({ name, label }) => ({ value: name, label }))}
              value={rule.rule.operator}
              error={problem("operator")}
              onChange={(name) => (name ? rule.onChangeOperator(name) : undefined)}
            />
            <ValueEditor
              key={`${fact.name}-${rule.rule.valueSource ?? "value"}`}
              row={row}
              number={number}
              fact={fact}
              rule={{ ...rule.rule, id: rule.rule.id ?? "", valueSource: rule.rule.valueSource === "field" ? "field" : "value" }}
              error={problem("value")}
              isReadOnly={isReadOnly}
              onChange={rule.onChangeValue}
            />
            <Reference row={row} fact={fact} rule={rule.rule} isReadOnly={isReadOnly} onChange={rule.onChangeValueSource} />
          </>
        ) : null}
      </div>
      {isReadOnly ? null : (
        <RowActions
          row={row}
          rowId={rule.rule.id ?? ""}
          onUp={rule.shiftUpDisabled ? null : () => rule.shiftRuleUp()}
          onDown={rule.shiftDownDisabled ? null : () => rule.shiftRuleDown()}
          onCopy={rule.cloneRule}
          onRemove={rule.removeRule}
        />
      )}
      {fact?.special || fact?.origin || problem("rule") ? (
        <div className={css.hint}>
          {fact?.special ? (
            <span className={css.special}>
              <IconLock size={14} aria-hidden /> {t("special")}
            </span>
          ) : null}
          {fact?.origin ? <span>{t("origin", { origin: fact.origin })}</span> : null}
          {problem("rule") ? <span className={css.problem}>{problem("rule")}</span> : null}
        </div>
      ) : null}
    </div>
  );
});

/** Facts by where they come from. */
function useFieldOptions(fields: ReadonlyMap<string, BuilderField>): ComboboxItemGroup<ComboboxItem>[] {
  return useMemo(() => {
    const groups = new Map<string, ComboboxItem[]>();
    for (const field of fields.values()) groups.set(field.origin, [...(groups.get(field.origin) ?? []), { value: field.name, label: field.label }]);
    return [...groups].map(([group, items]) => ({ group, items }));
  }, [fields]);
}

function FieldOption({ option, field }: { option: ComboboxItem; field: BuilderField | undefined }) {
  const t = useConditionText();
  return (
    <span className={css.option}>
      {option.label}
      {field?.special ? (
        <>
          <IconLock size={14} aria-hidden />
          <VisuallyHidden>{t("special")}</VisuallyHidden>
        </>
      ) : null}
    </span>
  );
}

interface ReferenceProps {
  row: string;
  fact: BuilderField;
  rule: { operator: string; valueSource?: string };
  isReadOnly: boolean;
  onChange: (source: "value" | "field") => void;
}

/** Whether a fact is compared with a value or with another fact of its kind; drawn only where there is another. */
function Reference({ row, fact, rule, isReadOnly, onChange }: ReferenceProps) {
  const t = useConditionText();
  const { fields } = useCondition();
  const isField = rule.valueSource === "field";
  if (!isField && (!takesReference(rule.operator) || comparable(fact, fields).length === 0)) return null;
  return (
    <ActionIcon
      variant={isField ? "light" : "subtle"}
      color={isField ? undefined : "gray"}
      size={36}
      disabled={isReadOnly}
      aria-pressed={isField}
      aria-label={t("source", { row })}
      onClick={() => onChange(isField ? "value" : "field")}
    >
      <IconArrowsExchange size={18} aria-hidden />
    </ActionIcon>
  );
}
