import { Text } from "@mantine/core";

import { Panel } from "@/ui";
import { Timeline } from "@/ui/Timeline";

import type { AppointmentRecord } from "../api";
import { useText } from "../text";

/** What was corrected about who came: what stood there, what stands since, why and by whom. Draws nothing without one. */
export function Corrections({ one }: { one: AppointmentRecord }) {
  const t = useText();
  const found = one.corrections ?? [];
  if (found.length === 0) return null;
  const first = found[found.length - 1];
  const events = found.map((row) => ({
    id: row.id,
    at: row.at,
    title: t("correct.changed", { before: row.before, after: row.after }),
    detail: <Text span style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{t("correct.because", { reason: row.reason })}</Text>,
    by: row.by?.name,
  }));
  const recorded = one.recorded_at && first ? [{ id: "first", at: one.recorded_at, title: t("correct.first", { what: first.before }), by: one.recorded_by?.name }] : [];
  return (
    <Panel title={t("correct.history")}>
      <Timeline events={[...events, ...recorded]} />
    </Panel>
  );
}
