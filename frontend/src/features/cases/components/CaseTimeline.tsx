import { Button } from "@mantine/core";
import { useState } from "react";

import { cursorOf, usePage } from "@/lib/query";
import { AppLink, Loaded, Panel, Timeline } from "@/ui";

import { caseHome, casePath, type Case, type CaseEvent } from "../api";
import { useText } from "../text";

/** What happened to the case, the latest first. */
export function CaseTimeline({ one }: { one: Case }) {
  const t = useText();
  const [cursor, setCursor] = useState<string | null>(null);
  const page = usePage<CaseEvent>(`${casePath(one.id)}timeline/`, { cursor });
  return (
    <Panel title={t("record.timeline")}>
      <Loaded query={page}>
        {({ results, next }) => (
          <>
            <Timeline events={results.map((event) => ({ id: event.id, at: event.at, by: event.by, title: event.kind_label, detail: <Detail one={one} event={event} /> }))} />
            {next ? (
              <Button size="sm" variant="default" mt="sm" onClick={() => setCursor(cursorOf(next))}>
                {t("record.more")}
              </Button>
            ) : null}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Detail({ one, event }: { one: Case; event: CaseEvent }) {
  const t = useText();
  return (
    <>
      {event.transition ? <div>{event.transition}</div> : null}
      {event.stage_before && event.stage_before.key !== event.stage.key ? <div>{t("event.stage", { before: event.stage_before.label, after: event.stage.label })}</div> : null}
      {event.form ? event.submission ? <AppLink to={`${caseHome(one.id)}/kayitlar/${event.submission}`}>{event.form.label}</AppLink> : <div>{event.form.label}</div> : null}
      {event.kind === "assigned" ? <div>{event.responsible ? t("event.assigned", { name: event.responsible }) : t("event.unassigned")}</div> : null}
      {event.kind === "moved" ? <div>{t("event.moved", { number: event.programme_version })}</div> : null}
      {event.closure ? <div>{event.closure}</div> : null}
      {event.text ? <div style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{event.text}</div> : null}
    </>
  );
}
