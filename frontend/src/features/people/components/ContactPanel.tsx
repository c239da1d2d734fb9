import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { useAction } from "@/lib/query";
import { useCan } from "@/lib/session";
import { Panel, Status, toastDone } from "@/ui";

import { PEOPLE, personPath, type Person, type Phone } from "../api";
import { formatPhone } from "../phones";
import { useText } from "../text";
import { FormDialog } from "./FormDialog";
import { OnePhone } from "./PhoneFields";

/** Telephones and e-mail. A number that is no longer used is ended, not erased. */
export function ContactPanel({ person }: { person: Person }) {
  const t = useText();
  const can = useCan();
  const [edited, setEdited] = useState<Phone | "new" | null>(null);
  const mayWrite = can("people.write");
  return (
    <Panel
      id="iletisim"
      title={t("record.panel.contact")}
      actions={
        mayWrite ? (
          <Button size="sm" variant="default" onClick={() => setEdited("new")}>
            {t("record.phone.add")}
          </Button>
        ) : null
      }
    >
      <Stack gap="md">
        {person.phones.length === 0 ? <Text c="dimmed">{t("record.phone.none")}</Text> : null}
        {person.phones.map((phone) => (
          <Group key={phone.id} justify="space-between" align="flex-start" gap="xs">
            <div>
              <Group gap="xs">
                <a href={`tel:${phone.number}`}>{formatPhone(phone.number)}</a>
                {phone.is_preferred ? <Status>{t("record.phone.preferred")}</Status> : null}
              </Group>
              <Text size="sm" c="dimmed">
                {[phone.kind_label, phone.owner_name && t("record.phone.owner", { name: phone.owner_name }), phone.note].filter(Boolean).join(" · ")}
              </Text>
            </div>
            {mayWrite ? <PhoneActions person={person} phone={phone} onEdit={() => setEdited(phone)} /> : null}
          </Group>
        ))}
        {person.email ? <a href={`mailto:${person.email}`}>{person.email}</a> : null}
      </Stack>
      {edited ? <PhoneDialog person={person} phone={edited === "new" ? undefined : edited} onClose={() => setEdited(null)} /> : null}
    </Panel>
  );
}

function PhoneActions({ person, phone, onEdit }: { person: Person; phone: Phone; onEdit: () => void }) {
  const t = useText();
  const end = useAction(() => call("DELETE", `${PEOPLE}phones/${phone.id}/`, { ifMatch: phone.version }), {
    refresh: [personPath(person.id), PEOPLE],
    onDone: () => toastDone(t("record.phone.ended")),
  });
  return (
    <Group gap={4}>
      <Button size="compact-sm" variant="subtle" onClick={onEdit} aria-label={`${t("record.phone.edit")}: ${phone.number}`}>
        {t("record.phone.edit")}
      </Button>
      <Button size="compact-sm" variant="subtle" loading={end.isPending} onClick={() => end.mutate(null)} aria-label={`${t("record.phone.end")}: ${phone.number}`}>
        {t("record.phone.end")}
      </Button>
    </Group>
  );
}

function PhoneDialog({ person, phone, onClose }: { person: Person; phone?: Phone; onClose: () => void }) {
  const t = useText();
  const form = useServerForm({
    initial: {
      number: phone ? formatPhone(phone.number) : "",
      kind: (phone?.kind ?? "mobile") as string,
      owner_name: phone?.owner_name ?? "",
      note: phone?.note ?? "",
      is_preferred: phone?.is_preferred ?? person.phones.length === 0,
    },
    labels: { number: t("form.phoneNumber"), kind: t("form.phoneKind"), owner_name: t("form.phoneOwner"), note: t("record.phone.note"), is_preferred: t("record.phone.preferred") },
    version: phone?.version,
    save: (values, { idempotencyKey, ifMatch }) =>
      phone
        ? call<Phone>("PUT", `${PEOPLE}phones/${phone.id}/`, { body: values, ifMatch })
        : call<Phone>("POST", `${personPath(person.id)}phones/`, { body: values, idempotencyKey }),
    latest: async () => {
      const now = (await call<Person>("GET", personPath(person.id))).phones.find((one) => one.id === phone?.id);
      return { values: now ? { ...now, number: formatPhone(now.number) } : {}, version: now?.version ?? 0 };
    },
    onSaved: () => {
      toastDone(t("record.saved"));
      onClose();
    },
    refresh: [personPath(person.id), PEOPLE],
  });
  return (
    <FormDialog title={phone ? t("record.phone.edit") : t("record.phone.add")} form={form} onClose={onClose}>
      <OnePhone form={form} prefix="" values={form.values} />
      <Checkbox {...form.field("is_preferred", { type: "checkbox" })} description={t("record.phone.preferredHint")} />
      <TextInput {...form.field("note")} autoComplete="off" />
    </FormDialog>
  );
}
