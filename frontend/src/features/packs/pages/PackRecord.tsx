import { Select } from "@mantine/core";

import { formatDate } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useLanguage } from "@/lib/i18n";
import { programmeHome, PROGRAMMES, refreshProgrammes } from "@/lib/programmes";
import { useGo, useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { AppLink, FormBody, LinkButton, Loaded, Notice, Panel, RecordPage, Status, toastDone } from "@/ui";

import { inLanguage, PACKS, PACKS_HOME, PARTS, startProgramme, upgradeHome, usePack, useUnits, type PackDetail } from "../api";
import { PackStatus } from "../components/PackStatus";
import css from "../packs.module.css";
import { useText } from "../text";

/** One pack: what it is for, what it rests on, what it holds, and starting a programme from it. */
export default function PackRecord() {
  return <Loaded query={usePack(useParam("packCode"))}>{(pack) => <Record pack={pack} />}</Loaded>;
}

function Record({ pack }: { pack: PackDetail }) {
  const t = useText();
  const language = useLanguage();
  const can = useCan();
  return (
    <RecordPage
      title={inLanguage(pack.name, language)}
      documentTitle={t("title")}
      crumbs={[
        { label: t("settings"), to: "/ayarlar" },
        { label: t("title"), to: PACKS_HOME },
      ]}
      facts={[
        { label: t("fact.status"), value: <PackStatus status={pack.status} /> },
        { label: t("fact.version"), value: pack.version },
        { label: t("fact.unit"), value: pack.unit?.name, unknown: t("fact.noUnit") },
      ]}
      notices={<Pending pack={pack} />}
    >
      <Panel title={t("purpose")}>
        <p style={{ whiteSpace: "pre-wrap", margin: 0 }}>{inLanguage(pack.purpose, language)}</p>
      </Panel>
      <Uses pack={pack} />
      {can("programmes.manage") && pack.programmes.length === 0 ? <Start pack={pack} /> : null}
      <Panel title={t("holds")}>
        <ul className={css.lines}>
          {PARTS.filter((part) => pack.holds[part] > 0).map((part) => (
            <li key={part}>
              {t(`part.${part}`)}: <strong>{pack.holds[part]}</strong>
            </li>
          ))}
        </ul>
      </Panel>
      <Modules pack={pack} />
      <Panel title={t("basis")}>
        <ul className={css.plain}>
          {pack.legal_basis.map((one) => (
            <li key={one.title + one.number}>
              <div className={css.row}>
                <strong>{one.title}</strong>
                {one.to_be_verified ? <Status meaning="attention">{t("toBeVerified")}</Status> : null}
              </div>
              <div className={css.small}>{[one.organ, one.number, one.decided_on ? formatDate(one.decided_on) : ""].filter(Boolean).join(" · ")}</div>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t("sources")}>
        <ul className={css.plain}>
          {pack.sources.map((one) => (
            <li key={one.title + one.reference}>
              <strong>{one.title}</strong>
              <div className={css.small}>{[one.reference, one.note].filter(Boolean).join(" · ")}</div>
            </li>
          ))}
        </ul>
      </Panel>
    </RecordPage>
  );
}

function Pending({ pack }: { pack: PackDetail }) {
  const t = useText();
  const language = useLanguage();
  if (pack.status === "complete") return null;
  return (
    <Notice meaning={pack.status === "preview" ? "attention" : "info"} title={t(`statusHint.${pack.status}`)}>
      {pack.pending.length > 0 ? (
        <ul className={css.lines}>
          {pack.pending.map((one) => (
            <li key={one.tr}>{inLanguage(one, language)}</li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}

function Uses({ pack }: { pack: PackDetail }) {
  const t = useText();
  return (
    <Panel title={t("uses")}>
      {pack.programmes.length === 0 ? <p style={{ margin: 0 }}>{t("noUses")}</p> : null}
      <ul className={css.plain}>
        {pack.programmes.map((one) => (
          <li key={one.id}>
            <div className={css.row}>
              <span>
                <AppLink to={programmeHome(one.id)}>{one.name}</AppLink> · {t("taken", { version: one.upstream_version })}
              </span>
              {one.is_current ? <Status meaning="done">{t("isCurrent")}</Status> : <LinkButton to={upgradeHome(pack.code, one.id)}>{t("newVersion")}</LinkButton>}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Modules({ pack }: { pack: PackDetail }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Panel title={t("modules")}>
      <ul className={css.plain}>
        {pack.modules.map((one) => (
          <li key={one.key}>
            <div className={css.row}>
              <strong>{inLanguage(one.label, language)}</strong>
              <span>
                {one.refused ? <Status>{t("module.refused")}</Status> : null} {!one.refused && one.needs_grant ? <Status meaning="info">{t("module.needsGrant")}</Status> : null}{" "}
                {one.comes_later && !one.refused ? <Status meaning="attention">{t("module.comesLater")}</Status> : null}{" "}
                {one.refused || one.needs_grant || one.comes_later ? null : <Status meaning="done">{t("module.held")}</Status>}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Start({ pack }: { pack: PackDetail }) {
  const t = useText();
  const go = useGo();
  const units = useUnits();
  const form = useServerForm({
    initial: { unit: null as string | null },
    labels: { unit: t("start.unit") },
    check: (values) => ({ unit: values.unit ? null : t("start.unitMissing") }),
    save: (values, { idempotencyKey }) => startProgramme({ pack: pack.code, unit: values.unit ?? "" }, idempotencyKey),
    onSaved: (made) => {
      void refreshProgrammes();
      toastDone(t("start.done"));
      go(programmeHome(made.id));
    },
    refresh: [PACKS, PROGRAMMES],
  });
  return (
    <Panel title={t("start.title")}>
      <p style={{ marginTop: 0 }}>{t("start.hint")}</p>
      <Loaded query={units} lines={2}>
        {({ results }) =>
          results.length === 0 ? (
            <Notice meaning="attention" title={t("start.noUnits")} actions={<LinkButton to="/ayarlar/birimler">{t("start.addUnit")}</LinkButton>} />
          ) : (
            <FormBody form={form} submitLabel={t("start.submit")}>
              <Select {...form.field("unit")} data={results.map((one) => ({ value: one.id, label: one.name }))} searchable maw={420} />
            </FormBody>
          )
        }
      </Loaded>
    </Panel>
  );
}
