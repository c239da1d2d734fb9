import { Button, Group, Modal, Radio, Table, Text } from "@mantine/core";
import { useState, type ReactNode } from "react";

import { useReturnFocus } from "@/lib/focus";
import type { Conflict, ServerForm } from "@/lib/form";

import { useUiText } from "./text";

interface ConflictDialogProps {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  form: ServerForm<any>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  conflict: Conflict<any>;
  describe?: (field: string, value: unknown) => ReactNode;
}

/** Somebody saved in between: theirs and mine beside each other, a choice for each field, nothing lost unseen. */
export function ConflictDialog({ form, conflict, describe }: ConflictDialogProps) {
  const t = useUiText();
  useReturnFocus();
  const [mine, setMine] = useState<ReadonlySet<string>>(() => new Set(conflict.fields));
  const show = (field: string, value: unknown): ReactNode => {
    if (describe) return describe(field, value);
    if (value === null || value === undefined || value === "") return t("form.emptyValue");
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  };
  const choose = (field: string, isMine: boolean) => {
    const next = new Set(mine);
    if (isMine) next.add(field);
    else next.delete(field);
    setMine(next);
  };
  const save = () => form.resolve(Object.fromEntries(conflict.fields.filter((field) => !mine.has(field)).map((field) => [field, conflict.theirs[field]])));

  return (
    <Modal opened onClose={form.closeConflict} title={t("form.conflictTitle")} size="xl" closeButtonProps={{ "aria-label": t("close") }}>
      <Text mb="md">{t("form.conflictDetail")}</Text>
      <Table.ScrollContainer minWidth={480}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("form.conflictField")}</Table.Th>
              <Table.Th>{t("form.conflictTheirs")}</Table.Th>
              <Table.Th>{t("form.conflictMine")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {conflict.fields.map((field) => {
              const { label } = form.field(field);
              return (
                <Table.Tr key={field}>
                  <Table.Th scope="row">{label}</Table.Th>
                  {[false, true].map((isMine) => (
                    <Table.Td key={String(isMine)}>
                      <Radio
                        name={`${form.id}-conflict-${field}`}
                        label={show(field, isMine ? form.values[field] : conflict.theirs[field])}
                        aria-label={`${label}, ${t(isMine ? "form.conflictMine" : "form.conflictTheirs")}`}
                        checked={mine.has(field) === isMine}
                        onChange={() => choose(field, isMine)}
                      />
                    </Table.Td>
                  ))}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={form.takeTheirs}>
          {t("form.conflictReload")}
        </Button>
        <Button onClick={save}>{t("form.conflictSave")}</Button>
      </Group>
    </Modal>
  );
}
