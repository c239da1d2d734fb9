import { formatDate } from "@/lib/dates";
import { Status, type Meaning } from "@/ui";

import type { DecisionRow } from "../api";

const MEANING: Record<string, Meaning | "neutral"> = { proposed: "attention", hearing: "info", taken: "attention", in_effect: "info", ended: "neutral", withdrawn: "neutral" };

/** Where a decision stands, in the same colour everywhere; while somebody is heard, until when. */
export function State({ row }: { row: Pick<DecisionRow, "state" | "state_label" | "held_up" | "is_hearing_over" | "answer_until"> }) {
  const until = row.state === "hearing" && row.answer_until ? ` (${formatDate(row.answer_until)})` : "";
  return <Status meaning={row.held_up || row.is_hearing_over ? "danger" : (MEANING[row.state] ?? "neutral")}>{row.state_label + until}</Status>;
}
