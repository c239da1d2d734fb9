import { Button } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { formatDateTime } from "@/lib/dates";
import { useAction } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { ConfirmWithReason, GuardedButton, Notice, Panel, toastDone } from "@/ui";

import { FLEET, MUNICIPALITIES, orderJob, type JobDetail, type MunicipalityDetail } from "../api";
import css from "../municipalities.module.css";
import { useText } from "../text";
import { InviteDialog } from "./InviteDialog";
import { RenameDialog } from "./RenameDialog";

type Ordered = "migrate" | "backup" | "archive";
type End = "request" | "confirm" | "withdraw";
type Open = "suspend" | "resume" | Ordered | End | "rename" | "invite" | null;

const END_WORDS = { request: "deleteRequest", confirm: "deleteConfirm", withdraw: "deleteWithdraw" } as const;

/** What an operator can do with one municipality; each says what happens and takes a reason. */
export function Acts({ municipality }: { municipality: MunicipalityDetail }) {
  const t = useText();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const isActive = municipality.state === "active";
  const isBehind = municipality.version_state !== "current";
  const isArchived = municipality.state === "archived";
  const folder = municipality.can_be_archived ? [] : [{ message: t("record.noFolder") }];
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
        <GuardedButton variant="default" obstacles={folder} onClick={() => setOpen("backup")}>
          {t("record.backup")}
        </GuardedButton>
        {isActive ? (
          <Button variant="subtle" color="danger" onClick={() => setOpen("suspend")}>
            {t("record.suspend")}
          </Button>
        ) : null}
        {municipality.can_be_archived && !isArchived && municipality.state !== "preparing" ? (
          <Button variant="subtle" color="danger" onClick={() => setOpen("archive")}>
            {t("record.archive")}
          </Button>
        ) : null}
        {municipality.can_be_archived && isArchived && !municipality.deletion ? (
          <Button variant="subtle" color="danger" onClick={() => setOpen("request")}>
            {t("record.deleteRequest")}
          </Button>
        ) : null}
      </div>
      {municipality.deletion ? <Deletion deletion={municipality.deletion} onOpen={setOpen} /> : null}
      {open === "rename" ? <RenameDialog municipality={municipality} onClose={close} /> : null}
      {open === "invite" ? <InviteDialog municipality={municipality} onClose={close} /> : null}
      {open === "suspend" || open === "resume" ? <StateAct act={open} municipality={municipality} onClose={close} /> : null}
      {open === "request" || open === "confirm" || open === "withdraw" ? <EndAct act={open} municipality={municipality} onClose={close} /> : null}
      {open === "migrate" || open === "backup" || open === "archive" ? <JobAct kind={open} municipality={municipality} onClose={close} /> : null}
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

function JobAct({ kind, municipality, onClose }: ActProps & { kind: Ordered }) {
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
      isDangerous={kind === "archive"}
      reasonMinLength={kind === "backup" ? 0 : 3}
      reasonLabel={t("field.reason")}
      isBusy={run.isPending}
      problem={run.error}
      onConfirm={(reason) => run.mutate(reason)}
      onClose={onClose}
    />
  );
}

/** Who asked for the end, and what a second person can say to it. */
function Deletion({ deletion, onOpen }: { deletion: NonNullable<MunicipalityDetail["deletion"]>; onOpen: (act: End) => void }) {
  const t = useText();
  return (
    <div style={{ marginTop: 16 }}>
      <Notice
        meaning="danger"
        title={t("record.deletionAsked")}
        actions={
          <>
            {deletion.is_own ? null : (
              <Button size="sm" color="danger" onClick={() => onOpen("confirm")}>
                {t("record.deleteConfirm")}
              </Button>
            )}
            <Button size="sm" variant="default" onClick={() => onOpen("withdraw")}>
              {t("record.deleteWithdraw")}
            </Button>
          </>
        }
      >
        {t("record.deletionAskedText", {
          name: deletion.requested_by_label,
          at: formatDateTime(deletion.requested_at),
          reason: deletion.reason,
          until: formatDateTime(deletion.expires_at),
        })}
        {deletion.is_own ? <div>{t("record.deletionOwn")}</div> : null}
      </Notice>
    </div>
  );
}

function EndAct({ act, municipality, onClose }: ActProps & { act: End }) {
  const t = useText();
  const go = useGo();
  const words = END_WORDS[act];
  const run = useAction(
    (reason: string, { idempotencyKey }) =>
      call<JobDetail>("POST", `${MUNICIPALITIES}${municipality.id}/deletion/`, { body: { act, reason }, idempotencyKey }),
    { refresh: [FLEET, "/api/v1/audit/"], onDone: (job) => go(`/belediyeler/isler/${job.id}`) },
  );
  return (
    <ConfirmWithReason
      title={t(`record.${words}`)}
      consequences={t(`record.${words}Effects`).split("|")}
      confirmLabel={t(`record.${words}`)}
      isDangerous={act !== "withdraw"}
      reasonMinLength={3}
      reasonLabel={t("field.reason")}
      isBusy={run.isPending}
      problem={run.error}
      onConfirm={(reason) => run.mutate(reason)}
      onClose={onClose}
    />
  );
}
