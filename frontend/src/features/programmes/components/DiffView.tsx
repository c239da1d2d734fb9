import { Button } from "@mantine/core";
import { useState } from "react";

import type { DiffEntry } from "@/lib/programmes";
import { EmptyState, Panel, Status, useUiText, type Meaning } from "@/ui";

import { editorsOf, fieldsOf } from "../editing/editors";
import type { Field, Sources } from "../editing/fields";
import css from "../programmes.module.css";
import { useText } from "../text";
import { sectionLabels } from "./SectionForm";
import { WordDiff } from "./WordDiff";

const FIRST = 40;
const MEANINGS: Record<DiffEntry["kind"], Meaning | "neutral"> = { added: "done", removed: "danger", changed: "info", moved: "neutral" };

/** Differences by section, each with what stood before and what stands now. */
export function DiffView({ entries }: { entries: readonly DiffEntry[] }) {
  const t = useText();
  const labels = sectionLabels(t);
  if (entries.length === 0) return <EmptyState title={t("diff.none")}>{t("diff.noneHint")}</EmptyState>;
  const sections = [...new Set(entries.map((one) => one.section))];
  return (
    <div className={css.stack}>
      <div role="status">{t("diff.count", { count: entries.length })}</div>
      {sections.map((section) => (
        <SectionPanel key={section} title={labels[section] ?? section} entries={entries.filter((one) => one.section === section)} />
      ))}
    </div>
  );
}

function SectionPanel({ title, entries }: { title: string; entries: readonly DiffEntry[] }) {
  const t = useText();
  const [isWhole, setWhole] = useState(entries.length <= FIRST);
  const shown = isWhole ? entries : entries.slice(0, FIRST);
  return (
    <Panel title={`${title} (${entries.length})`}>
      <ul className={css.rows}>
        {shown.map((entry) => (
          <li key={entry.path.join(".")} className={css.change}>
            <div className={css.between}>
              <strong>{entry.label}</strong>
              <Status meaning={MEANINGS[entry.kind]}>{t(`diff.kind.${entry.kind}`)}</Status>
            </div>
            <Sides entry={entry} />
          </li>
        ))}
      </ul>
      {isWhole ? null : (
        <Button variant="default" mt="md" onClick={() => setWhole(true)}>
          {t("diff.more")}
        </Button>
      )}
    </Panel>
  );
}

function Sides({ entry }: { entry: DiffEntry }) {
  const t = useText();
  const say = useValueText();
  const { kind, before, after } = entry;
  if (kind === "moved") return <div>{t("diff.moved", { before: String(before), after: String(after) })}</div>;
  if (kind === "added" || kind === "removed") {
    const value = kind === "added" ? after : before;
    // A key in a list of keys: its name stands above.
    if (typeof value === "string" && value === entry.path.at(-1)) return null;
    const Mark = kind === "added" ? "ins" : "del";
    return (
      <div style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        <Mark className={kind === "added" ? css.added : css.removed}>{say(value)}</Mark>
      </div>
    );
  }
  if (typeof before === "string" && typeof after === "string") {
    return (
      <div style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        <WordDiff before={before} after={after} />
      </div>
    );
  }
  return (
    <dl className={css.sides}>
      <div>
        <dt>{t("diff.before")}</dt>
        <dd>{say(before)}</dd>
      </div>
      <div>
        <dt>{t("diff.after")}</dt>
        <dd>{say(after)}</dd>
      </div>
    </dl>
  );
}

const NO_SOURCES: Sources = { document: {}, codes: () => [], roles: [], rights: [] };
/** What stands in an entry's heading already, or says nothing to a reader. */
const HEADINGS = ["key", "label", "title", "term", "service", "type"];

const flat = (fields: readonly Field[]): Field[] => fields.flatMap((field) => (field.kind === "parts" ? [field, ...flat(field.fields)] : [field]));

/** A value of the document as a person reads it, its parts under the names of their inputs. */
function useValueText(): (value: unknown) => string {
  const t = useText();
  const ui = useUiText();
  const known = new Map(flat(editorsOf(t).flatMap(fieldsOf)).map((field) => [field.name.split(".").at(-1), field]));

  const part = (name: string, value: unknown): string[] => {
    if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return [];
    const field = known.get(name);
    const choice = field?.kind === "choice" ? field.options(NO_SOURCES).find((one) => one.value === value)?.label : undefined;
    return [field ? `${field.label}: ${choice ?? say(value)}` : say(value)];
  };
  const say = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return t("diff.empty");
    if (typeof value === "boolean") return ui(value ? "yes" : "no");
    if (typeof value !== "object") return String(value);
    if (Array.isArray(value)) return value.length === 0 ? t("diff.empty") : value.map(say).join(value.some((one) => typeof one === "object") ? "\n" : ", ");
    const own = value as Record<string, unknown>;
    if (typeof own.combinator === "string") return t("diff.condition");
    if (typeof own.tr === "string") return own.en ? `${own.tr} / ${String(own.en)}` : own.tr;
    const heading = own.label ?? own.title ?? own.term ?? own.service;
    const parts = Object.entries(own).flatMap(([name, inner]) => (HEADINGS.includes(name) ? [] : part(name, inner)));
    return [...(heading === undefined ? [] : [say(heading)]), ...parts].join("\n");
  };
  return say;
}
