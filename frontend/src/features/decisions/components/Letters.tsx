import { Group, List, Text } from "@mantine/core";

import { formatDate } from "@/lib/dates";
import { useCan } from "@/lib/session";
import { AppLink, Status, type Meaning } from "@/ui";

import type { Letter } from "../api";
import { useText } from "../text";

const MEANING: Record<string, Meaning | "neutral"> = { draft: "attention", approved: "attention", signed: "info", served: "done", undeliverable: "danger", cancelled: "neutral" };

/** What became of the letters: drafted, waiting for a signature, served, or not to be delivered. */
export function Letters({ letters }: { letters: readonly Letter[] }) {
  const t = useText();
  const can = useCan();
  if (letters.length === 0) return <Text c="dimmed">{t("record.noLetters")}</Text>;
  return (
    <List listStyleType="none" spacing="xs" styles={{ itemWrapper: { display: "block" } }}>
      {letters.map((one) => (
        <List.Item key={one.id}>
          <Group gap="xs">
            {can("letters.read") ? <AppLink to={`/yazilar/${one.id}`}>{one.official_number || one.number || t("field.letter")}</AppLink> : <Text>{one.official_number || one.number || t("field.letter")}</Text>}
            <Status meaning={MEANING[one.state] ?? "neutral"}>{one.state_label}</Status>
            {one.served_on ? <Text size="sm">{t("record.served", { date: formatDate(one.served_on) })}</Text> : null}
          </Group>
          {one.undeliverable ? <Text size="sm">{t("record.undeliverable")}</Text> : null}
        </List.Item>
      ))}
    </List>
  );
}
