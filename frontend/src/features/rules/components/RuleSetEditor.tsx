import { Button, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";

import { announce } from "@/lib/announce";
import { versionHome, type ProgrammeVersion, type RuleSet } from "@/lib/programmes";
import { useGo } from "@/lib/routing";
import { ConfirmWithReason, DataList, LeaveGuard, Notice, Panel, toastDone, useProblemText } from "@/ui";
import { newId } from "@/ui/conditions/model";

import { checkRules, type DecisionPoint, type Facts } from "../api";
import { checkable, factsOf, freeKey, fromDraft, moved, newClause, type ClauseDraft } from "../draft";
import css from "../rules.module.css";
import { useText } from "../text";
import { useRuleSetEditor, type RuleSetEditor as Editor } from "../useRuleSetEditor";
import { ClauseCard } from "./ClauseCard";
import { RulesConflict } from "./RulesConflict";
import { TryPanel, type Kind } from "./TryPanel";

interface RuleSetEditorProps {
  version: ProgrammeVersion;
  ruleSet: RuleSet;
  point: DecisionPoint;
}

/** A rule set with its clauses; beside it somebody on whom it is tried as it is written. */
export function RuleSetEditor({ version, ruleSet, point }: RuleSetEditorProps) {
  const [kind, setKind] = useState<Kind>("madeUp");
  const [facts, setFacts] = useState<Facts>({});
  const editor = useRuleSetEditor(version, ruleSet, point.fields, kind === "madeUp" ? facts : null);
  const isReadOnly = !version.can.edit.allowed;
  const { draft } = editor;
  const rulesKey = JSON.stringify(fromDraft(draft));
  const run = async (person: string, purpose: string) => (await checkRules(version.id, { rule_set: checkable(fromDraft(draft)), person, ...(purpose ? { purpose } : {}) })).answer;
  return (
    <div className={css.layout}>
      <div className={css.main}>
        <LeaveGuard isActive={editor.isDirty && !editor.saver.isSaving} />
        <Messages editor={editor} />
        <About editor={editor} version={version} point={point} isReadOnly={isReadOnly} />
        <Clauses editor={editor} version={version} point={point} isReadOnly={isReadOnly} />
        {isReadOnly ? null : <Foot editor={editor} />}
      </div>
      <div className={css.side}>
        <TryPanel fields={factsOf(draft, point.fields)} kind={kind} onKind={setKind} facts={facts} onFacts={setFacts} answer={editor.checked?.answer ?? null} run={run} rulesKey={rulesKey} />
      </div>
      {editor.theirs === undefined ? null : <RulesConflict editor={editor} version={version} point={point} />}
    </div>
  );
}

/** What has to be mended before saving, with links; takes the focus when a save was refused. */
function Messages({ editor }: { editor: Editor }) {
  const t = useText();
  const words = useProblemText();
  const { findings, hasTried, saver, restored, reset, draft } = editor;
  const box = useRef<HTMLDivElement>(null);
  const isRefused = hasTried && (findings.count > 0 || saver.problem !== null);
  useEffect(() => {
    if (isRefused) box.current?.focus();
  }, [isRefused]);
  const places = draft.clauses.flatMap((clause, index) => {
    const isWrong = (findings.conditions[clause.id] ?? []).length > 0 || Object.keys(findings.fields).some((field) => field.startsWith(`${clause.id}.`));
    return isWrong ? [{ id: `clause-${clause.id}-open`, number: index + 1 }] : [];
  });
  return (
    <>
      {restored ? (
        <Notice meaning={restored === "old" ? "attention" : "info"} actions={<Button size="sm" variant="default" onClick={reset}>{t("edit.reset")}</Button>}>
          {t(restored === "old" ? "edit.restoredOld" : "edit.restored")}
        </Notice>
      ) : null}
      {editor.isCheckFailing ? <Notice meaning="attention" title={t("edit.checkFailed")} /> : null}
      {isRefused || findings.rest.length > 0 ? (
        <div ref={box} tabIndex={-1} className={css.wrong}>
          <Notice meaning="danger" live={isRefused ? "alert" : undefined} title={findings.count > 0 ? t("edit.wrong", { count: findings.count }) : saver.problem ? words(saver.problem).title : undefined}>
            {saver.problem && findings.count === 0 ? <div>{[words(saver.problem).detail, ...saver.problem.errors.map((one) => one.message)].filter(Boolean).join(" ")}</div> : null}
            <ul>
              {findings.rest.map((one) => (
                <li key={one}>{one}</li>
              ))}
              {places.map(({ id, number }) => (
                <li key={id}>
                  <a
                    href={`#${id}`}
                    onClick={(event) => {
                      event.preventDefault();
                      document.getElementById(id)?.focus();
                    }}
                  >
                    {t("edit.wrongHere", { number })}
                  </a>
                </li>
              ))}
            </ul>
          </Notice>
        </div>
      ) : null}
    </>
  );
}

interface PartProps {
  editor: Editor;
  version: ProgrammeVersion;
  point: DecisionPoint;
  isReadOnly: boolean;
}

function About({ editor, version, point, isReadOnly }: PartProps) {
  const t = useText();
  const { draft, change, findings } = editor;
  const guarded = (version.document.transitions ?? []).filter((one) => one.guards?.includes(draft.key)).map((one) => one.label.tr);
  return (
    <Panel title={t("set.about")} actions={isReadOnly ? undefined : <Remove editor={editor} version={version} />}>
      <div className={css.stack}>
        <div className={css.pair}>
          <TextInput label={t("set.name")} disabled={isReadOnly} value={draft.label.tr} error={findings.fields["label.tr"]} onChange={(event) => change({ ...draft, label: { ...draft.label, tr: event.currentTarget.value } })} />
          <TextInput label={t("set.nameEn")} lang="en" disabled={isReadOnly} value={draft.label.en} error={findings.fields["label.en"]} onChange={(event) => change({ ...draft, label: { ...draft.label, en: event.currentTarget.value } })} />
        </div>
        <DataList
          layout="grid"
          facts={[
            { label: t("set.pointLabel"), value: point.label },
            { label: t("set.keyLabel"), value: draft.key },
            ...(point.key === "transition" ? [{ label: t("set.guards"), value: guarded.join(", "), unknown: t("set.noGuards") }] : []),
          ]}
        />
      </div>
    </Panel>
  );
}

function Remove({ editor, version }: { editor: Editor; version: ProgrammeVersion }) {
  const t = useText();
  const go = useGo();
  const [isAsked, setAsked] = useState(false);
  const { saver, draft, isDirty, reset } = editor;
  const remove = async () => {
    const saved = await saver.save((version.document.rules ?? []).filter((one) => one.key !== draft.key));
    if (!saved) return setAsked(false);
    if (isDirty) reset();
    toastDone(t("set.removed"));
    go(`${versionHome(version.programme.id, version.id)}/kurallar`);
  };
  return (
    <>
      <Button variant="subtle" color="danger" size="compact-md" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setAsked(true)}>
        {t("set.remove")}
      </Button>
      {isAsked ? (
        <ConfirmWithReason
          title={t("set.removeTitle", { name: draft.label.tr })}
          consequences={[t("set.removeWhat"), t("set.removeGuard")]}
          confirmLabel={t("set.remove")}
          isBusy={saver.isSaving}
          onConfirm={() => void remove()}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}

function Clauses({ editor, version, point, isReadOnly }: PartProps) {
  const t = useText();
  const { draft, change, findings, checked } = editor;
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(draft.clauses.length === 1 ? draft.clauses.map((one) => one.id) : []));
  const focus = useFocusAfter(draft.clauses);
  const sentences = new Map((checked?.clauses ?? []).map((one) => [one.key, one.sentence]));
  const put = (clauses: ClauseDraft[]) => change({ ...draft, clauses });
  const show = (id: string, isOpen: boolean) => setOpen(new Set(isOpen ? [...open, id] : [...open].filter((one) => one !== id)));
  const keys = draft.clauses.map((one) => one.key);
  const move = (from: number, to: number, act: "up" | "down") => {
    const id = draft.clauses[from]?.id ?? "";
    const isAtEnd = to === 0 || to === draft.clauses.length - 1;
    focus(`clause-${id}-${isAtEnd ? (act === "up" ? "down" : "up") : act}`);
    put(moved(draft.clauses, from, to));
    announce(t("clause.moved", { number: to + 1 }));
  };
  const insert = (clause: ClauseDraft, at: number) => {
    put([...draft.clauses.slice(0, at), clause, ...draft.clauses.slice(at)]);
    show(clause.id, true);
    focus(`clause-${clause.id}-open`);
    announce(t("clause.added"));
  };
  const remove = (at: number) => {
    const before = draft;
    put(draft.clauses.filter((_, index) => index !== at));
    focus("add-clause");
    toastDone(t("clause.removed", { number: at + 1 }), () => change(before));
  };
  return (
    <section aria-label={t("clause.listLabel")} className={css.stack}>
      {draft.clauses.length === 0 ? <Text c="dimmed">{t("set.noClauses")}</Text> : null}
      <ol className={css.clauses}>
        {draft.clauses.map((clause, index) => (
          <ClauseCard
            key={clause.id}
            number={index + 1}
            clause={clause}
            point={point}
            basis={version.document.legal_basis ?? []}
            sentence={sentences.get(clause.key) ?? ""}
            findings={findings}
            isOpen={open.has(clause.id)}
            isReadOnly={isReadOnly}
            acts={{
              toggle: () => show(clause.id, !open.has(clause.id)),
              up: index > 0 ? () => move(index, index - 1, "up") : null,
              down: index < draft.clauses.length - 1 ? () => move(index, index + 1, "down") : null,
              copy: () => insert({ ...clause, id: newId(), key: freeKey("madde", keys) }, index + 1),
              remove: () => remove(index),
            }}
            onChange={(next) => put(draft.clauses.map((one) => (one.id === clause.id ? next : one)))}
          />
        ))}
      </ol>
      {isReadOnly ? null : (
        <div>
          <Button id="add-clause" variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => insert(newClause(point.effects, keys), draft.clauses.length)}>
            {t("clause.add")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Gives the focus to an element once the list is drawn anew. */
function useFocusAfter(drawn: unknown): (id: string) => void {
  const wish = useRef<string | null>(null);
  useEffect(() => {
    if (wish.current) document.getElementById(wish.current)?.focus();
    wish.current = null;
  }, [drawn]);
  return (id) => {
    wish.current = id;
  };
}

function Foot({ editor }: { editor: Editor }) {
  const t = useText();
  const { isDirty, saver, save, reset } = editor;
  return (
    <div className={css.foot}>
      <Button loading={saver.isSaving} disabled={!isDirty} onClick={() => void save()}>
        {t("edit.save")}
      </Button>
      {isDirty ? (
        <Button variant="subtle" onClick={reset}>
          {t("edit.reset")}
        </Button>
      ) : null}
      <span className={css.quiet} role="status">
        {t(isDirty ? "edit.unsaved" : "edit.allSaved")}
      </span>
    </div>
  );
}
