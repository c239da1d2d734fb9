import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { usePage } from "@/lib/query";
import { useCan, useHolds } from "@/lib/session";
import { LinkButton, Loaded, Panel } from "@/ui";

import { APPOINTMENTS, HOME, MOST, type Appointment } from "../api";
import { Lines } from "../components/Lines";
import { MessageWish } from "../components/MessageWish";
import { WalkInDialog } from "../components/WalkInDialog";
import { useText } from "../text";

/** A person's appointments, to come and past, and the way to a new one; where nobody gives appointments, nothing. */
export default function PersonAppointments({ personId }: { personId: string }) {
  const holds = useHolds();
  return holds("appointments") ? <Section personId={personId} /> : null;
}

function Section({ personId }: { personId: string }) {
  const t = useText();
  const can = useCan();
  const [isWalkIn, setWalkIn] = useState(false);
  const page = usePage<Appointment>(APPOINTMENTS, { person: personId, page_size: MOST });
  const actions = can("appointments.write") ? (
    <>
      <Button size="sm" variant="default" onClick={() => setWalkIn(true)}>
        {t("walkIn")}
      </Button>
      <LinkButton to={`${HOME}/yeni?kisi=${personId}`} size="sm" variant="default">
        {t("new")}
      </LinkButton>
    </>
  ) : null;
  return (
    <Panel title={t("person.title")} actions={actions}>
      <Loaded query={page} lines={2}>
        {({ results }) => (results.length === 0 ? <Text c="dimmed">{t("person.none")}</Text> : <Shown appointments={results} />)}
      </Loaded>
      <div style={{ marginTop: 16 }}>
        <MessageWish personId={personId} mayWrite={can("appointments.write")} />
      </div>
      {isWalkIn ? <WalkInDialog personId={personId} onClose={() => setWalkIn(false)} /> : null}
    </Panel>
  );
}

const FIRST = 5;

function Shown({ appointments }: { appointments: readonly Appointment[] }) {
  const t = useText();
  const [isAll, setAll] = useState(false);
  const now = new Date().toISOString();
  const isComing = (one: Appointment) => one.state === "booked" && new Date(one.ends_at).toISOString() > now;
  const coming = appointments.filter(isComing).sort((a, b) => a.starts_at.localeCompare(b.starts_at));
  const past = appointments.filter((one) => !isComing(one)).sort((a, b) => b.starts_at.localeCompare(a.starts_at));
  const missed = past.filter((one) => one.state === "missed").length;
  return (
    <Stack gap="md">
      {coming.length > 0 ? <Lines title={t("person.upcoming")} appointments={coming} /> : null}
      {past.length > 0 ? <Lines title={t("person.past")} appointments={isAll ? past : past.slice(0, FIRST)} /> : null}
      {missed > 0 ? <Text size="sm" c="dimmed">{t("person.missedCount", { count: missed })}</Text> : null}
      {past.length > FIRST && !isAll ? (
        <Group>
          <Button size="sm" variant="subtle" onClick={() => setAll(true)}>
            {t("person.more")}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
