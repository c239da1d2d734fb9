import { Button, Group } from "@mantine/core";
import { useState } from "react";

import { call, download } from "@/lib/api";
import { formatDate, formatDateTime } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { ConfirmWithReason, DataList, Loaded, PageHeader, Panel, Status, toastDone, toastProblem } from "@/ui";

import { capabilitiesPath, grantMeaning, grantPath, GRANTS, ME, modulesHome, type Grant } from "../api";
import css from "../capabilities.module.css";
import { useText } from "../text";

/** One grant: on what it rests, and what its second person or its unit may do with it. */
export default function GrantRecord() {
  const grant = useRead<Grant>(grantPath(useParam("grantId")));
  return <Loaded query={grant}>{(data) => <Record grant={data} />}</Loaded>;
}

function Record({ grant }: { grant: Grant }) {
  const t = useText();
  const stamp = (name: string, at: string | null) => (at ? [name, formatDateTime(at)].filter(Boolean).join(", ") : "");
  const facts = [
    { label: t("facts.programme"), value: grant.programme_name },
    { label: t("facts.basis"), value: t("numbered", { basis: grant.basis_label, number: grant.number, date: formatDate(grant.dated) }) },
    { label: t("facts.days"), value: t("days", { from: formatDate(grant.valid_from), to: formatDate(grant.valid_to) }) },
    { label: t("facts.requested"), value: stamp(grant.requested_by, grant.requested_at) },
    { label: t("facts.approver"), value: grant.named_approver },
    { label: t("facts.decided"), value: stamp(grant.decided_by, grant.decided_at) },
    { label: t("facts.reason"), value: grant.reason },
  ];
  return (
    <>
      <PageHeader
        title={t("grantTitle", { capability: grant.capability_label, number: grant.number })}
        crumbs={[
          { label: t("settings"), to: "/ayarlar" },
          { label: t("title"), to: modulesHome(grant.programme) },
        ]}
        badge={<Status meaning={grantMeaning(grant)}>{grant.state_label}</Status>}
      />
      <div className={css.stack}>
        <Panel>
          <DataList facts={facts.filter((one) => one.value)} />
          <Button variant="default" mt="md" onClick={() => void download(`${grantPath(grant.id)}act/`, t("actName")).catch(toastProblem)}>
            {t("act")}
          </Button>
        </Panel>
        <Acts grant={grant} />
      </div>
    </>
  );
}

type Act = "approve" | "refuse" | "end";
const ADDRESS: Record<Act, string> = { approve: "approval", refuse: "refusal", end: "end" };
const DONE = { approve: "approved", refuse: "refused", end: "ended" } as const;

function Acts({ grant }: { grant: Grant }) {
  const t = useText();
  const [act, setAct] = useState<Act | null>(null);
  const run = useAction(
    (input: { act: Act; reason: string }, { idempotencyKey }) =>
      call<Grant>("POST", `${grantPath(grant.id)}${ADDRESS[input.act]}/`, { body: input.act === "approve" ? {} : { reason: input.reason }, idempotencyKey }),
    {
      refresh: [GRANTS, capabilitiesPath(grant.programme), ME],
      onDone: (_, input) => {
        toastDone(t(DONE[input.act]));
        setAct(null);
      },
    },
  );
  if (!grant.can_decide && !grant.can_end) return null;
  const consequences = {
    approve: [t("approveEffects.opens", { from: formatDate(grant.valid_from) }), t("approveEffects.closes", { to: formatDate(grant.valid_to) })],
    refuse: [],
    end: [t("endEffects.closes"), t("endEffects.stays")],
  };
  return (
    <Group>
      {grant.can_decide ? <Button onClick={() => setAct("approve")}>{t("approve")}</Button> : null}
      {grant.can_decide ? (
        <Button variant="default" onClick={() => setAct("refuse")}>
          {t("refuse")}
        </Button>
      ) : null}
      {grant.can_end ? (
        <Button variant="default" color="red" onClick={() => setAct("end")}>
          {t("end")}
        </Button>
      ) : null}
      {act ? (
        <ConfirmWithReason
          title={t(`${act}Title`)}
          consequences={consequences[act]}
          confirmLabel={t(act)}
          isDangerous={act !== "approve"}
          reasonMinLength={act === "approve" ? 0 : 3}
          reasonLabel={t("reason")}
          isBusy={run.isPending}
          problem={run.error}
          onConfirm={(reason) => run.mutate({ act, reason })}
          onClose={() => {
            run.reset();
            setAct(null);
          }}
        />
      ) : null}
    </Group>
  );
}
