import { MantineActionElement, MantineNotToggle, MantineValueSelector } from "@react-querybuilder/mantine";
import { useEffect, useMemo, useRef } from "react";
import { QueryBuilderContext, QueryBuilderStateProvider, useQueryBuilder } from "react-querybuilder";

import css from "./conditions.module.css";
import { ConditionContext, useCondition, type FocusWish, type InnerProps } from "./context";
import { ConditionGroup } from "./ConditionGroup";
import { ConditionRule } from "./ConditionRule";
import { defaultOperator, operatorsOf } from "./facts";
import { isMatch, newGroup, newRecords, newRule, type BuilderField, type BuilderGroup } from "./model";
import type { PlacedProblem } from "./places";
import { useConditionText } from "./words";

interface ConditionBuilderProps {
  /** Names the whole for screen readers. */
  label: string;
  fields: readonly BuilderField[];
  value: BuilderGroup;
  onChange: (value: BuilderGroup) => void;
  problems?: readonly PlacedProblem[];
  isReadOnly?: boolean;
}

/**
 * Builds a condition of omuz.conditions. Holds no state: `value` comes from `toBuilder`, what is stored from
 * `fromBuilder`. Load it lazily; the query builder is large.
 */
export function ConditionBuilder(props: ConditionBuilderProps) {
  const { value, problems = [], isReadOnly = false } = props;
  const box = useRef<HTMLDivElement>(null);
  const wished = useRef<FocusWish | null>(null);
  useEffect(() => {
    const wish = wished.current;
    wished.current = null;
    if (wish) focusRow(box.current, wish);
  }, [value]);
  return (
    <QueryBuilderStateProvider>
      <ConditionContext.Provider value={{ fields: useByName(props.fields), problems, isReadOnly, prefix: "", wish: (next) => (wished.current = next), Inner: InnerBuilder }}>
        <div ref={box} className={css.builder} role="group" aria-label={props.label}>
          <Builder {...props} />
        </div>
      </ConditionContext.Provider>
    </QueryBuilderStateProvider>
  );
}

/** The condition on the records of a list, inside a rule. */
function InnerBuilder({ prefix, ...props }: InnerProps) {
  const outer = useCondition();
  return (
    <ConditionContext.Provider value={{ ...outer, fields: useByName(props.fields), prefix }}>
      <div className={css.inner} role="group" aria-label={props.label}>
        <Builder {...props} />
      </div>
    </ConditionContext.Provider>
  );
}

const useByName = (fields: readonly BuilderField[]) => useMemo(() => new Map(fields.map((field) => [field.name, field])), [fields]);

/** The row's control, or its neighbour where the control is at its end. */
function focusRow(box: HTMLElement | null, { row, act }: FocusWish) {
  const of = (name: string) => box?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"] [data-act="${name}"]`);
  const found = of(act);
  const isStuck = found?.getAttribute("aria-disabled") === "true";
  ((isStuck ? of(act === "up" ? "down" : "up") : found) ?? found)?.focus();
}

const CONTROLS = {
  rule: ConditionRule,
  ruleGroup: ConditionGroup,
  actionElement: MantineActionElement,
  notToggle: MantineNotToggle,
  valueSelector: MantineValueSelector,
};

/** The query builder without its own frame, which is a landmark without a name. */
function Builder({ fields, value, onChange }: Pick<ConditionBuilderProps, "fields" | "value" | "onChange">) {
  const t = useConditionText();
  const { isReadOnly, wish } = useCondition();
  const known = useMemo(() => fields.map((field) => ({ name: field.name, value: field.name, label: field.label, operators: operatorsOf(field) })), [fields]);
  const options = {
    fields: known,
    query: value,
    onQueryChange: (next: unknown) => onChange(next as BuilderGroup),
    combinators: [
      { name: "and", value: "and", label: t("all") },
      { name: "or", value: "or", label: t("any") },
    ],
    controlElements: CONTROLS,
    controlClassnames: {},
    suppressStandardClassnames: true,
    enableMountQueryChange: false,
    listsAsArrays: true,
    showNotToggle: true,
    showShiftActions: true,
    showCloneButtons: true,
    disabled: isReadOnly,
    maxLevels: 6,
    getDefaultOperator: (name: string) => defaultOperator(fields.find((field) => field.name === name)),
    getDefaultValue: (rule: { operator: string }) => (isMatch(rule.operator) ? newRecords() : ""),
    onAddRule: () => {
      const rule = newRule();
      wish({ row: rule.id, act: "field" });
      return rule;
    },
    onAddGroup: (_group: unknown, path: number[]) => {
      const rule = newRule();
      wish({ row: rule.id, act: "field" });
      // A group that combines like the one around it would change nothing.
      return newGroup([rule], path.length % 2 === 0 ? "or" : "and");
    },
  };
  const qb = useQueryBuilder(options as unknown as Parameters<typeof useQueryBuilder>[0]);
  return (
    <QueryBuilderContext.Provider value={qb.rqbContext as never}>
      <ConditionGroup
        translations={qb.translations}
        ruleGroup={qb.rootGroup}
        schema={qb.schema as never}
        actions={qb.actions}
        id={qb.rootGroup.id}
        path={[]}
        disabled={qb.rootGroupDisabled}
        shiftUpDisabled
        shiftDownDisabled
        parentDisabled={qb.queryDisabled}
      />
    </QueryBuilderContext.Provider>
  );
}
