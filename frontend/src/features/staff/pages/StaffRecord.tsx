import { Button } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { formatDate, formatDateTime } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { useCan, useMe } from "@/lib/session";
import { ConfirmWithReason, Loaded, Notice, RecordPage, toastDone } from "@/ui";

import { STAFF, type Staff } from "../api";
import { EditDialog } from "../components/EditDialog";
import { RolesPanel } from "../components/RolesPanel";
import { WorkPanel } from "../components/WorkPanel";
import { useText } from "../text";

type Asked = "edit" | "close" | "reopen" | "mfa" | null;

export default function StaffRecord() {
  const member = useRead<Staff>(`${STAFF}${useParam("userId")}/`);
  return <Loaded query={member}>{(data) => <Record member={data} />}</Loaded>;
}

function Record({ member }: { member: Staff }) {
  const t = useText();
  const can = useCan();
  const me = useMe();
  const [asked, setAsked] = useState<Asked>(null);
  const isManaged = can("staff.manage") && me.id !== member.id;
  return (
    <RecordPage
      title={member.full_name}
      crumbs={[
        { label: t("settings"), to: "/ayarlar" },
        { label: t("staff.title"), to: "/ayarlar/personel" },
      ]}
      facts={[
        { label: t("field.title"), value: member.title },
        { label: t("field.email"), value: member.email },
        { label: t("field.lastLogin"), value: formatDateTime(member.last_login) },
        { label: t("field.mfa"), value: member.mfa_enrolled === null ? null : member.mfa_enrolled ? t("mfa.yes") : t("mfa.no") },
        { label: t("field.state"), value: member.is_active ? t("staff.active") : t("staff.left") },
      ]}
      notices={member.left_on ? <Notice meaning="attention">{t("record.leftOn", { date: formatDate(member.left_on) })}</Notice> : null}
      actions={
        isManaged ? (
          <>
            <Button variant="default" onClick={() => setAsked("edit")}>
              {t("record.edit")}
            </Button>
            <Button variant="default" onClick={() => setAsked("mfa")}>
              {t("record.resetMfa")}
            </Button>
            {member.is_active ? (
              <Button variant="subtle" color="danger" onClick={() => setAsked("close")}>
                {t("record.close")}
              </Button>
            ) : (
              <Button variant="default" onClick={() => setAsked("reopen")}>
                {t("record.reopen")}
              </Button>
            )}
          </>
        ) : null
      }
    >
      <RolesPanel member={member} />
      {can("work.reassign") ? <WorkPanel member={member} /> : null}
      {asked === "edit" ? <EditDialog member={member} onClose={() => setAsked(null)} /> : null}
      {asked && asked !== "edit" ? <AccountAct act={asked} member={member} onClose={() => setAsked(null)} /> : null}
    </RecordPage>
  );
}

function AccountAct({ act, member, onClose }: { act: "close" | "reopen" | "mfa"; member: Staff; onClose: () => void }) {
  const t = useText();
  const path = `${STAFF}${member.id}/`;
  const words = {
    close: { title: t("record.close"), effects: [t("record.closeEffect1"), t("record.closeEffect2")], done: t("record.closed") },
    reopen: { title: t("record.reopen"), effects: [t("record.closeEffect2")], done: t("record.reopened") },
    mfa: { title: t("record.resetMfa"), effects: [t("record.resetMfaEffect")], done: t("record.resetMfaDone") },
  }[act];
  const run = useAction(
    (reason: string, context) => (act === "mfa" ? call("DELETE", `${path}second-factor/`, { body: { reason } }) : call("POST", `${path}${act}/`, { body: { reason }, ...context })),
    {
      refresh: [STAFF],
      onDone: () => {
        toastDone(words.done);
        onClose();
      },
    },
  );
  return (
    <ConfirmWithReason
      title={words.title}
      consequences={words.effects}
      confirmLabel={words.title}
      isDangerous={act !== "reopen"}
      reasonMinLength={3}
      reasonLabel={t("field.reason")}
      isBusy={run.isPending}
      problem={run.error}
      onConfirm={(reason) => run.mutate(reason)}
      onClose={onClose}
    />
  );
}
