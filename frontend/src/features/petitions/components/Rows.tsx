import { Group, Stack, Text } from "@mantine/core";

import { formatDate } from "@/lib/dates";
import { AppLink } from "@/ui";

import { homeOf, type PetitionRow } from "../api";
import { useText } from "../text";
import { Clock } from "./Clock";

/** Petitions of a case or a person, one line each. */
export function Rows({ rows }: { rows: readonly PetitionRow[] }) {
  const t = useText();
  return (
    <Stack gap="sm">
      {rows.map((row) => (
        <Group key={row.id} justify="space-between" align="flex-start" gap="xs">
          <div style={{ minWidth: 0 }}>
            <AppLink to={homeOf(row.id)}>
              {row.number} · {row.kind_label}
            </AppLink>
            <Text size="sm" c="dimmed">
              {[formatDate(row.clock.received_on), row.state_label, row.assigned_to?.name ?? t("nobody")].join(" · ")}
            </Text>
          </div>
          <Clock clock={row.clock} />
        </Group>
      ))}
    </Stack>
  );
}
