import { Button, Group } from "@mantine/core";

import { formatNumber } from "@/lib/numbers";

import { counted, type DueKind } from "../api";
import { useRetentionText } from "../retentionText";

/** The kinds of record with how many of each become due; one of them is shown. */
export function Kinds({ kinds, kind, onChange }: { kinds: readonly DueKind[]; kind: string; onChange: (kind: string) => void }) {
  const t = useRetentionText();
  return (
    <Group gap="xs" role="group" aria-label={t("kinds")}>
      {kinds.map((one) => (
        <Button key={one.key} size="sm" variant={one.key === kind ? "filled" : "default"} aria-pressed={one.key === kind} onClick={() => onChange(one.key)}>
          {t("ofKind", { label: one.label, count: counted(one, formatNumber) })}
        </Button>
      ))}
    </Group>
  );
}
