import { Box, Group, Stack, Table, Text } from "@mantine/core";

import { formatDate } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import { useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { EmptyState, LinkButton, Loaded, Notice, PageHeader, Panel } from "@/ui";

import { DONE, TODAY, type Day, type Done } from "../api";
import { DayList } from "../components/DayList";
import { useText } from "../text";

/** A coach's day on a phone: what is late, what is today, and one button to write a visit down. */
export default function Today() {
  const t = useText();
  const can = useCan();
  const mayWrite = can("coaching.write.own");
  const day = useRead<Day>(TODAY);
  return (
    // The head is as wide as what stands below it: the button is found where the lists end.
    <Box maw={920}>
      <PageHeader
        title={t("title")}
        actions={
          mayWrite ? (
            <LinkButton to="/ziyaretler/yeni" size="md">
              {t("visit.new")}
            </LinkButton>
          ) : null
        }
      />
      <Stack gap="lg">
        <Loaded query={day}>{(found) => <Lists day={found} mayWrite={mayWrite} />}</Loaded>
        <Numbers />
        <Group>
          <LinkButton to="/ziyaretler/kayitlar" variant="subtle">
            {t("list.all")}
          </LinkButton>
        </Group>
      </Stack>
    </Box>
  );
}

function Lists({ day, mayWrite }: { day: Day; mayWrite: boolean }) {
  const t = useText();
  const late = day.items.filter((one) => one.is_late && !one.is_done);
  const today = day.items.filter((one) => !one.is_late && !one.is_done);
  const done = day.items.filter((one) => one.is_done);
  return (
    <>
      {day.covers.map((one) => (
        <Notice key={one.id} meaning="info" title={t("cover.title", { name: one.name })}>
          {t("cover.text", { since: formatDate(one.starts_on), until: formatDate(one.ends_on) })}
        </Notice>
      ))}
      {late.length > 0 ? (
        <Panel title={t("day.lateTitle", { count: late.length })}>
          <DayList items={late} mayWrite={mayWrite} />
        </Panel>
      ) : null}
      <Panel title={t("day.todayTitle", { date: formatDate(day.on) })}>
        {today.length === 0 ? <EmptyState title={t("day.empty")}>{t("day.emptyHint")}</EmptyState> : <DayList items={today} mayWrite={mayWrite} />}
      </Panel>
      {done.length > 0 ? (
        <Panel title={t("day.doneTitle")}>
          <DayList items={done} mayWrite={mayWrite} />
        </Panel>
      ) : null}
    </>
  );
}

/** What was done this month: the evidence of Art. 11 and 12, said with its unit. */
function Numbers() {
  const t = useText();
  const done = useRead<Done>(DONE);
  return (
    <Panel title={t("numbers.title")}>
      <Loaded query={done} lines={2}>
        {(found) =>
          found.visits === 0 ? (
            <Text c="dimmed">{t("numbers.none")}</Text>
          ) : (
            <Stack gap="sm">
              <Text>{t("numbers.total", { visits: found.visits, people: found.people, hours: formatNumber(Math.round((found.minutes / 60) * 10) / 10) })}</Text>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("form.place")}</Table.Th>
                    <Table.Th ta="right">{t("numbers.visits")}</Table.Th>
                    <Table.Th ta="right">{t("form.minutes")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {found.by_place.map((row) => (
                    <Table.Tr key={row.key}>
                      <Table.Td>{row.label}</Table.Td>
                      <Table.Td ta="right">{row.visits}</Table.Td>
                      <Table.Td ta="right">{row.minutes}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Stack>
          )
        }
      </Loaded>
    </Panel>
  );
}
