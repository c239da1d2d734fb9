import type { CaseInView } from "@/config/feature";
import { formatDate } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { Notice } from "@/ui";

import type { CaseDeadline } from "../api";
import { useText } from "../text";

/** That force majeure moved the last day of the case's stage; nothing where it did not. */
export default function CaseStandstill({ one }: { one: CaseInView }) {
  const t = useText();
  const found = useRead<CaseDeadline>(`/api/v1/cases/${one.id}/deadline/`);
  const clock = found.data;
  if (!clock?.due_before) return null;
  return (
    <Notice meaning={clock.is_running ? "attention" : "info"} title={clock.is_running ? t("standstill.running") : t("standstill.was")}>
      {t("standstill.text", { before: formatDate(clock.due_before), days: clock.days, due: formatDate(clock.due_on), reasons: clock.reasons.join("; ") })}
    </Notice>
  );
}
