import { Group, Stack, Text } from "@mantine/core";

import { formatDate } from "@/lib/dates";
import { usePage } from "@/lib/query";
import { useCan } from "@/lib/session";
import { AppLink, LinkButton, Loaded, Panel, Status } from "@/ui";

import { caseHome, CASES, type CaseRow } from "../api";
import { useText } from "../text";

/** A person's cases, as far as the reader may see them, and the way to a new one. */
export default function PersonCases({ personId }: { personId: string }) {
  const t = useText();
  const can = useCan();
  const page = usePage<CaseRow>(CASES, { person: personId, state: "all", sort: "-opened" });
  const add = can(["cases.write", "cases.write.own"]) ? (
    <LinkButton to={`/dosyalar/yeni?kisi=${personId}`} size="sm" variant="default">
      {t("open")}
    </LinkButton>
  ) : null;
  return (
    <Panel title={t("person.title")} actions={add}>
      <Loaded query={page} lines={2}>
        {({ results }) =>
          results.length === 0 ? (
            <Text c="dimmed">{t("person.none")}</Text>
          ) : (
            <Stack gap="sm">
              {results.map((row) => (
                <Group key={row.id} justify="space-between" align="flex-start" gap="xs">
                  <div>
                    <AppLink to={caseHome(row.id)}>
                      {row.number} · {row.programme.name}
                    </AppLink>
                    <Text size="sm" c="dimmed">
                      {[formatDate(row.opened_at), row.responsible?.name].filter(Boolean).join(" · ")}
                    </Text>
                  </div>
                  {row.state === "closed" ? <Status meaning="neutral">{row.state_label}</Status> : <Status meaning={row.is_overdue ? "danger" : "info"}>{row.stage.label}</Status>}
                </Group>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Panel>
  );
}
