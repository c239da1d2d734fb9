import { useRef } from "react";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { keepVersion, versionPath, type ProgrammeVersion, type Section } from "@/lib/programmes";
import { FormBody, FormSection, LeaveGuard, toastDone } from "@/ui";

import { editorsOf, fieldsOf, groupChoices, type Editor } from "../editing/editors";
import { clean, fill, labelsOf, missingPlaces, nameOf, type ListField, type Sources, type Values } from "../editing/fields";
import { saveSections } from "../editing/saving";
import { selectionFaults } from "../editing/selection";
import css from "../programmes.module.css";
import { useText, type Text } from "../text";
import { EditingProvider } from "./editing";
import { faultText, GroupsEditor, selectionOf } from "./GroupsEditor";
import { PartFields } from "./PartFields";
import { Placeholders } from "./Placeholders";
import { useSources } from "./useSources";

interface SectionFormProps {
  version: ProgrammeVersion;
  editor: Editor;
  /** The place that a finding links to; what holds it is open from the start. */
  focusPlace?: string;
}

const picked = (version: ProgrammeVersion, editor: Editor): Values =>
  Object.fromEntries(editor.sections.map((section) => [section, version.document[section]]).filter(([, value]) => value !== undefined));

/** The values of an editor's inputs for a version. */
export const valuesOf = (version: ProgrammeVersion, editor: Editor): Values => fill(fieldsOf(editor), picked(version, editor));

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The inputs of one editor: kept while they are typed, saved section by section, compared where somebody else was faster. */
export function SectionForm({ version, editor, focusPlace = "" }: SectionFormProps) {
  const t = useText();
  const fields = fieldsOf(editor);
  const offered = useSources();
  // What the inputs began with. A later reading in the background must not slip under what is being typed.
  const read = useRef(version);
  const newest = useRef<ProgrammeVersion | null>(null);
  const sourcesOf = (values: Values): Sources => ({ ...offered, document: { ...version.document, ...values } });

  const form = useServerForm<Values, ProgrammeVersion>({
    initial: valuesOf(read.current, editor),
    labels: { ...sectionLabels(t), ...labelsOf(fields) },
    version: read.current.version,
    check: (values) => ({ ...missing(t, editor, values), ...groupFault(t, editor, sourcesOf(values)) }),
    save: async (values, { ifMatch }) => {
      // After a conflict the choice was made against the newest version; until then against the one that was read.
      const base = newest.current?.version === ifMatch && newest.current ? newest.current : read.current;
      const before = clean(fields, valuesOf(base, editor));
      const after = clean(fields, values);
      const changes = editor.sections.filter((section) => !same(before[section], after[section])).map((section) => ({ section, value: after[section] }));
      return saveSections(base, changes, (step) => {
        read.current = step;
        newest.current = null;
      });
    },
    latest: async () => {
      newest.current = await call<ProgrammeVersion>("GET", versionPath(version.id));
      return { values: valuesOf(newest.current, editor), version: newest.current.version };
    },
    onSaved: (saved) => {
      read.current = saved;
      const next = valuesOf(saved, editor);
      form.mantine.resetDirty(next);
      form.mantine.setValues(next);
      void keepVersion(saved);
      toastDone(t("edit.saved"));
    },
    draft: version.can.edit.allowed ? { key: `programmes.${version.id}.${editor.slug}` } : undefined,
  });
  const sources = sourcesOf(form.values);
  const isReadOnly = !version.can.edit.allowed;
  const blocks = editor.blocks.map((block, index) => (
    <FormSection key={block.title ?? index} title={block.title} description={block.hint}>
      {block.drawnBy === "groups" ? <GroupsEditor /> : <PartFields fields={block.fields} at="" />}
    </FormSection>
  ));
  return (
    <EditingProvider value={{ form, sources, isReadOnly, focusPlace }}>
      <div className={css.form}>
        {editor.slug === "yazilar" ? <Placeholders /> : null}
        {isReadOnly ? (
          blocks
        ) : (
          <>
            <LeaveGuard isActive={form.isDirty && !form.isSaving} />
            <FormBody form={form} submitLabel={t("edit.save")} describe={(section, value) => described(t, editor, section, value, sources)} hasStickyActions>
              {blocks}
            </FormBody>
          </>
        )}
      </div>
    </EditingProvider>
  );
}

/** What a section of the document is called. */
export function sectionLabels(t: Text): Record<Section, string> {
  const own = Object.fromEntries(editorsOf(t).flatMap((editor) => editor.sections.map((section) => [section, editor.title]))) as Record<Section, string>;
  return {
    ...own,
    name: t("field.name"),
    purpose: t("field.purpose"),
    naming: t("diff.section.naming"),
    status: t("diff.section.status"),
    pending: t("diff.section.pending"),
    unit: t("diff.section.unit"),
    sources: t("block.sources"),
    forms: t("diff.section.forms"),
    rules: t("diff.section.rules"),
    stages: t("block.stages"),
    transitions: t("block.transitions"),
    outcomes: t("block.outcomes"),
    grounds: t("block.grounds"),
    closures: t("block.closures"),
    standards_note: t("block.places"),
  };
}

function missing(t: Text, editor: Editor, values: Values): Record<string, string> {
  return Object.fromEntries(missingPlaces(fieldsOf(editor), values).map((place) => [place, t("edit.missing")]));
}

function groupFault(t: Text, editor: Editor, sources: Sources): Record<string, string> {
  const groups = sources.document.target_groups as { chosen?: string[] } | undefined;
  const chosen = groups?.chosen ?? [];
  // None chosen is merely incomplete: it may be saved and is asked for before publication.
  if (!editor.sections.includes("target_groups") || chosen.length === 0) return {};
  const choices = groupChoices(sources);
  const faults = selectionFaults(chosen, selectionOf(sources.document));
  const words = faults.map((fault) => faultText(t, fault, (key) => choices.find((one) => one.value === key)?.label ?? key));
  return words.length > 0 ? { "target_groups.chosen": words.join(" ") } : {};
}

/** A section in a few words, for the choice between two versions of it. */
function described(t: Text, editor: Editor, section: string, value: unknown, sources: Sources): string {
  if (!Array.isArray(value)) return texts(value).join("; ");
  const list = fieldsOf(editor).find((field): field is ListField => field.kind === "parts" && field.name === section);
  const names = value.map((one) => (list ? nameOf(list, one as Values, sources) : texts(one)[0])).filter(Boolean);
  return `${t("edit.more", { count: value.length })}: ${names.join(", ")}`;
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return value ? [value] : [];
  if (typeof value === "number") return [String(value)];
  return value && typeof value === "object" ? Object.values(value).flatMap(texts) : [];
}
