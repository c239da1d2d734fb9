import { Group, List, Stack, Text } from "@mantine/core";

import type { CaseInView } from "@/config/feature";
import { formatDate } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { AppLink, LinkButton, Loaded, Panel } from "@/ui";

import { caseDecisionsPath, decisionPage, newPage, OPEN, type CaseDecisions as Found } from "../api";
import { StartStop } from "../components/StartStop";
import { State } from "../components/State";
import { useText } from "../text";

/** Decisions of a case and what may be proposed. Programmes without such acts show nothing. */
export default function CaseDecisions({ one }: { one: CaseInView }) {
  const t = useText();
  const found = useRead<Found>(caseDecisionsPath(one.id));
  const hasNothing = found.data && found.data.decisions.length === 0 && found.data.kinds.length === 0 && found.data.stops.every((stop) => stop.is_in_force);
  if (hasNothing) return null;
  return (
    <Panel title={t("section.title")} id="kararlar">
      <Loaded query={found} lines={2}>
        {(data) => (
          <Stack gap="md">
            {data.decisions.length === 0 ? <Text c="dimmed">{t("section.none")}</Text> : <Rows data={data} />}
            {data.may_propose && data.kinds.length > 0 ? <Propose one={one} data={data} /> : null}
            <Past data={data} />
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function Rows({ data }: { data: Found }) {
  return (
    <List listStyleType="none" spacing="sm" styles={{ itemWrapper: { display: "block" } }}>
      {data.decisions.map((row) => (
        <List.Item key={row.id}>
          <Group gap="xs">
            <AppLink to={decisionPage(row.id)}>{row.kind_label}</AppLink>
            <State row={row} />
            <Text size="sm" c="dimmed">
              {[row.ground ? [row.ground.letter, row.ground.label].filter(Boolean).join(") ") : "", row.effective_on ? formatDate(row.effective_on) : formatDate(row.proposed_at), row.letters[0]?.state_label].filter(Boolean).join(" · ")}
            </Text>
          </Group>
        </List.Item>
      ))}
    </List>
  );
}

function Propose({ one, data }: { one: CaseInView; data: Found }) {
  const t = useText();
  const open = new Set(data.decisions.filter((row) => OPEN.includes(row.state)).map((row) => row.kind));
  const kinds = data.kinds.filter((kind) => !open.has(kind));
  return (
    <div>
      <Text size="sm" c="dimmed" mb="xs">
        {t("section.mayPropose")}
      </Text>
      <Group gap="sm">
        {kinds.map((kind) => (
          <LinkButton key={kind} to={newPage(one.id, kind)} size="sm" variant="default">
            {t(`propose.${kind}`)}
          </LinkButton>
        ))}
        {data.stop ? <StartStop caseId={one.id} offer={data.stop} /> : null}
      </Group>
    </div>
  );
}

function Past({ data }: { data: Found }) {
  const t = useText();
  const past = data.stops.filter((stop) => !stop.is_in_force);
  if (past.length === 0) return null;
  return (
    <div>
      <Text fw={600}>{t("stop.past")}</Text>
      <List listStyleType="none" spacing={4}>
        {past.map((stop) => (
          <List.Item key={stop.id}>
            <Text size="sm">
              {formatDate(stop.started_at)} – {formatDate(stop.ended_at ?? stop.ends_on)} · {stop.state_label}
              {stop.lifted_because ? ` · ${stop.lifted_because}` : ""}
            </Text>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
