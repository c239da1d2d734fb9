import { Button, SegmentedControl, Text } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp, IconDeviceFloppy } from "@tabler/icons-react";
import { useState } from "react";

import { announce } from "@/lib/announce";
import { formatDateTime } from "@/lib/dates";
import { useSaveSection, type Form, type ProgrammeVersion } from "@/lib/programmes";
import { useParam } from "@/lib/routing";
import { LeaveGuard, NotFoundState, Notice, Panel, toastDone, useProblemText, VersionFrame } from "@/ui";

import { placed, refused, useFacts, usePreview, type Preview as Read } from "../api";
import { AddDialog } from "../components/AddDialog";
import { Outline, nameOf } from "../components/Outline";
import { PartEditor } from "../components/PartEditor";
import { Preview } from "../components/Preview";
import css from "../forms.module.css";
import { added, cleaned, dotted, duplicated, isGroup, moved, nodeAt, removed, replaced, samePlace, type Place } from "../model";
import { useText } from "../text";
import { useFormWork } from "../work";

export default function FormBuilder() {
  const formKey = useParam("formKey");
  return (
    <VersionFrame tab="forms" isEditor hasNext={false}>
      {(version) => {
        const stored = version.document.forms?.find((one) => one.key === formKey);
        return stored ? <Builder key={`${version.id}.${formKey}`} version={version} stored={stored} /> : <NotFoundState />;
      }}
    </VersionFrame>
  );
}

