import { Button } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useAction } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { ConfirmWithReason, Panel, toastDone } from "@/ui";

import { FLEET, MUNICIPALITIES, orderJob, type JobKind, type MunicipalityDetail } from "../api";
import css from "../municipalities.module.css";
import { useText } from "../text";
import { InviteDialog } from "./InviteDialog";
import { RenameDialog } from "./RenameDialog";

type Act = "suspend" | "resume" | "migrate";
type Open = Act | "rename" | "invite" | null;

/** What an operator can do with one municipality; each says what happens and takes a reason. */
export function Acts({ municipality }: { municipality: MunicipalityDetail }) {
  const t = useText();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const isActive = municipality.state === "active";
  const isBehind = municipality.version_state !== "current";
  return (
    <Panel title={t("record.more")}>
      <div className={css.actions}>
        <Button variant="default" onClick={() => setOpen("rename")}>
          {t("record.rename")}
        </Button>
        {isBehind ? (
          <Button variant="default" onClick={() => setOpen("migrate")}>
            {t("record.migrate")}
          </Button>
        ) : null}
        {isActive ? (
          <Button variant="default" onClick={() => setOpen("invite")}>
            {t("record.invite")}
          </Button>
        ) : null}
        {municipality.state === "suspended" ? (
          <Button variant="default" onClick={() => setOpen("resume")}>
            {t("record.resume")}
          </Button>
        ) : null}
        {isActive ? (
          <Button variant="subtle" color="danger" onClick={() => setOpen("suspend")}>
            {t("record.suspend")}
          </Button>
        ) : null}
      </div>
      {open === "rename" ? <RenameDialog municipality={municipality} onClose={close} /> : null}
      {open === "invite" ? <InviteDialog municipality={municipality} onClose={close} /> : null}
      {open === "suspend" || open === "resume" ? <StateAct act={open} municipality={municipality} onClose={close} /> : null}
      {open === "migrate" ? <JobAct kind={open} municipality={municipality} onClose={close} /> : null}
    </Panel>
  );
}

interface ActProps {
  municipality: MunicipalityDetail;
  onClose: () => void;
}

function StateAct({ act, municipality, onClose }: ActProps & { act: "suspend" | "resume" }) {
  const t = useText();
  const isSuspending = act === "suspend";
  const run = useAction(
    (reason: string) =>
      call<MunicipalityDetail>("PUT", `${MUNICIPALITIES}${municipality.id}/state/`, {
        body: { state: isSuspending ? "suspended" : "active", reason },
        ifMatch: municipality.version,
      }),
    {
      refresh: [FLEET, "/api/v1/audit/"],
      onDone: () => {
        toastDone(t(isSuspending ? "record.suspendedDone" : "record.resumedDone"));
        onClose();
      },
    },
  );
  return (
    <ConfirmWithReason
      title={t(`record.${act}`)}
      consequences={t(isSuspending ? "record.suspendEffects" : "record.resumeEffects").split("|")}
      confirmLabel={t(`record.${act}`)}
      isDangerous={isSuspending}
      reasonMinLength={3}
      reasonLabel={t("field.reason")}
      isBusy={run.isPending}
      problem={run.error}
      onConfirm={(reason) => run.mutate(reason)}
      onClose={onClose}
    />
  );
}

function JobAct({ kind, municipality, onClose }: ActProps & { kind: JobKind & "migrate" }) {
  const t = useText();
  const go = useGo();
  const run = useAction((reason: string, { idempotencyKey }) => orderJob(kind, reason, { municipality: municipality.id, idempotencyKey }), {
    refresh: [FLEET, "/api/v1/audit/"],
    onDone: (job) => go(`/belediyeler/isler/${job.id}`),
  });
  return (
    <ConfirmWithReason
      title={t(`record.${kind}`)}
      consequences={t(`record.${kind}Effects`).split("|")}
      confirmLabel={t(`record.${kind}`)}
      isDangerous={false}
      reasonMinLength={3}
      reasonLabel={t("field.reason")}
      isBusy={run.isPending}
      problem={run.error}
      onConfirm={(reason) => run.mutate(reason)}
      onClose={onClose}
    />
  );
}
