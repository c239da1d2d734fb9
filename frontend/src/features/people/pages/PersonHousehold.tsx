import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { formatDate } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import type { components } from "@/schema/api";
import { AppLink, Loaded, Panel, Status } from "@/ui";

import { personHome, personPath, type Person } from "../api";
import { HouseholdJoin, HouseholdLeave, HouseholdOpen } from "../components/HouseholdDialogs";
import { PersonFrame } from "../components/PersonFrame";
import { usePartsText } from "../text";

type Household = components["schemas"]["Household"];
type Member = components["schemas"]["Member"];

export default function PersonHousehold() {
  return <PersonFrame>{(person) => <Households person={person} />}</PersonFrame>;
}

function Households({ person }: { person: Person }) {
  const t = usePartsText();
  const can = useCan();
  const [isOpening, setOpening] = useState(false);
  const households = useRead<{ results: Household[] }>(`${personPath(person.id)}household/`);
  return (
    <Loaded query={households}>
      {({ results }) => (
        <>
          {results.length === 0 ? (
            <Panel title={t("household.title")}>
              <Text mb="md">{t("household.none")}</Text>
              {can("people.write") ? <Button onClick={() => setOpening(true)}>{t("household.open")}</Button> : null}
            </Panel>
          ) : null}
          {results.map((one) => (
            <One key={one.id} person={person} household={one} />
          ))}
          {isOpening ? <HouseholdOpen person={person} onClose={() => setOpening(false)} /> : null}
        </>
      )}
    </Loaded>
  );
}

function One({ person, household }: { person: Person; household: Household }) {
  const t = usePartsText();
  const can = useCan();
  const [isJoining, setJoining] = useState(false);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const { address } = household;
  return (
    <Panel
      title={household.label || t("household.title")}
      actions={
        can("people.write") ? (
          <Button size="sm" variant="default" onClick={() => setJoining(true)}>
            {t("household.join")}
          </Button>
        ) : null
      }
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {[t("household.opened", { date: formatDate(household.opened_on) }), household.file_number].filter(Boolean).join(" · ")}
        </Text>
        {household.members.map((member) => (
          <Group key={member.id} justify="space-between" align="flex-start" gap="xs">
            <MemberName member={member} />
            {can("people.write") ? (
              <Button size="compact-sm" variant="subtle" onClick={() => setLeaving(member)} aria-label={`${member.name}: ${t("household.leave")}`}>
                {t("household.leave")}
              </Button>
            ) : null}
          </Group>
        ))}
        {address ? (
          <div>
            <Text size="sm" c="dimmed">
              {t("household.address")}
            </Text>
            {[address.neighbourhood, address.line, address.district, address.province].filter(Boolean).join(", ")}
          </div>
        ) : household.address_withheld ? (
          <Text c="dimmed">{t("household.addressWithheld")}</Text>
        ) : null}
        {household.note ? <Text style={{ whiteSpace: "pre-line" }}>{household.note}</Text> : null}
        {household.former.length > 0 ? (
          <details>
            <summary>{t("household.former")}</summary>
            <Stack gap="sm" mt="sm">
              {household.former.map((member) => (
                <MemberName key={member.id} member={member} />
              ))}
            </Stack>
          </details>
        ) : null}
      </Stack>
      {isJoining ? <HouseholdJoin household={household} onClose={() => setJoining(false)} /> : null}
      {leaving ? <HouseholdLeave person={person} member={leaving} onClose={() => setLeaving(null)} /> : null}
    </Panel>
  );
}

function MemberName({ member }: { member: Member }) {
  const t = usePartsText();
  return (
    <div>
      <Group gap="xs">
        {member.person_id ? <AppLink to={personHome(member.person_id)}>{member.name}</AppLink> : t("household.unseen")}
        {member.is_contact ? <Status>{t("household.contact")}</Status> : null}
      </Group>
      <Text size="sm" c="dimmed">
        {[member.role_label, member.file_number, [formatDate(member.valid_from), formatDate(member.valid_to)].filter(Boolean).join(" – ")].filter(Boolean).join(" · ")}
      </Text>
    </div>
  );
}
