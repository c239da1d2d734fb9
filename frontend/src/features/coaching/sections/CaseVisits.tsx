import { Group, Stack, Text } from "@mantine/core";

import type { CaseInView } from "@/config/feature";
import { formatDate } from "@/lib/dates";
import { usePage, useRead } from "@/lib/query";
import { AppLink, LinkButton, Loaded, Panel, Status } from "@/ui";

import { coachingPath, visitHome, VISITS, type CaseCoaching, type Visit } from "../api";
import { useText } from "../text";

const SHOWN = 5;

export default function CaseVisits({ one }: { one: CaseInView }) {
  const t = useText();
  const coaching = useRead<CaseCoaching>(coachingPath(one.id));
  const page = usePage<Visit>(VISITS, { case: one.id, page_size: SHOWN }, { enabled: coaching.isSuccess });
  // A programme without coaching, or a reader without its reach, has nothing to say here.
  if (!coaching.data) return null;
  return (
    <Panel
      title={t("visits.title")}
      id="ziyaretler"
      actions={
        coaching.data.may_write && coaching.data.is_open ? (
          <LinkButton to={`/ziyaretler/yeni?dosya=${one.id}`} size="sm" variant="default">
            {t("visit.new")}
          </LinkButton>
        ) : null
      }
    >
      <Loaded query={page} lines={2}>
        {({ results, next }) =>
          results.length === 0 ? (
            <Text c="dimmed">{t("visits.none")}</Text>
          ) : (
            <Stack gap="sm">
              {results.map((row) => (
                <Group key={row.id} justify="space-between" align="start" gap="xs">
                  <div>
                    <AppLink to={visitHome(row.id)}>{[formatDate(row.visited_on), row.place.label, t("minutes", { count: row.minutes })].join(" · ")}</AppLink>
                    <Text size="sm" c="dimmed">
                      {[row.by.name, row.activity?.label].filter(Boolean).join(" · ")}
                    </Text>
                  </div>
                  {row.next_on ? <Status meaning="info">{t("visits.next", { date: formatDate(row.next_on) })}</Status> : null}
                </Group>
              ))}
              {next ? <AppLink to={`/ziyaretler/kayitlar?case=${one.id}`}>{t("visits.all")}</AppLink> : null}
            </Stack>
          )
        }
      </Loaded>
    </Panel>
  );
}
