import { Button, Group } from "@mantine/core";
import { useState } from "react";

import { programmeHome, versionHome, type ProgrammeVersion } from "@/lib/programmes";
import { useGo } from "@/lib/routing";
import { ConfirmWithReason, LinkButton, Panel, toastDone } from "@/ui";

import { useDiscard, useStep } from "../api";
import { useText } from "../text";

type Asked = "withdraw" | "discard" | "retire" | null;

/** What else may be done with a version, apart from its next step; nothing that is not possible. */
export function VersionActs({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const [asked, setAsked] = useState<Asked>(null);
  const { can } = version;
  const close = () => setAsked(null);
  if (!can.withdraw.allowed && !can.discard.allowed && !can.retire.allowed && !can.correct.allowed) return null;
  return (
    <Panel title={t("overview.acts")}>
      <Group gap="sm">
        {can.correct.allowed ? (
          <LinkButton to={`${versionHome(version.programme.id, version.id)}/yazim-duzeltmesi`} variant="default">
            {t("act.correct")}
          </LinkButton>
        ) : null}
        {can.withdraw.allowed ? (
          <Button variant="default" onClick={() => setAsked("withdraw")}>
            {t("act.withdraw")}
          </Button>
        ) : null}
        {can.retire.allowed ? (
          <Button variant="outline" color="danger" onClick={() => setAsked("retire")}>
            {t("act.retire")}
          </Button>
        ) : null}
        {can.discard.allowed ? (
          <Button variant="outline" color="danger" onClick={() => setAsked("discard")}>
            {t("act.discard")}
          </Button>
        ) : null}
      </Group>
      {asked === "withdraw" ? <Withdraw version={version} onClose={close} /> : null}
      {asked === "retire" ? <Retire version={version} onClose={close} /> : null}
      {asked === "discard" ? <Discard version={version} onClose={close} /> : null}
    </Panel>
  );
}

interface ActProps {
  version: ProgrammeVersion;
  onClose: () => void;
}

function Withdraw({ version, onClose }: ActProps) {
  const t = useText();
  const run = useStep(version.id, "withdrawal", () => {
    toastDone(t("act.withdrawn"));
    onClose();
  });
  return (
    <ConfirmWithReason
      title={t("act.withdraw")}
      consequences={[t("act.withdrawEffect")]}
      confirmLabel={t("act.withdraw")}
      isDangerous={false}
      isBusy={run.isPending}
      problem={run.error}
      onConfirm={() => run.mutate("")}
      onClose={onClose}
    />
  );
}

function Retire({ version, onClose }: ActProps) {
  const t = useText();
  const run = useStep(version.id, "retirement", () => {
    toastDone(t("act.retired"));
    onClose();
  });
  return (
    <ConfirmWithReason
      title={t("act.retire")}
      consequences={[t("act.retireEffect1"), t("act.retireEffect2")]}
      confirmLabel={t("act.retire")}
      reasonMinLength={3}
      reasonLabel={t("act.reason")}
      isBusy={run.isPending}
      problem={run.error}
      onConfirm={(reason) => run.mutate(reason)}
      onClose={onClose}
    />
  );
}

function Discard({ version, onClose }: ActProps) {
  const t = useText();
  const go = useGo();
  const run = useDiscard(version.id, () => {
    toastDone(t("act.discarded"));
    go(programmeHome(version.programme.id), { replace: true });
  });
  return (
    <ConfirmWithReason
      title={t("act.discard")}
      consequences={[t("act.discardEffect1"), t("act.discardEffect2")]}
      confirmLabel={t("act.discard")}
      isBusy={run.isPending}
      problem={run.error}
      onConfirm={() => run.mutate(undefined)}
      onClose={onClose}
    />
  );
}
