import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { formatDateTime } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import type { components } from "@/schema/api";
import { FieldPair, Loaded, Notice, Panel, toastDone } from "@/ui";

import { personPath, type Person } from "../api";
import { useNotices } from "../choices";
import { usePartsText } from "../text";
import { FormDialog } from "./FormDialog";
import { Pick } from "./Pick";

type Given = components["schemas"]["PersonNotices"];

/** Which privacy notices the person was given, and whether one is due. */
export function NoticesPanel({ person }: { person: Person }) {
  const t = usePartsText();
  const can = useCan();
  const [isGiving, setGiving] = useState(false);
  const given = useRead<Given>(`${personPath(person.id)}notices/`);
  return (
    <Panel
      id="aydinlatma"
      title={t("notices.title")}
      actions={
        can("people.write") ? (
          <Button size="sm" variant="default" onClick={() => setGiving(true)}>
            {t("notices.add")}
          </Button>
        ) : null
      }
    >
      <Loaded query={given} lines={2}>
        {({ results, due }) => (
          <Stack gap="md">
            {due ? <Notice meaning="attention">{due.message}</Notice> : null}
            {results.length === 0 && !due ? <Text c="dimmed">{t("notices.none")}</Text> : null}
            {results.map((one) => (
              <div key={one.id}>
                {one.title} ({one.number})
                <Text size="sm" c="dimmed">
                  {[formatDateTime(one.given_at), one.channel_label, one.variant_label, one.given_by, one.to_representative_name].filter(Boolean).join(" · ")}
                </Text>
              </div>
            ))}
          </Stack>
        )}
      </Loaded>
      {isGiving ? <Give person={person} onClose={() => setGiving(false)} /> : null}
    </Panel>
  );
}

function Give({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = usePartsText();
  const catalogue = useCatalogue();
  const { notices } = useNotices();
  const form = useServerForm({
    initial: { notice: null as string | null, channel: "office" as string | null, variant: "standard" as string | null },
    labels: { notice: t("notices.fields.notice"), channel: t("notices.fields.channel"), variant: t("notices.fields.variant") },
    check: ({ notice }) => ({ notice: notice ? null : t("notices.fields.notice") }),
    save: (values, { idempotencyKey }) => call("POST", `${personPath(person.id)}notices/`, { body: { ...values, variant: values.variant ?? "" }, idempotencyKey }),
    onSaved: () => {
      toastDone(t("notices.saved"));
      onClose();
    },
    refresh: [personPath(person.id)],
  });
  return (
    <FormDialog title={t("notices.add")} hint={t("notices.hint")} form={form} onClose={onClose}>
      <Pick {...form.field("notice")} data={notices} required clearable={false} />
      <FieldPair>
        <Pick {...form.field("channel")} data={catalogue.options("channel")} required clearable={false} />
        <Pick {...form.field("variant")} data={catalogue.options("notice_variant")} />
      </FieldPair>
    </FormDialog>
  );
}
