import { Text } from "@mantine/core";

import { formatDate } from "@/lib/dates";
import { Status } from "@/ui";

import type { PetitionClock } from "../api";
import { useText } from "../text";

/** Which day of the clock it is, and how many are left; it cries from ten days before the end. */
export function Clock({ clock }: { clock: PetitionClock }) {
  const t = useText();
  if (!clock.runs) return <Status meaning="done">{t("ended")}</Status>;
  const left = clock.days_left;
  const words = left < 0 ? t("late", { count: -left }) : left === 0 ? t("today") : t("left", { count: left });
  return (
    <div>
      <Status meaning={left <= 1 ? "danger" : left <= 10 ? "attention" : "info"}>{words}</Status>
      <Text size="sm" c="dimmed">
        {clock.day > 0 ? `${t("day", { count: clock.day })} · ` : ""}
        {formatDate(clock.due_on)}
      </Text>
    </div>
  );
}
