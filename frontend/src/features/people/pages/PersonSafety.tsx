import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { formatDate, formatDateTime } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import type { components } from "@/schema/api";
import { DataList, Loaded, Notice, Panel, Status } from "@/ui";

import { personPath, type Person } from "../api";
import { NamedStaffPanel } from "../components/NamedStaffPanel";
import { PersonFrame } from "../components/PersonFrame";
import { SafetyDialog } from "../components/SafetyDialog";
import { formatPhone } from "../phones";
import { usePartsText } from "../text";

type SafeContact = components["schemas"]["SafeContact"];

export default function PersonSafety() {
  return <PersonFrame>{(person) => <Safety person={person} />}</PersonFrame>;
}

function Safety({ person }: { person: Person }) {
  const t = usePartsText();
  const can = useCan();
  const [isEditing, setEditing] = useState(false);
  const safety = useRead<SafeContact>(`${personPath(person.id)}safe-contact/`);
  return (
    <Loaded query={safety}>
      {(data) => (
        <>
          <Panel
            title={t("safety.title")}
            actions={
              can("people.safety.write") ? (
                <Button size="sm" variant="default" onClick={() => setEditing(true)}>
                  {data.plan ? t("safety.change") : t("safety.make")}
                </Button>
              ) : null
            }
          >
            {data.plan ? <Plan person={person} plan={data.plan} /> : <Notice meaning={data.is_protected ? "danger" : "info"}>{data.is_protected ? t("safety.noneProtected") : t("safety.none")}</Notice>}
          </Panel>
          <Channels channels={data.channels} />
          {person.is_confidential && can("people.addresses.hidden") ? <NamedStaffPanel person={person} /> : null}
          {isEditing ? <SafetyDialog person={person} safety={data} onClose={() => setEditing(false)} /> : null}
        </>
      )}
    </Loaded>
  );
}

const MAY = ["may_call", "may_message", "may_leave_message", "may_email", "may_send_letters", "may_print"] as const;

function Plan({ person, plan }: { person: Person; plan: NonNullable<SafeContact["plan"]> }) {
  const t = usePartsText();
  const phones = person.phones.filter((one) => plan.safe_phone_ids.includes(one.id)).map((one) => formatPhone(one.number));
  const mark = (isAllowed: boolean) => <Status meaning={isAllowed ? "done" : "danger"}>{isAllowed ? t("safety.allowed") : t("safety.refused")}</Status>;
  const words = (name: "speak_only_with" | "code_word" | "note") => (plan[name] ? [{ label: t(`safety.field.${name}`), value: plan[name] }] : []);
  return (
    <Stack gap="md">
      {plan.needs_review ? <Notice meaning="attention">{t("safety.review", { date: formatDate(plan.review_on) })}</Notice> : null}
      <DataList
        facts={[
          { label: t("safety.phones"), value: phones.join(", ") },
          { label: t("safety.field.hours"), value: plan.hours_text, unknown: t("safety.hoursHint") },
          ...words("speak_only_with"),
          ...words("code_word"),
          ...MAY.map((name) => ({ label: t(`safety.field.${name}`), value: mark(plan[name]) })),
          ...words("note"),
          ...(plan.review_on ? [{ label: t("safety.field.review_on"), value: formatDate(plan.review_on) }] : []),
          { label: t("safety.field.made"), value: t("safety.made", { date: formatDateTime(plan.made_at), name: plan.made_by }) },
        ]}
      />
    </Stack>
  );
}

/** What may be done at this moment, channel by channel, with the reason where not. */
function Channels({ channels }: { channels: SafeContact["channels"] }) {
  const t = usePartsText();
  return (
    <Panel title={t("safety.now")}>
      <Stack gap="sm" component="ul" style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {channels.map((one) => (
          <li key={one.channel}>
            <Group gap="sm" align="flex-start" wrap="nowrap">
              <Status meaning={one.allowed ? "done" : "danger"}>{one.allowed ? t("safety.allowed") : t("safety.refused")}</Status>
              <div>
                {one.channel_label}
                {one.phones.length > 0 ? `: ${one.phones.map(formatPhone).join(", ")}` : ""}
                {one.reason ? (
                  <Text size="sm" c="dimmed">
                    {[one.reason, one.article].filter(Boolean).join(" ")}
                  </Text>
                ) : null}
              </div>
            </Group>
          </li>
        ))}
      </Stack>
    </Panel>
  );
}