function Builder({ version, stored }: { version: ProgrammeVersion; stored: Form }) {
  const t = useText();
  const words = useProblemText();
  const isReadOnly = !version.can.edit.allowed;
  const work = useFormWork(version.id, stored, isReadOnly);
  const saver = useSaveSection(version, "forms");
  const preview = usePreview(version.id, work.form);
  const facts = useFacts(preview.data);
  const [tab, setTab] = useState("edit");
  const [adding, setAdding] = useState<{ place: Place; what: "question" | "section" } | null>(null);
  const { form, selected, act } = work;

  const index = (version.document.forms ?? []).findIndex((one) => one.key === stored.key);
  const problems = placed([...(preview.data?.findings ?? []), ...refused(saver.problem, index)]);
  const node = nodeAt(form, selected);
  const own = problems.filter((one) => samePlace(one.place, selected));

  const put = async (write: () => Promise<ProgrammeVersion | null>) => {
    const saved = await write();
    const now = saved?.document.forms?.find((one) => one.key === stored.key);
    if (!now) return;
    work.settle(form);
    toastDone(t("build.saved"));
  };
  const save = () => put(() => saver.save((version.document.forms ?? []).map((one) => (one.key === stored.key ? cleaned(form) : one))));
  const keepMine = () => {
    const theirs = saver.conflict?.theirs ?? [];
    saver.takeTheirs();
    const mine = cleaned(form);
    return put(() => saver.save(theirs.some((one) => one.key === mine.key) ? theirs.map((one) => (one.key === mine.key ? mine : one)) : [...theirs, mine]));
  };
  const takeTheirs = () => {
    const theirs = saver.takeTheirs()?.find((one) => one.key === stored.key);
    if (!theirs) return;
    act({ do: "replace", form: theirs });
    work.settle(theirs);
  };
  const drop = (place: Place) => {
    const gone = nodeAt(form, place);
    act({ do: "change", form: removed(form, place), selected: place.slice(0, -1) });
    if (gone) announce(t("build.undoHint", { label: nameOf(gone) }));
  };
  const isInGroup = (place: Place) => {
    const found = nodeAt(form, place);
    return found !== undefined && !("title" in found) && isGroup(found);
  };

  return (
    <>
      <LeaveGuard isActive={work.isDirty && !isReadOnly} />
      {work.kept ? (
        <Notice meaning="info" actions={<Kept onRestore={work.restore} onDrop={work.forget} />}>
          {t("build.kept", { at: formatDateTime(work.kept.at) })}
        </Notice>
      ) : null}
      {saver.conflict ? (
        <Notice meaning="attention" live="alert" title={t("build.conflict")} actions={<Choice onMine={() => void keepMine()} onTheirs={takeTheirs} />}>
          {t("build.conflictHint")}
        </Notice>
      ) : null}
      {saver.problem ? (
        <Notice meaning="danger" live="alert" title={words(saver.problem).title}>
          {words(saver.problem).detail}
          {problems.length > 0 ? (
            <ul>
              {problems
                .filter((one) => one.weight === "error")
                .map((one, at) => (
                  <li key={at}>
                    <a
                      href={`#${dotted(one.place)}`}
                      onClick={(event) => {
                        event.preventDefault();
                        act({ do: "select", selected: one.place });
                      }}
                    >
                      {placeName(form, one.place)}
                    </a>
                    : {one.message}
                  </li>
                ))}
            </ul>
          ) : null}
        </Notice>
      ) : null}
      <div className={css.bar}>
        <SegmentedControl
          className={css.switch}
          aria-label={`${t("build.edit")} / ${t("build.preview")}`}
          value={tab}
          onChange={setTab}
          data={[
            { value: "edit", label: t("build.edit") },
            { value: "preview", label: t("build.preview") },
          ]}
        />
        {isReadOnly ? null : (
          <>
            <Button variant="default" leftSection={<IconArrowBackUp size={18} aria-hidden />} disabled={work.past.length === 0} onClick={() => act({ do: "undo" })}>
              {t("build.undo")}
            </Button>
            <Button variant="default" leftSection={<IconArrowForwardUp size={18} aria-hidden />} disabled={work.future.length === 0} onClick={() => act({ do: "redo" })}>
              {t("build.redo")}
            </Button>
            <Button leftSection={<IconDeviceFloppy size={18} aria-hidden />} loading={saver.isSaving} disabled={!work.isDirty} onClick={() => void save()}>
              {t("build.save")}
            </Button>
            <Text size="sm" c="dimmed" role="status">
              {work.isDirty ? t("build.unsaved") : t("build.allSaved")}
            </Text>
          </>
        )}
      </div>
      <div className={css.layout} data-tab={tab}>
        {tab === "edit" ? (
          <>
            <Panel>
              <Outline
                form={form}
                selected={selected}
                problems={problems}
                isReadOnly={isReadOnly}
                onSelect={(place) => act({ do: "select", selected: place })}
                onMove={(place, by) => {
                  const next = moved(form, place, by);
                  act({ do: "change", form: next.form, selected: next.place });
                }}
                onCopy={(place) => {
                  const next = duplicated(form, place);
                  act({ do: "change", form: next.form, selected: next.place });
                }}
                onDelete={drop}
                onAdd={(place, what) => setAdding({ place, what })}
              />
            </Panel>
            <Panel title={node ? nameOf(node) || t("build.editing") : t("build.form")}>
              <PartEditor
                key={selected.join(".")}
                form={form}
                place={selected}
                node={node}
                document={version.document}
                problems={own}
                facts={factsAt(facts, form, selected)}
                isReadOnly={isReadOnly}
                onForm={(next) => act({ do: "change", form: next })}
                onNode={(next) => act({ do: "change", form: replaced(form, selected, next) })}
              />
            </Panel>
          </>
        ) : (
          <Preview read={preview.data} />
        )}
      </div>
      {adding ? (
        <AddDialog
          what={adding.what}
          isInGroup={isInGroup(adding.place)}
          onClose={() => setAdding(null)}
          onAdd={(label, kind) => {
            const next = added(form, adding.place, kind, label);
            act({ do: "change", form: next.form, selected: next.place });
            setAdding(null);
          }}
        />
      ) : null}
    </>
  );
}

/** Inside a repeated group conditions ask the item's own answers, elsewhere the form's. */
function factsAt(facts: Pick<Read, "fields" | "group_fields">, form: Form, place: Place) {
  const group = place.length === 3 ? nodeAt(form, place.slice(0, 2)) : undefined;
  return group ? (facts.group_fields[group.key] ?? []) : facts.fields;
}

function placeName(form: Form, place: Place): string {
  const node = nodeAt(form, place);
  return node ? nameOf(node) || node.key : form.title.tr;
}

function Kept({ onRestore, onDrop }: { onRestore: () => void; onDrop: () => void }) {
  const t = useText();
  return (
    <>
      <Button size="sm" onClick={onRestore}>
        {t("build.restore")}
      </Button>
      <Button size="sm" variant="default" onClick={onDrop}>
        {t("build.drop")}
      </Button>
    </>
  );
}

function Choice({ onMine, onTheirs }: { onMine: () => void; onTheirs: () => void }) {
  const t = useText();
  return (
    <>
      <Button size="sm" onClick={onMine}>
        {t("build.keepMine")}
      </Button>
      <Button size="sm" variant="default" onClick={onTheirs}>
        {t("build.takeTheirs")}
      </Button>
    </>
  );
}
