import { Button } from "@mantine/core";

import { useServerForm } from "@/lib/form";
import { keepVersion, PROGRAMMES, versionHome } from "@/lib/programmes";
import { useGo, useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { EmptyState, FormBody, LeaveGuard, LinkButton, Loaded, Notice, PageHeader, Panel, toastDone } from "@/ui";

import { packHome, PACKS, PACKS_HOME, takeOver, upgradePath, useUpgrade, type Choice, type Upgrade } from "../api";
import { ChangeList } from "../components/ChangeList";
import { ConflictChoice } from "../components/ConflictChoice";
import css from "../packs.module.css";
import { useText } from "../text";

/** A pack's new version for a programme: what comes, what stays, what has to be chosen; the result is a draft. */
export default function UpgradePage() {
  const query = useUpgrade(useParam("programmeId"));
  return <Loaded query={query}>{(upgrade) => <Shown key={`${upgrade.start.id}-${upgrade.offered}`} upgrade={upgrade} />}</Loaded>;
}

function Shown({ upgrade }: { upgrade: Upgrade }) {
  const t = useText();
  const can = useCan();
  const isOpen = can("programmes.manage") && !upgrade.is_current && upgrade.start.state !== "review";
  return (
    <>
      <PageHeader
        title={t("upgrade.title")}
        lead={t("upgrade.lead", { programme: upgrade.programme_name, taken: upgrade.taken, offered: upgrade.offered })}
        crumbs={[
          { label: t("settings"), to: "/ayarlar" },
          { label: t("title"), to: PACKS_HOME },
          { label: upgrade.pack_name.tr, to: packHome(upgrade.pack) },
        ]}
      />
      {upgrade.is_current ? <EmptyState title={t("upgrade.current")}>{t("upgrade.currentHint")}</EmptyState> : <div className={css.stack}>{isOpen ? <Choices upgrade={upgrade} /> : <ReadOnly upgrade={upgrade} />}</div>}
    </>
  );
}

function ReadOnly({ upgrade }: { upgrade: Upgrade }) {
  const t = useText();
  return (
    <>
      {upgrade.start.state === "review" ? (
        <Notice meaning="attention" actions={<LinkButton to={versionHome(upgrade.programme, upgrade.start.id)}>{t("upgrade.openVersion")}</LinkButton>}>
          {t("upgrade.inReview")}
        </Notice>
      ) : null}
      <Differences upgrade={upgrade} />
    </>
  );
}

function Choices({ upgrade }: { upgrade: Upgrade }) {
  const t = useText();
  const go = useGo();
  const { conflicts } = upgrade;
  const errors = upgrade.findings.filter((one) => one.weight === "error");
  const form = useServerForm({
    initial: { choices: conflicts.map(() => "" as Choice | "") },
    labels: Object.fromEntries(conflicts.map((one, index) => [`choices.${index}`, one.label])),
    check: (values) => Object.fromEntries(values.choices.map((choice, index) => [`choices.${index}`, choice ? null : t("upgrade.undecided")])),
    save: (values, { idempotencyKey }) =>
      takeOver(upgrade.programme, Object.fromEntries(conflicts.map((one, index) => [one.place, values.choices[index] as Choice])), idempotencyKey),
    onSaved: (draft) => {
      void keepVersion(draft);
      toastDone(t("upgrade.done", { version: upgrade.offered }));
      go(versionHome(upgrade.programme, draft.id));
    },
    refresh: [PACKS, PROGRAMMES, upgradePath(upgrade.programme)],
    draft: { key: `packs.upgrade.${upgrade.programme}.${upgrade.offered}.${conflicts.length}` },
  });
  const chooseAll = (choice: Choice) => form.set("choices", conflicts.map(() => choice));
  return (
    <>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} />
      {upgrade.is_older ? <Notice meaning="attention">{t("upgrade.older")}</Notice> : null}
      {errors.length > 0 ? (
        <Notice meaning="danger" title={t("upgrade.findings")}>
          {t("upgrade.findingsHint")}
          <ul className={css.lines}>
            {errors.map((one) => (
              <li key={one.place + one.code}>
                {one.message} {one.remedy}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <FormBody form={form} submitLabel={t("upgrade.submit")} cancelTo={packHome(upgrade.pack)} blockedBecause={errors.length > 0 && conflicts.length === 0 ? t("upgrade.blocked") : undefined}>
        <div className={css.stack}>
          <Panel title={`${t("upgrade.conflicts")} (${conflicts.length})`}>
            {conflicts.length === 0 ? <p style={{ margin: 0 }}>{t("upgrade.noConflicts")}</p> : <p style={{ marginTop: 0 }}>{t("upgrade.conflictsHint")}</p>}
            {conflicts.length > 1 ? (
              <div className={css.all}>
                <Button variant="default" onClick={() => chooseAll("mine")}>
                  {t("upgrade.allMine")}
                </Button>
                <Button variant="default" onClick={() => chooseAll("theirs")}>
                  {t("upgrade.allTheirs")}
                </Button>
              </div>
            ) : null}
            <div className={css.stack}>
              {conflicts.map((one, index) => {
                const field = form.field(`choices.${index}`);
                return (
                  <ConflictChoice
                    key={one.place}
                    conflict={one}
                    id={field.id}
                    value={form.values.choices[index] ?? ""}
                    onChange={(choice) => form.set(`choices.${index}`, choice)}
                    error={typeof field.error === "string" ? field.error : ""}
                  />
                );
              })}
            </div>
          </Panel>
          <Differences upgrade={upgrade} />
        </div>
      </FormBody>
    </>
  );
}

function Differences({ upgrade }: { upgrade: Upgrade }) {
  const t = useText();
  return (
    <>
      <Panel title={`${t("upgrade.changes")} (${upgrade.changes.length})`}>
        {upgrade.changes.length === 0 ? <p style={{ margin: 0 }}>{t("upgrade.noChanges")}</p> : <ChangeList entries={upgrade.changes} />}
      </Panel>
      <Panel title={`${t("upgrade.local")} (${upgrade.local_changes.length})`}>
        {upgrade.local_changes.length === 0 ? <p style={{ margin: 0 }}>{t("upgrade.noLocal")}</p> : <ChangeList entries={upgrade.local_changes} />}
      </Panel>
    </>
  );
}
