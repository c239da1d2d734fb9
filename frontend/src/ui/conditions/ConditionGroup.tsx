import { Button, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { memo } from "react";
import { RuleGroupBodyComponents, useRuleGroup, type RuleGroupProps } from "react-querybuilder";

import { announce } from "@/lib/announce";

import css from "./conditions.module.css";
import { useCondition, useRowProblems } from "./context";
import { RowActions } from "./RowActions";
import { useConditionText } from "./words";

/** Conditions that hold together or one for another; a group may stand in a group. */
export const ConditionGroup = memo(function ConditionGroup(props: RuleGroupProps) {
  const t = useConditionText();
  const group = useRuleGroup(props);
  const { prefix, isReadOnly, wish } = useCondition();
  const problem = useRowProblems(group.id)("rule");
  const isRoot = group.path.length === 0;
  const number = prefix + group.path.map((step) => step + 1).join(".");
  const name = isRoot ? t("root") : t("group", { number });
  const { combinatorSelector: Combinator, notToggle: NotToggle } = group.schema.controls;
  const shared = { level: group.path.length, path: group.path, disabled: group.disabled, context: group.context, schema: group.schema, ruleGroup: group.ruleGroup };
  const isEmpty = group.ruleGroup.rules.length === 0;
  // Data attributes and labels go through to the inputs; the library's types do not know them.
  const extra = { "aria-label": `${name}: ${t("combinator")}`, allowDeselect: false, size: "sm", comboboxProps: { withinPortal: true } };

  return (
    <div className={css.group} data-row={group.id} data-root={isRoot || undefined} role={isRoot ? undefined : "group"} aria-label={isRoot ? undefined : name}>
      <div className={css.groupHead}>
        {isRoot ? null : <span className={css.number}>{number}</span>}
        <div className={css.combinator}>
          <Combinator
            {...shared}
            {...extra}
            testID="combinators"
            options={group.schema.combinators}
            value={group.combinator}
            title={undefined}
            className=""
            handleOnChange={group.onCombinatorChange}
            rules={group.ruleGroup.rules}
          />
        </div>
        <NotToggle
          {...shared}
          testID="not"
          className={css.not}
          title={undefined}
          label={t("not")}
          checked={Boolean(group.ruleGroup.not)}
          handleOnChange={group.onNotToggleChange}
        />
        {isRoot || isReadOnly ? null : (
          <RowActions
            row={name}
            onUp={group.shiftUpDisabled ? null : () => group.shiftGroupUp()}
            onDown={group.shiftDownDisabled ? null : () => group.shiftGroupDown()}
            onCopy={group.cloneGroup}
            onRemove={group.removeGroup}
            rowId={group.id ?? ""}
          />
        )}
      </div>
      {problem ? <div className={css.problem}>{problem}</div> : null}
      {isEmpty && isRoot && !prefix ? <Text c="dimmed">{t("empty")}</Text> : null}
      <div className={css.rules}>
        <RuleGroupBodyComponents {...group} />
      </div>
      {isReadOnly ? null : (
        <div className={css.groupFoot}>
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            data-act="add"
            aria-label={isRoot ? undefined : `${t("addRule")}: ${name}`}
            onClick={(event) => {
              group.addRule(event);
              announce(t("added"));
            }}
          >
            {t("addRule")}
          </Button>
          {group.schema.maxLevels > group.path.length ? (
            <Button
              size="compact-md"
              variant="subtle"
              aria-label={isRoot ? undefined : `${t("addGroup")}: ${name}`}
              onClick={(event) => {
                group.addGroup(event);
                wish({ row: group.id ?? "", act: "add" });
                announce(t("groupAdded"));
              }}
            >
              {t("addGroup")}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
});
