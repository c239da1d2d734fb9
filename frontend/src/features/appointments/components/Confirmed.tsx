import { Stack } from "@mantine/core";
import { useState } from "react";

import type { ApiProblem } from "@/lib/problems";
import { Notice } from "@/ui";

import type { Appointment } from "../api";
import { useText } from "../text";
import { Lines } from "./Lines";

/** The change was refused because bookings stand in its way; sent again with `confirmed` it is done and they stay booked. */
export const isAffecting = (problem: ApiProblem | null | undefined): problem is ApiProblem => problem?.code === "bookings_affected";

/** Remembers that the bookings which a change hits have been shown: only the second press says `confirmed`. */
export function useConfirming(problem: ApiProblem | null | undefined): { confirmed: boolean; shown: ApiProblem | null; forget: () => void } {
  const [shown, setShown] = useState<ApiProblem | null>(null);
  if (isAffecting(problem) && problem !== shown) setShown(problem);
  return { confirmed: shown !== null, shown, forget: () => setShown(null) };
}

/** The bookings that a change touches, shown before it is made: whom somebody has to call. */
export function Affected({ problem }: { problem: ApiProblem | null }) {
  const t = useText();
  if (!problem) return null;
  const hit = (problem.body.appointments as Appointment[] | undefined) ?? [];
  const hidden = Number(problem.body.hidden ?? 0);
  return (
    <Notice meaning="attention" live="status" title={t("cal.hitTitle", { count: hit.length + hidden })}>
      <Stack gap="sm">
        <div>{t("cal.hitHint")}</div>
        {hit.length > 0 ? <Lines appointments={hit} /> : null}
        {hidden > 0 ? <div>{t("cal.hitHidden", { count: hidden })}</div> : null}
      </Stack>
    </Notice>
  );
}
