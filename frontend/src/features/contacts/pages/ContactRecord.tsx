import { Button, Group, Text } from "@mantine/core";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { formatDateTime } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { LinkButton, Loaded, Panel, RecordPage, Status, toastDone } from "@/ui";

import { CONTACTS, type ContactDetail } from "../api";
import { useText } from "../text";

export default function ContactRecord() {
  const contact = useRead<ContactDetail>(`${CONTACTS}${useParam("contactId")}/`);
  return <Loaded query={contact}>{(data) => <Record contact={data} />}</Loaded>;
}

function Record({ contact }: { contact: ContactDetail }) {
  const t = useText();
  const can = useCan();
  return (
    <RecordPage
      title={contact.topic_label}
      documentTitle={t("record")}
      crumbs={[{ label: t("title"), to: "/bilgi-talepleri" }]}
      badge={<Status meaning={contact.outcome === "call_back" ? "attention" : "done"}>{contact.outcome_label}</Status>}
      facts={[
        { label: t("field.takenAt"), value: formatDateTime(contact.taken_at) },
        { label: t("field.channel"), value: contact.channel_label },
        { label: t("field.caller"), value: contact.caller_label, unknown: t("anonymous") },
        { label: t("field.phone"), value: contact.caller_phone ? <a href={`tel:${contact.caller_phone.replaceAll(" ", "")}`}>{contact.caller_phone}</a> : null },
        { label: t("field.referredTo"), value: contact.referred_to },
      ]}
      actions={
        contact.person_id ? (
          <LinkButton to={`/kisiler/${contact.person_id}`} variant="default">
            {t("openPerson")}
          </LinkButton>
        ) : can("people.write") ? (
          <LinkButton to={`/kisiler/yeni?talep=${contact.id}`} variant="default">
            {t("toPerson")}
          </LinkButton>
        ) : null
      }
      next={contact.outcome === "call_back" && can("contacts.write") ? <CallBack contact={contact} /> : null}
    >
      <Panel title={t("field.note")}>
        <Text style={{ whiteSpace: "pre-line" }}>{contact.note || "—"}</Text>
      </Panel>
    </RecordPage>
  );
}

function CallBack({ contact }: { contact: ContactDetail }) {
  const t = useText();
  const catalogue = useCatalogue();
  const end = useAction((outcome: string, context) => call<ContactDetail>("POST", `${CONTACTS}${contact.id}/call-back/`, { body: { outcome }, ...context }), {
    refresh: [CONTACTS, `${CONTACTS}${contact.id}/`],
    onDone: () => toastDone(t("callBackDone")),
  });
  return (
    <div>
      <Text size="sm">
        {contact.call_back_at ? `${t("field.callBackAt")}: ${formatDateTime(contact.call_back_at)}. ` : ""}
        {t("howEnded")}
      </Text>
      <Group gap="xs" mt="xs">
        {["answered", "referred"].map((key) => (
          <Button key={key} variant={key === "answered" ? "filled" : "default"} loading={end.isPending} onClick={() => end.mutate(key)}>
            {catalogue.label("contact_outcome", key)}
          </Button>
        ))}
      </Group>
    </div>
  );
}
