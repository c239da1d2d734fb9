import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";

import { formatDate } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { PROGRAMMES, PROGRAMMES_HOME, programmeHome, useProgramme, useVersions, versionHome, type Programme, type VersionRow } from "@/lib/programmes";
import { useGo, useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { AppLink, FormBody, LinkButton, Loaded, Notice, Panel, RecordPage, Status, toastDone, VersionBadge } from "@/ui";

import { startDraft, useUnitNames } from "../api";
import css from "../programmes.module.css";
import { useText } from "../text";

/** One programme: what is in force, what is being written, every version with who, when and why. */
export default function ProgrammeRecord() {
  const programme = useProgramme(useParam("programmeId"));
  return <Loaded query={programme}>{(data) => <Record programme={data} />}</Loaded>;
}

function Record({ programme }: { programme: Programme }) {
  const t = useText();
  const can = useCan();
  const unitName = useUnitNames();
  const [isStarting, setStarting] = useState(false);
  const mark = (version: Programme["open"]) => (version ? <AppLink to={versionHome(programme.id, version.id)}>{t("versionNumber", { number: version.number })}</AppLink> : t("none"));
  const next = programme.open ? (
    <LinkButton to={versionHome(programme.id, programme.open.id)}>{t(programme.open.state === "review" ? "programme.openReview" : "programme.open")}</LinkButton>
  ) : can("programmes.manage") ? (
    <Button onClick={() => setStarting(true)}>{t("programme.start")}</Button>
  ) : undefined;
  return (
    <RecordPage
      title={programme.name}
      documentTitle={t("column.name")}
      crumbs={[
        { label: t("settings"), to: "/ayarlar" },
        { label: t("title"), to: PROGRAMMES_HOME },
      ]}
      badge={programme.is_active ? undefined : <Status>{t("ended")}</Status>}
      actions={
        <>
          {programme.pack ? (
            <LinkButton to={`/ayarlar/paketler/${programme.pack}`} variant="default">
              {t("programme.pack")}
            </LinkButton>
          ) : null}
          <LinkButton to={`${programmeHome(programme.id)}/moduller`} variant="default">
            {t("programme.modules")}
          </LinkButton>
          <LinkButton to={`${programmeHome(programme.id)}/maddeler`} variant="default">
            {t("programme.articles")}
          </LinkButton>
        </>
      }
      facts={[
        { label: t("programme.facts.unit"), value: unitName(programme.unit) },
        { label: t("programme.facts.published"), value: mark(programme.published) },
        { label: t("programme.facts.open"), value: mark(programme.open) },
        { label: t("programme.facts.pack"), value: programme.pack || t("ownMaking") },
        { label: t("programme.facts.code"), value: programme.code },
      ]}
      next={next}
    >
      <Versions programme={programme} />
      {isStarting ? <StartDialog programme={programme} onClose={() => setStarting(false)} /> : null}
    </RecordPage>
  );
}

function Versions({ programme }: { programme: Programme }) {
  const t = useText();
  const versions = useVersions(programme.id);
  return (
    <Panel title={t("programme.versions")}>
      <Loaded query={versions} lines={3}>
        {({ results }) =>
          results.length === 0 ? (
            <>{t("programme.noVersions")}</>
          ) : (
            <ul className={css.rows}>
              {results.map((row) => (
                <li key={row.id}>
                  <div className={css.between}>
                    <AppLink to={versionHome(programme.id, row.id)}>{t("versionNumber", { number: row.number })}</AppLink>
                    <VersionBadge state={row.state} label={row.state_label} />
                  </div>
                  <div>{row.note || t("programme.noNote")}</div>
                  <div className={css.small}>{about(t, row).join(" · ")}</div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

/** Who and when, in the order in which it happened. */
function about(t: ReturnType<typeof useText>, row: VersionRow): string[] {
  const from = row.effective_from ? formatDate(row.effective_from) : "";
  return [
    row.drafted_by ? t("programme.drafted", { name: row.drafted_by }) : "",
    row.published_at ? t("programme.published", { name: row.published_by, date: formatDate(row.published_at) }) : "",
    from && row.effective_to ? t("programme.effective", { from, to: formatDate(row.effective_to) }) : from ? t("programme.effectiveOpen", { from }) : "",
    row.retired_at ? t("programme.retiredOn", { date: formatDate(row.retired_at) }) : "",
    row.upstream_version ? t("programme.upstream", { version: row.upstream_version }) : "",
  ].filter(Boolean);
}

function StartDialog({ programme, onClose }: { programme: Programme; onClose: () => void }) {
  const t = useText();
  const go = useGo();
  const form = useServerForm({
    initial: { note: "" },
    labels: { note: t("programme.note") },
    save: ({ note }, { idempotencyKey }) => startDraft(programme.id, note, idempotencyKey),
    onSaved: (draft) => {
      toastDone(t("programme.started"));
      go(versionHome(programme.id, draft.id));
    },
    refresh: [PROGRAMMES],
  });
  return (
    <Modal opened onClose={onClose} title={t("programme.start")}>
      <FormBody form={form} submitLabel={t("programme.start")} onCancel={onClose}>
        <div className={css.stack} style={{ marginBottom: 24 }}>
          <Notice>{t("programme.startHint")}</Notice>
          <TextInput {...form.field("note", { isOptional: true })} description={t("programme.noteHint")} maxLength={240} />
        </div>
      </FormBody>
    </Modal>
  );
}
