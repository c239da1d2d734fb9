import { Button, Checkbox, Group } from "@mantine/core";
import { useState } from "react";

import { formatDateTime } from "@/lib/dates";
import { versionHome, type ProgrammeVersion } from "@/lib/programmes";
import { useGo } from "@/lib/routing";
import { AppLink, ConfirmWithReason, GuardedButton, Notice, Panel, toastDone, VersionFrame } from "@/ui";

import { useStep } from "../api";
import { AgainstPublished } from "../components/AgainstPublished";
import css from "../programmes.module.css";
import { useText } from "../text";

/** The second person reads what changes, then publishes it or sends it back with a reason. */
export default function VersionDecide() {
  const t = useText();
  return (
    <VersionFrame tab="overview" title={t("decide.title")} hasNext={false}>
      {(version) => (version.state === "review" ? <Decision version={version} /> : <Notice>{t("decide.notInReview")}</Notice>)}
    </VersionFrame>
  );
}

function Decision({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const home = versionHome(version.programme.id, version.id);
  return (
    <div className={css.stack}>
      <Panel>
        <p>{t("decide.lead")}</p>
        {version.note ? <blockquote className={css.quote}>{version.note}</blockquote> : null}
        <p className={css.small}>{t("decide.by", { name: version.submitted_by, date: version.submitted_at ? formatDateTime(version.submitted_at) : "" })}</p>
        <AppLink to={`${home}/etki`}>{t("decide.impact")}</AppLink>
      </Panel>
      <AgainstPublished version={version} />
      <Verdict version={version} />
    </div>
  );
}

function Verdict({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const go = useGo();
  const [isRead, setRead] = useState(false);
  const [asked, setAsked] = useState<"approve" | "return" | null>(null);
  const home = versionHome(version.programme.id, version.id);
  const done = (words: string) => () => {
    toastDone(words);
    go(home);
  };
  const approval = useStep(version.id, "approval", done(t("act.approved")));
  const returning = useStep(version.id, "return", done(t("act.returned")));
  const { approve } = version.can;
  const obstacles = [
    ...(approve.allowed ? [] : [{ message: [approve.reason, approve.remedy].filter(Boolean).join(" "), article: approve.article || null }]),
    ...(isRead ? [] : [{ message: t("decide.readFirst") }]),
  ];
  return (
    <Panel title={t("decide.title")}>
      <div className={css.stack}>
        <Checkbox label={t("decide.read")} checked={isRead} onChange={(event) => setRead(event.currentTarget.checked)} />
        <Group align="flex-start">
          <GuardedButton obstacles={obstacles} onClick={() => setAsked("approve")}>
            {t("act.approve")}
          </GuardedButton>
          {version.can.return.allowed ? (
            <Button variant="default" onClick={() => setAsked("return")}>
              {t("act.return")}
            </Button>
          ) : null}
        </Group>
      </div>
      {asked === "approve" ? (
        <ConfirmWithReason
          title={t("act.approve")}
          consequences={[t("act.approveEffect1"), t("act.approveEffect2")]}
          confirmLabel={t("act.approve")}
          isDangerous={false}
          isBusy={approval.isPending}
          problem={approval.error}
          onConfirm={() => approval.mutate("")}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {asked === "return" ? (
        <ConfirmWithReason
          title={t("act.return")}
          consequences={[t("act.returnEffect")]}
          confirmLabel={t("act.return")}
          isDangerous={false}
          reasonMinLength={3}
          reasonLabel={t("act.reason")}
          isBusy={returning.isPending}
          problem={returning.error}
          onConfirm={(reason) => returning.mutate(reason)}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Panel>
  );
}
