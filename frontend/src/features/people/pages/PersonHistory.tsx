import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useAction, usePage } from "@/lib/query";
import { useCan } from "@/lib/session";
import type { components } from "@/schema/api";
import { DataList, Loaded, Panel, Timeline, toastProblem } from "@/ui";

import { personPath, type Person } from "../api";
import { PersonFrame } from "../components/PersonFrame";
import { usePartsText, useText } from "../text";

type Event = components["schemas"]["History"];
type Opened = components["schemas"]["OpenedEvent"];

export default function PersonHistory() {
  return <PersonFrame>{(person) => <History person={person} />}</PersonFrame>;
}

function History({ person }: { person: Person }) {
  const t = usePartsText();
  const path = `${personPath(person.id)}history/`;
  const [cursors, setCursors] = useState<string[]>([""]);
  const last = usePage<Event>(path, { cursor: cursors.at(-1) || undefined });
  const next = last.data?.next;
  return (
    <Panel title={t("history.title")}>
      {cursors.slice(0, -1).map((cursor) => (
        <Part key={cursor} path={path} cursor={cursor} />
      ))}
      <Part path={path} cursor={cursors.at(-1) ?? ""} />
      {next ? (
        <Button variant="default" onClick={() => setCursors([...cursors, next])}>
          {t("history.more")}
        </Button>
      ) : null}
    </Panel>
  );
}

function Part({ path, cursor }: { path: string; cursor: string }) {
  const t = usePartsText();
  const page = usePage<Event>(path, { cursor: cursor || undefined });
  return (
    <Loaded query={page}>
      {({ results }) =>
        results.length === 0 ? (
          <Text c="dimmed">{t("history.none")}</Text>
        ) : (
          <Timeline events={results.map((one) => ({ id: one.id, at: one.at, title: one.action_label, by: [one.actor, one.origin].filter(Boolean).join(" · "), detail: <Detail path={path} event={one} /> }))} />
        )
      }
    </Loaded>
  );
}

/** Which fields changed; what stood in them opens for those who may look, and that is told to the history too. */
function Detail({ path, event }: { path: string; event: Event }) {
  const t = usePartsText();
  const can = useCan();
  const people = useText();
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = useAction(() => call<Opened>("GET", `${path}${event.id}/`), { onDone: setOpened });
  const value = (text: string) => text || "—";
  return (
    <Stack gap={4} align="flex-start">
      {event.reason ? <span>{t("history.reason", { reason: event.reason })}</span> : null}
      {event.changed.length > 0 && !opened ? <span>{event.changed.join(", ")}</span> : null}
      {event.changed.length > 0 && !opened && can(["access_log.read", "audit.read"]) ? (
        <Button size="compact-sm" variant="subtle" loading={open.isPending} onClick={() => open.mutate(null, { onError: toastProblem })}>
          {t("history.before")} / {t("history.after")}
        </Button>
      ) : null}
      {opened?.changes.length ? <DataList facts={opened.changes.map((one) => ({ label: one.field_label, value: `${value(one.before)} → ${value(one.after)}` }))} /> : null}
      {opened?.is_destroyed ? <Text c="dimmed">{people("record.facts.superseded")}</Text> : null}
    </Stack>
  );
}
