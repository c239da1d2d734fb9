import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { formatDate } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useAction, useRead } from "@/lib/query";
import type { components } from "@/schema/api";
import { Loaded, Panel, toastDone, toastProblem } from "@/ui";

import { PEOPLE, personPath, type Person } from "../api";
import { useStaff } from "../choices";
import { usePartsText } from "../text";
import { FormDialog } from "./FormDialog";
import { Pick } from "./Pick";

type Named = components["schemas"]["NamedStaff"];

/** Who may find a confidential record. */
export function NamedStaffPanel({ person }: { person: Person }) {
  const t = usePartsText();
  const [isAdding, setAdding] = useState(false);
  const path = `${personPath(person.id)}named-staff/`;
  const named = useRead<{ results: Named[] }>(path);
  const end = useAction((id: string) => call("DELETE", `${PEOPLE}named-staff/${id}/`), { refresh: [path] });
  return (
    <Panel
      title={t("safety.named")}
      actions={
        <Button size="sm" variant="default" onClick={() => setAdding(true)}>
          {t("safety.namedAdd")}
        </Button>
      }
    >
      <Text mb="sm">{t("safety.namedHint")}</Text>
      <Loaded query={named} lines={2}>
        {({ results }) => (
          <Stack gap="sm">
            {results.length === 0 ? <Text c="dimmed">{t("safety.namedNone")}</Text> : null}
            {results.map((one) => (
              <Group key={one.id} justify="space-between">
                <div>
                  {one.name}
                  <Text size="sm" c="dimmed">
                    {[formatDate(one.started_on), one.reason].filter(Boolean).join(" · ")}
                  </Text>
                </div>
                <Button size="compact-sm" variant="subtle" onClick={() => end.mutate(one.id, { onError: toastProblem })} aria-label={`${one.name}: ${t("safety.namedEnd")}`}>
                  {t("safety.namedEnd")}
                </Button>
              </Group>
            ))}
          </Stack>
        )}
      </Loaded>
      {isAdding ? <Add path={path} onClose={() => setAdding(false)} /> : null}
    </Panel>
  );
}

function Add({ path, onClose }: { path: string; onClose: () => void }) {
  const t = usePartsText();
  const staff = useStaff();
  const form = useServerForm({
    initial: { user: null as string | null, reason: "" },
    labels: { user: t("safety.namedUser"), reason: t("safety.namedReason") },
    save: (values, { idempotencyKey }) => call("POST", path, { body: { ...values, user: values.user ?? "" }, idempotencyKey }),
    onSaved: () => {
      toastDone(t("safety.namedSaved"));
      onClose();
    },
    refresh: [path],
  });
  return (
    <FormDialog title={t("safety.namedAdd")} form={form} onClose={onClose}>
      <Pick {...form.field("user")} data={staff} required />
      <TextInput {...form.field("reason")} autoComplete="off" />
    </FormDialog>
  );
}
