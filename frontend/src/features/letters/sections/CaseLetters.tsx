import { Group, List, Text } from "@mantine/core";

import type { CaseInView } from "@/config/feature";
import { formatDate } from "@/lib/dates";
import { usePage } from "@/lib/query";
import { useCan } from "@/lib/session";
import { AppLink, LinkButton, Loaded, Panel, Status } from "@/ui";

import { LETTERS, MEANING, type LetterRow } from "../api";
import { useText } from "../text";

/** The letters of a case, and the way to a further one. */
export default function CaseLetters({ one }: { one: CaseInView }) {
  const t = useText();
  const can = useCan();
  const letters = usePage<LetterRow>(LETTERS, { case: one.id });
  const write = can("letters.write") ? (
    <LinkButton to={`/yazilar/yeni/${one.id}`} size="sm" variant="default">
      {t("write")}
    </LinkButton>
  ) : null;
  return (
    <Panel title={t("case.title")} id="yazilar" actions={write}>
      <Loaded query={letters} lines={2}>
        {({ results }) =>
          results.length === 0 ? (
            <Text c="dimmed">{t("case.none")}</Text>
          ) : (
            <List listStyleType="none" spacing="sm" styles={{ itemWrapper: { display: "block" } }}>
              {results.map((row) => (
                <List.Item key={row.id}>
                  <Group justify="space-between" gap="xs" wrap="wrap">
                    <div style={{ minWidth: 0 }}>
                      <AppLink to={`/yazilar/${row.id}`}>{row.subject}</AppLink>
                      <Text size="sm" c="dimmed">
                        {[row.number || t("draftName"), row.official_number, row.served_on ? t("served", { date: formatDate(row.served_on) }) : formatDate(row.drafted_at)].filter(Boolean).join(" · ")}
                      </Text>
                    </div>
                    <Group gap={4}>
                      {row.waits ? <Status meaning="attention">{t("waits")}</Status> : null}
                      <Status meaning={MEANING[row.state]}>{row.state_label}</Status>
                    </Group>
                  </Group>
                </List.Item>
              ))}
            </List>
          )
        }
      </Loaded>
    </Panel>
  );
}
