import { Button, Text } from "@mantine/core";
import { useState } from "react";

import type { CaseInView } from "@/config/feature";
import { usePage } from "@/lib/query";
import { useCan, useHolds } from "@/lib/session";
import { LinkButton, Loaded, Panel } from "@/ui";

import { APPOINTMENTS, HOME, MOST, type Appointment } from "../api";
import { Lines } from "../components/Lines";
import { WalkInDialog } from "../components/WalkInDialog";
import { useText } from "../text";

/** The appointments of the case's person in its programme; a programme without the capability has no such section. */
export default function CaseAppointments({ one }: { one: CaseInView }) {
  const holds = useHolds();
  return holds("appointments", one.programme.id) ? <Section one={one} /> : null;
}

function Section({ one }: { one: CaseInView }) {
  const t = useText();
  const can = useCan();
  const [isWalkIn, setWalkIn] = useState(false);
  const page = usePage<Appointment>(APPOINTMENTS, { case: one.id, page_size: MOST });
  const actions =
    can("appointments.write") && one.state === "open" ? (
      <>
        <Button size="sm" variant="default" onClick={() => setWalkIn(true)}>
          {t("walkIn")}
        </Button>
        <LinkButton to={`${HOME}/yeni?kisi=${one.person.id}&program=${one.programme.id}`} size="sm" variant="default">
          {t("new")}
        </LinkButton>
      </>
    ) : null;
  return (
    <Panel title={t("cases.title")} actions={actions} id="randevular">
      <Loaded query={page} lines={2}>
        {({ results }) => (results.length === 0 ? <Text c="dimmed">{t("cases.none")}</Text> : <Lines appointments={[...results].sort((a, b) => b.starts_at.localeCompare(a.starts_at))} />)}
      </Loaded>
      {isWalkIn ? <WalkInDialog personId={one.person.id} programme={one.programme.id} onClose={() => setWalkIn(false)} /> : null}
    </Panel>
  );
}
