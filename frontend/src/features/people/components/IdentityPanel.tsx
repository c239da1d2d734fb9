import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { useAction } from "@/lib/query";
import { useCan } from "@/lib/session";
import { Panel, toastDone, toastProblem } from "@/ui";

import { personPath, type Identity, type Person } from "../api";
import { newIdentity } from "../registration";
import { useText } from "../text";
import { FormDialog } from "./FormDialog";
import { OneIdentity } from "./IdentityFields";

interface Opened {
  id: string;
  number: string;
}

/** Identity numbers with their middles hidden; opening them stands in the history. */
export function IdentityPanel({ person }: { person: Person }) {
  const t = useText();
  const can = useCan();
  const [isAdding, setAdding] = useState(false);
  const [opened, setOpened] = useState<readonly Opened[] | null>(null);
  const open = useAction(() => call<{ results: Opened[] }>("GET", `${personPath(person.id)}identity/`), { onDone: ({ results }) => setOpened(results) });
  const number = (one: Identity) => opened?.find((row) => row.id === one.id)?.number ?? one.masked;
  const toggle = () => (opened ? setOpened(null) : open.mutate(null, { onError: toastProblem }));
  return (
    <Panel
      id="kimlik"
      title={t("record.panel.identity")}
      actions={
        can("people.write") ? (
          <Button size="sm" variant="default" onClick={() => setAdding(true)}>
            {t("record.identity.add")}
          </Button>
        ) : null
      }
    >
      {person.identities.length === 0 ? <Text c="dimmed">{t("record.identity.none")}</Text> : null}
      <Stack gap="sm">
        {person.identities.map((one) => (
          <div key={one.id}>
            <Text size="sm" c="dimmed">
              {[one.kind_label, one.country].filter(Boolean).join(" · ")}
            </Text>
            <span className="tabular">{number(one)}</span>
            {one.is_unusual ? <Text size="sm">{t("record.identity.unusual")}</Text> : null}
          </div>
        ))}
      </Stack>
      {person.identities.length > 0 && can("people.identity.read") ? (
        <Group mt="md" gap="sm">
          <Button size="sm" variant="default" loading={open.isPending} onClick={toggle} aria-expanded={opened !== null}>
            {opened ? t("record.identity.hide") : t("record.identity.show")}
          </Button>
          <Text size="sm" c="dimmed">
            {t("record.identity.logged")}
          </Text>
        </Group>
      ) : null}
      {isAdding ? <IdentityDialog person={person} onClose={() => setAdding(false)} /> : null}
    </Panel>
  );
}

function IdentityDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useText();
  const form = useServerForm({
    initial: { ...newIdentity(), reason: "" },
    labels: { kind: t("form.identityKind"), number: t("form.identityNumber"), country: t("form.country"), accept_unusual: t("form.acceptUnusual"), reason: t("record.identity.reason") },
    save: (values, { idempotencyKey }) => call<Identity>("POST", `${personPath(person.id)}identity/`, { body: values, idempotencyKey }),
    onSaved: () => {
      toastDone(t("record.saved"));
      onClose();
    },
    refresh: [personPath(person.id)],
  });
  const replaces = person.identities.some((one) => one.kind === form.values.kind);
  return (
    <FormDialog title={t("record.identity.add")} form={form} onClose={onClose}>
      <OneIdentity form={form} prefix="" values={form.values} />
      {replaces ? <TextInput {...form.field("reason")} description={t("record.identity.reasonHint")} required autoComplete="off" /> : null}
    </FormDialog>
  );
}
