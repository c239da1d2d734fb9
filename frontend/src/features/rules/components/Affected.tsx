import { Button, Select } from "@mantine/core";
import { useState } from "react";

import { announce } from "@/lib/announce";
import { useCatalogue } from "@/lib/catalogue";
import type { ProgrammeVersion } from "@/lib/programmes";
import { AppLink, Notice, Panel, useProblemText } from "@/ui";

import { PURPOSES } from "../purposes";
import css from "../rules.module.css";
import { useText } from "../text";
import { CASE_CHANGES, PERSON_CHANGES, useAffected, type Affected as Row, type Against, type WhatIf } from "../what-if";

interface AffectedProps {
  version: ProgrammeVersion;
  against: Against;
  found: WhatIf;
}

/** Who stands behind a figure, for those who may see people; nobody is listed before a list is chosen. */
export function Affected({ version, against, found }: AffectedProps) {
  const t = useText();
  const words = useProblemText();
  const catalogue = useCatalogue();
  const affected = useAffected(version.id);
  const [list, setList] = useState<string | null>(null);
  const [narrowed, setNarrowed] = useState("");
  const [purpose, setPurpose] = useState<string | null>(null);
  const [rows, setRows] = useState<Row[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  if (!found.may_open) return null;

  const asked = affected.error?.code === "purpose_required" || purpose !== null;
  const get = async (cursor: string | null) => {
    const [subject = "person", change = ""] = (list ?? "").split(":");
    const [table = "", category = ""] = narrowed.split(":");
    const wanted = { against, subject: subject === "case" ? ("case" as const) : ("person" as const), change, table, category };
    const page = await affected.mutateAsync({ ...wanted, purpose: purpose ?? "", cursor }).catch(() => null);
    if (!page) return;
    const all = cursor ? [...(rows ?? []), ...page.results] : page.results;
    setRows(all);
    setNext(page.next);
    announce(t("whatIf.listed", { count: all.length }));
  };
  const { tables } = list?.startsWith("case") ? found.cases : found.persons;
  const lists = [
    { group: t("whatIf.people"), items: PERSON_CHANGES.filter((key) => key !== "unchanged" && found.persons.totals[key] !== 0).map((key) => ({ value: `person:${key}`, label: t(`whatIf.person.${key}`) })) },
    { group: t("whatIf.cases"), items: CASE_CHANGES.filter((key) => found.cases.changes[key] !== 0).map((key) => ({ value: `case:${key}`, label: t(`whatIf.case.${key}`) })) },
  ].filter((one) => one.items.length > 0);
  return (
    <div className="no-print">
      <Panel title={t("whatIf.who")}>
        <div className={css.stack}>
          <div className={css.quiet}>{t("whatIf.whoLead")}</div>
          <div className={css.tools}>
            <Select
              label={t("whatIf.choose")}
              w={320}
              maw="100%"
              data={lists}
              value={list}
              onChange={(value) => {
                setList(value);
                setRows(null);
              }}
            />
            <Select
              label={t("whatIf.narrow")}
              w={260}
              maw="100%"
              searchable
              data={[{ value: "", label: t("whatIf.everybody") }, ...tables.map((table) => ({ group: table.label, items: table.rows.map((row) => ({ value: `${table.key}:${row.key}`, label: row.label })) }))]}
              value={narrowed}
              onChange={(value) => {
                setNarrowed(value ?? "");
                setRows(null);
              }}
            />
            {asked ? <Select label={t("whatIf.purpose")} w={320} maw="100%" data={PURPOSES.map((one) => ({ value: one, label: catalogue.label("purpose", one) }))} value={purpose} onChange={setPurpose} /> : null}
            <Button variant="default" disabled={!list || (asked && !purpose)} loading={affected.isPending} onClick={() => void get(null)}>
              {t("whatIf.show")}
            </Button>
          </div>
          {asked ? <div className={css.quiet}>{t("whatIf.logged")}</div> : null}
          {affected.error && affected.error.code !== "purpose_required" ? (
            <Notice meaning="danger" live="alert" title={words(affected.error).title}>
              {words(affected.error).detail}
            </Notice>
          ) : null}
          {rows ? <Rows rows={rows} /> : null}
          {rows && next ? (
            <div>
              <Button variant="default" loading={affected.isPending} onClick={() => void get(next)}>
                {t("whatIf.more")}
              </Button>
            </div>
          ) : null}
        </div>
      </Panel>
    </div>
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const t = useText();
  if (rows.length === 0) return <div className={css.quiet}>{t("whatIf.nobodyHere")}</div>;
  return (
    <ul className={css.unruled}>
      {rows.map((row) => (
        <li key={row.id}>
          <div>
            <AppLink to={row.href}>{row.label}</AppLink> <span className={css.quiet}>{row.hint}</span>
            <Details row={row} />
          </div>
          {row.after ? (
            <span>
              {t(`whatIf.outcome.${row.before ?? "none"}`)} → {t(`whatIf.outcome.${row.after}`)}
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** What is missing for a person; what changes for a case. */
function Details({ row }: { row: Row }) {
  const t = useText();
  const lines = [
    [t("whatIf.missingHere"), row.missing.map((one) => one.label)],
    [t("whatIf.added"), row.documents_added],
    [t("whatIf.removed"), row.documents_removed],
    [t("whatIf.transitions"), row.transitions.map((one) => `${one.label} (${t(`whatIf.outcome.${one.before ?? "none"}`)} → ${t(`whatIf.outcome.${one.after ?? "none"}`)})`)],
  ] as const;
  return (
    <>
      {lines.map(([label, values]) =>
        values.length > 0 ? (
          <div key={label} className={css.quiet}>
            {label}: {values.join(", ")}
          </div>
        ) : null,
      )}
    </>
  );
}
