import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import type { CaseInView } from "@/config/feature";
import { formatDate } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import { ConfirmWithReason, GuardedButton, Notice, toastDone } from "@/ui";

import { caseDecisionsPath, CHANGED, decisionPage, liftStop, OPEN, type CaseDecisions, type Stop } from "../api";
import { ConfirmStop } from "../components/ConfirmStop";
import { Letters } from "../components/Letters";
import { useText } from "../text";

/** The banner of a case whose service was stopped at once; it is no sanction, and says when it ends by itself. */
export default function CaseStop({ one }: { one: CaseInView }) {
  const found = useRead<CaseDecisions>(caseDecisionsPath(one.id));
  const stop = found.data?.stops.find((row) => row.is_in_force);
  if (!found.data || !stop) return null;
  const proposal = found.data.decisions.find((row) => row.kind === "suspend" && OPEN.includes(row.state));
  return <Banner stop={stop} mayDecide={found.data.may_decide} proposal={proposal?.id ?? null} />;
}

function Banner({ stop, mayDecide, proposal }: { stop: Stop; mayDecide: boolean; proposal: string | null }) {
  const t = useText();
  const obstacles = [...(stop.is_own ? [{ message: t("stop.ownStop") }] : []), ...(proposal ? [{ message: t("stop.proposed"), to: decisionPage(proposal) }] : [])];
  const [open, setOpen] = useState<"confirm" | "lift" | null>(null);
  return (
    <Notice
      meaning="attention"
      title={t("stop.title")}
      actions={
        mayDecide ? (
          <Group gap="sm">
            <GuardedButton size="sm" variant="default" obstacles={obstacles} onClick={() => setOpen("confirm")}>
              {t("stop.confirm")}
            </GuardedButton>
            <Button size="sm" variant="default" onClick={() => setOpen("lift")}>
              {t("stop.lift")}
            </Button>
          </Group>
        ) : undefined
      }
    >
      <Stack gap={4}>
        <Text>
          {t("stop.notSanction", { day: formatDate(stop.ends_on) })} {stop.days_left > 0 ? t("stop.left", { count: stop.days_left }) : t("stop.leftToday")} {t("stop.goesOn")}
        </Text>
        <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{stop.risk}</Text>
        <Text size="sm">{t("stop.startedBy", { name: stop.started_by, date: formatDate(stop.started_at) })}</Text>
        <Letters letters={stop.letters} />
      </Stack>
      {open === "confirm" ? <ConfirmStop stop={stop} onClose={() => setOpen(null)} /> : null}
      {open === "lift" ? <Lift stop={stop} onClose={() => setOpen(null)} /> : null}
    </Notice>
  );
}

function Lift({ stop, onClose }: { stop: Stop; onClose: () => void }) {
  const t = useText();
  const lift = useAction((reason: string, intent) => liftStop(stop, reason, intent), {
    refresh: CHANGED,
    onDone: () => {
      toastDone(t("stop.lifted"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={t("stop.liftTitle")}
      confirmLabel={t("stop.lift")}
      isDangerous={false}
      consequences={[t("stop.liftNow"), t("stop.liftLetter")]}
      reasonMinLength={3}
      isBusy={lift.isPending}
      problem={lift.error}
      onConfirm={(reason) => lift.mutate(reason)}
      onClose={onClose}
    />
  );
}
