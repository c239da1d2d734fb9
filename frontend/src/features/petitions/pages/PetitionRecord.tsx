import { Stack, Text } from "@mantine/core";

import { formatDate, formatDateTime } from "@/lib/dates";
import { useKeptLine } from "@/lib/kept";
import { useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { AppLink, DataList, Loaded, Notice, Panel, RecordPage, Timeline } from "@/ui";

import { pathOf, type Petition } from "../api";
import { Answer } from "../components/Answer";
import { Assignment } from "../components/Assignment";
import { Clock } from "../components/Clock";
import { Ends } from "../components/Ends";
import { Scan } from "../components/Scan";
import { useText } from "../text";

export default function PetitionRecord() {
  const petition = useRead<Petition>(pathOf(useParam("petitionId")));
  return <Loaded query={petition}>{(data) => <Record petition={data} />}</Loaded>;
}

/** One petition: its clock, what it says, who deals with it and who may not, the answer and its letter. */
function Record({ petition }: { petition: Petition }) {
  const t = useText();
  const kept = useKeptLine(petition.kept);
  return (
    <RecordPage
      title={`${petition.number} · ${petition.kind_label}`}
      documentTitle={t("record")}
      crumbs={[{ label: t("title"), to: "/basvurular" }]}
      badge={<Clock clock={petition.clock} />}
      facts={[
        { label: t("field.state"), value: petition.state_label },
        { label: t("field.due"), value: formatDate(petition.clock.due_on) },
        { label: t("field.received"), value: `${formatDate(petition.clock.received_on)} · ${petition.channel_label}` },
        { label: t("field.who"), value: petition.person ? <AppLink to={`/kisiler/${petition.person.id}`}>{petition.person.name}</AppLink> : petition.sender_name },
        { label: t("field.assigned"), value: petition.assigned_to?.name, unknown: t("nobody") },
      ]}
      notices={
        petition.guard.article ? (
          <Notice title={t("article", { article: petition.guard.article })}>{petition.guard.text}</Notice>
        ) : null
      }
      side={
        <Panel title={t("section.story")}>
          <Timeline
            events={petition.events.map((one) => ({
              id: one.id,
              at: one.at,
              title: [one.kind_label, one.user, one.day === null ? "" : t("day", { count: one.day })].filter(Boolean).join(" · "),
              by: one.by,
              detail: one.text,
            }))}
          />
        </Panel>
      }
    >
      <Panel title={t("section.words")}>
        <Stack gap="sm">
          <Text fw={600}>{petition.subject}</Text>
          <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{petition.text}</Text>
          <DataList facts={[...facts(petition, t), kept].filter((one) => one.value)} />
        </Stack>
      </Panel>
      {petition.has_scan ? <Scan petition={petition} /> : null}
      <Assignment petition={petition} />
      <Answer petition={petition} />
      {petition.has_scan ? null : <Scan petition={petition} />}
      {petition.may_write || petition.may_assign ? <Ends petition={petition} /> : null}
    </RecordPage>
  );
}

/** The letter that confirms number and last day; where none could be drafted, that it is written by hand. */
function receiptOf(petition: Petition, t: ReturnType<typeof useText>) {
  const { receipt } = petition;
  if (receipt) return <AppLink to={`/yazilar/${receipt.id}`}>{receipt.served_on ? t("receipt.served", { date: formatDate(receipt.served_on) }) : t("receipt.open")}</AppLink>;
  return petition.person && petition.clock.runs ? t("receipt.none") : null;
}

function facts(petition: Petition, t: ReturnType<typeof useText>) {
  return [
    { label: t("field.sender"), value: petition.sender_label },
    { label: t("field.senderName"), value: petition.sender_name },
    { label: t("field.senderAddress"), value: petition.sender_address },
    { label: t("field.senderContact"), value: petition.sender_contact },
    { label: t("field.broughtBy"), value: petition.brought_by },
    { label: t("field.programme"), value: petition.programme?.name ?? petition.unit.name },
    { label: t("field.case"), value: petition.case ? <AppLink to={`/dosyalar/${petition.case.id}`}>{petition.case.name}</AppLink> : null },
    { label: t("field.decision"), value: petition.decision ? <AppLink to={`/kararlar/${petition.decision}`}>{t("field.decision")}</AppLink> : null },
    { label: t("field.concerns"), value: petition.concerns?.name },
    { label: t("basis"), value: petition.clock.basis },
    { label: t("receipt.title"), value: receiptOf(petition, t) },
    { label: t("informed"), value: petition.informed_on ? formatDate(petition.informed_on) : null },
    { label: t("transferred"), value: petition.forwarded_on ? `${petition.forwarded_to}, ${formatDate(petition.forwarded_on)}` : null },
    { label: t("served"), value: petition.answered_on ? formatDate(petition.answered_on) : null },
    { label: t("registered"), value: `${formatDateTime(petition.registered_at)} · ${petition.registered_by}` },
  ];
}
