import { Checkbox, Text } from "@mantine/core";

import { useCatalogue } from "@/lib/catalogue";
import type { Selection } from "@/lib/programmes";
import { Notice } from "@/ui";

import { groupChoices } from "../editing/editors";
import { valueAt } from "../editing/fields";
import { isConstrained, selectionFaults, type SelectionFault } from "../editing/selection";
import css from "../programmes.module.css";
import { useText, type Text as Words } from "../text";
import { useEditing } from "./editing";
import { Fault } from "./PartFields";

const CHOSEN = "target_groups.chosen";
const OFFERED = "target_groups.offered";

/** A fault of a choice in words. */
export function faultText(t: Words, fault: SelectionFault, labelOf: (key: string) => string): string {
  return fault.rule === "mandatory" ? t("groups.mandatory", { group: labelOf(fault.group) }) : t(`groups.${fault.rule}`, { count: fault.count, chosen: fault.chosen });
}

/** The groups that the programme serves, chosen among those its text offers, checked while one chooses. */
export function GroupsEditor() {
  const t = useText();
  const { form, sources } = useEditing();
  const groups = groupChoices(sources);
  const offered = (valueAt(form.values, OFFERED) ?? []) as string[];
  const labelOf = (key: string) => groups.find((one) => one.value === key)?.label ?? key;
  const among = offered.map((key) => ({ value: key, label: labelOf(key) }));
  return (
    <div className={css.stack}>
      <Constraint labelOf={labelOf} />
      <Boxes path={CHOSEN} label={t("groups.chosen")} hint={t("groups.chosenHint")} choices={among} />
      <details>
        <summary>{t("groups.offered")}</summary>
        <Boxes path={OFFERED} label={t("groups.offered")} hint={t("groups.offeredHint")} choices={groups} />
      </details>
    </div>
  );
}

function Constraint({ labelOf }: { labelOf: (key: string) => string }) {
  const t = useText();
  const { form } = useEditing();
  const selection = selectionOf(form.values);
  const chosen = (valueAt(form.values, CHOSEN) ?? []) as string[];
  const faults = selectionFaults(chosen, selection);
  if (!isConstrained(selection)) return <Text>{t("groups.free")}</Text>;
  const rules = [
    typeof selection.exactly === "number" ? t("groups.ruleExactly", { count: selection.exactly }) : "",
    typeof selection.at_least === "number" ? t("groups.ruleAtLeast", { count: selection.at_least }) : "",
    typeof selection.at_most === "number" ? t("groups.ruleAtMost", { count: selection.at_most }) : "",
    ...(selection.mandatory ?? []).map((key) => t("groups.ruleMandatory", { group: labelOf(key) })),
  ].filter(Boolean);
  return (
    <Notice meaning={faults.length > 0 ? "attention" : "done"} live="status" title={`${t("groups.constraint")}: ${rules.join(", ")}`}>
      {faults.length > 0 ? faults.map((fault) => <div key={JSON.stringify(fault)}>{faultText(t, fault, labelOf)}</div>) : t("groups.met")}
    </Notice>
  );
}

/** The constraint as it is typed; a box that was left blank says nothing. */
export function selectionOf(values: unknown): Selection {
  const typed = (valueAt(values, "target_groups.selection") ?? {}) as Record<string, unknown>;
  const number = (name: string) => (typeof typed[name] === "number" ? (typed[name] as number) : null);
  return { exactly: number("exactly"), at_least: number("at_least"), at_most: number("at_most"), mandatory: (typed.mandatory ?? []) as string[] };
}

function Boxes({ path, label, hint, choices }: { path: string; label: string; hint: string; choices: readonly { value: string; label: string }[] }) {
  const t = useText();
  const { form, isReadOnly } = useEditing();
  const { codes } = useCatalogue();
  const special = new Set(codes("target_group").filter((one) => one.special).map((one) => one.key));
  const { id } = form.field(path);
  const value = (valueAt(form.values, path) ?? []) as string[];
  return (
    <div id={id} tabIndex={-1} className={css.anchor}>
      <Checkbox.Group
        label={label}
        description={hint}
        value={value}
        onChange={(next) => form.set(path, choices.map((one) => one.value).filter((one) => next.includes(one)))}
      >
        <div className={css.checks}>
          {choices.map((one) => (
            <Checkbox key={one.value} value={one.value} label={one.label} description={special.has(one.value) ? t("groups.special") : undefined} disabled={isReadOnly} />
          ))}
        </div>
      </Checkbox.Group>
      <Fault>{form.mantine.errors[path]}</Fault>
    </div>
  );
}
