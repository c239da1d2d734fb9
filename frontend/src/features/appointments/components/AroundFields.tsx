import { Button, Checkbox, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";

import type { ServerForm } from "@/lib/form";

import type { AppointmentChoices, Companion } from "../api";
import css from "../appointments.module.css";
import { useText } from "../text";

export interface Around {
  companions: Companion[];
  interpreter: string;
  needs: string[];
  note: string;
}

export const NOTHING_AROUND: Around = { companions: [], interpreter: "", needs: [], note: "" };

export const useAroundLabels = () => {
  const t = useText();
  return {
    companions: t("field.companions"),
    "companions.*.relation": t("field.relation"),
    "companions.*.name": t("field.name"),
    interpreter: t("field.interpreter"),
    needs: t("field.needs"),
    note: t("field.note"),
  };
};

/** What belongs to the meeting itself: who comes along, which interpreter, what makes it easy to come. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function AroundFields({ form, choices }: { form: ServerForm<any>; choices: AppointmentChoices }) {
  const t = useText();
  const options = (list: readonly { key: string; label: string }[]) => list.filter((one) => one.key !== "").map((one) => ({ value: one.key, label: one.label }));
  const { companions } = form.values as Around;
  const needs = form.field("needs");
  return (
    <>
      <Stack gap="sm">
        {companions.map((_, index) => (
          <div key={index} className={css.companion}>
            <Select {...form.field(`companions.${index}.relation`)} data={options(choices.relations)} />
            <TextInput {...form.field(`companions.${index}.name`, { isOptional: true })} maxLength={120} autoComplete="off" />
            <Button variant="default" aria-label={t("form.removeCompanion", { number: index + 1 })} onClick={() => form.mantine.removeListItem("companions", index)}>
              {t("cal.remove")}
            </Button>
          </div>
        ))}
        <Group>
          <Button variant="default" size="sm" disabled={companions.length >= 6} onClick={() => form.mantine.insertListItem("companions", { relation: "", name: "" })}>
            {t("form.addCompanion")}
          </Button>
        </Group>
      </Stack>
      <Select {...form.field("interpreter", { isOptional: true })} data={options(choices.interpreters)} value={form.values.interpreter || null} onChange={(value) => form.set("interpreter", value ?? "")} clearable maw={360} />
      <Checkbox.Group label={needs.label} value={form.values.needs} onChange={(value) => form.set("needs", value)} error={needs.error}>
        <Group gap="sm" mt="xs">
          {options(choices.needs).map((one) => (
            <Checkbox key={one.value} value={one.value} label={one.label} />
          ))}
        </Group>
      </Checkbox.Group>
      <Textarea {...form.field("note", { isOptional: true })} maxLength={1000} autosize minRows={2} />
    </>
  );
}
