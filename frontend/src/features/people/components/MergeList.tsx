import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { formatDateTime } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import type { components } from "@/schema/api";
import { ConfirmWithReason, Loaded, Panel, toastDone } from "@/ui";

import { PEOPLE, personPath, type Person } from "../api";
import { usePartsText } from "../text";

export type Merge = components["schemas"]["Merge"];

/** What was merged into this record; each can be taken back. */
export function MergeList({ person }: { person: Person }) {
  const t = usePartsText();
  const [undone, setUndone] = useState<Merge | null>(null);
  const merges = useRead<{ results: Merge[] }>(`${personPath(person.id)}merges/`);
  return (
    <Panel title={t("merge.list")}>
      <Loaded query={merges} lines={2}>
        {({ results }) => (
          <Stack gap="md">
            {results.length === 0 ? <Text c="dimmed">{t("merge.listNone")}</Text> : null}
            {results.map((one) => (
              <Group key={one.id} justify="space-between" align="flex-start" gap="xs">
                <div>
                  {t("merge.at", { date: formatDateTime(one.merged_at), number: one.absorbed_file_number })}
                  <Text size="sm" c="dimmed">
                    {one.undone_at ? t("merge.undoneAt", { date: formatDateTime(one.undone_at), reason: one.undo_reason }) : one.reason}
                  </Text>
                </div>
                {one.undone_at ? null : (
                  <Button size="sm" variant="default" onClick={() => setUndone(one)}>
                    {t("merge.undo")}
                  </Button>
                )}
              </Group>
            ))}
          </Stack>
        )}
      </Loaded>
      {undone ? <Undo merge={undone} onClose={() => setUndone(null)} /> : null}
    </Panel>
  );
}

function Undo({ merge, onClose }: { merge: Merge; onClose: () => void }) {
  const t = usePartsText();
  const undo = useAction((reason: string, context) => call<Merge>("POST", `${PEOPLE}merges/${merge.id}/undo/`, { body: { reason }, ...context }), {
    refresh: [PEOPLE],
    onDone: () => {
      toastDone(t("merge.undone"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={t("merge.undoTitle")}
      consequences={[t("merge.undoEffect")]}
      confirmLabel={t("merge.undo")}
      isDangerous={false}
      reasonMinLength={3}
      isBusy={undo.isPending}
      problem={undo.error}
      onConfirm={(reason) => undo.mutate(reason)}
      onClose={onClose}
    />
  );
}
