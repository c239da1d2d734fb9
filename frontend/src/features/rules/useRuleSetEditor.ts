import { useDebouncedCallback, useDebouncedValue } from "@mantine/hooks";
import { useEffect, useMemo, useRef, useState } from "react";

import { announce } from "@/lib/announce";
import { dropDraft, keepDraft, readDraft } from "@/lib/drafts";
import { useSaveSection, type ProgrammeVersion, type RuleSet, type SectionSaver } from "@/lib/programmes";
import { toastDone } from "@/ui";
import type { BuilderField } from "@/ui/conditions/model";

import { checkRules, useCheck, type Checked, type Facts, type RuleFinding } from "./api";
import { checkable, emptyPlaces, factsOf, fromDraft, sameRules, toDraft, type RuleSetDraft } from "./draft";
import { placeFindings, type PlacedFindings } from "./findings";
import { useText } from "./text";

interface Kept {
  draft: RuleSetDraft;
  /** What the draft began from. */
  base: RuleSet;
}

export interface RuleSetEditor {
  draft: RuleSetDraft;
  change: (next: RuleSetDraft) => void;
  isDirty: boolean;
  /** Unfinished work of this tab was opened; "old" where the saved rules have changed since. */
  restored: "fresh" | "old" | null;
  reset: () => void;
  findings: PlacedFindings;
  checked: Checked | null;
  isCheckFailing: boolean;
  hasTried: boolean;
  save: () => Promise<boolean>;
  saver: SectionSaver<"rules">;
  /** The rule set as somebody else saved it meanwhile; undefined: no conflict, null: deleted. */
  theirs: RuleSet | null | undefined;
  keepMine: () => Promise<void>;
  takeTheirs: () => void;
  /** Back to editing; the next save asks again. */
  decideLater: () => void;
}

const replaced = (rules: readonly RuleSet[] | undefined, mine: RuleSet): RuleSet[] => {
  const list = rules ?? [];
  return list.some((one) => one.key === mine.key) ? list.map((one) => (one.key === mine.key ? mine : one)) : [...list, mine];
};

/** Only what can be a value of its fact: a date that is still being typed is not sent. */
export function sendable(facts: Facts, fields: readonly BuilderField[]): Facts {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = facts[field.name];
      if (value === undefined || value === null || value === "") return [];
      if (field.factType === "date" && !/^\d{4}-\d{2}-\d{2}$/.test(String(value))) return [];
      if (field.factType === "records" && Array.isArray(value)) return [[field.name, value.map((one) => sendable(one as Facts, field.fields ?? []))]];
      return [[field.name, value]];
    }),
  );
}

/** A rule set while it is edited: kept in the tab, checked as it is typed, saved with the rest of the rules as they are. */
export function useRuleSetEditor(version: ProgrammeVersion, base: RuleSet, fields: readonly BuilderField[], facts: Facts | null): RuleSetEditor {
  const t = useText();
  const draftKey = `rules.${version.id}.${base.key}`;
  const [kept] = useState(() => readDraft<Kept>(draftKey)?.values ?? null);
  const [draft, setDraft] = useState(() => kept?.draft ?? toDraft(base));
  const [baseline, setBaseline] = useState(base);
  const [restored, setRestored] = useState<"fresh" | "old" | null>(() => (kept ? (sameRules(kept.base, base) ? "fresh" : "old") : null));
  const [hasTried, setTried] = useState(false);
  const [isLater, setLater] = useState(false);
  const saver = useSaveSection(version, "rules");
  const stored = useMemo(() => fromDraft(draft), [draft]);
  const isDirty = !sameRules(stored, baseline);

  const keep = useDebouncedCallback((next: RuleSetDraft) => void keepDraft(draftKey, { draft: next, base: baseline } satisfies Kept, []), 600);
  const change = (next: RuleSetDraft) => {
    setDraft(next);
    keep(next);
  };
  const settle = (next: RuleSet, drawn: RuleSetDraft | null) => {
    keep.cancel();
    dropDraft(draftKey);
    setBaseline(next);
    if (drawn) setDraft(drawn);
    setRestored(null);
    setTried(false);
  };
  // Somebody else's change is followed while nothing of one's own would be lost.
  useEffect(() => {
    if (!isDirty && !sameRules(base, baseline)) {
      setBaseline(base);
      setDraft(toDraft(base));
    }
  }, [base, baseline, isDirty]);

  const [asked] = useDebouncedValue(JSON.stringify({ rule_set: checkable(stored), ...(facts ? { facts: sendable(facts, factsOf(draft, fields)) } : {}) }), 350);
  const check = useCheck(version.id, useMemo(() => JSON.parse(asked), [asked]));
  const found = useMemo<RuleFinding[]>(() => {
    const refused = check.error?.errors ?? [];
    const said: RuleFinding[] = check.error ? refused.map(({ field, code, message, remedy }) => ({ place: field ?? "", code, message, remedy: remedy ?? "", weight: "error" })) : (check.data?.findings ?? []);
    return [...emptyPlaces(stored).map((place): RuleFinding => ({ place, code: "missing", message: t("edit.empty"), remedy: "", weight: "error" })), ...said];
  }, [check.error, check.data, stored, t]);
  const findings = useMemo(() => placeFindings(found, draft, hasTried), [found, draft, hasTried]);
  useAnnounced(findings.count);

  const write = async (rules: RuleSet[]): Promise<boolean> => {
    const saved = await saver.save(rules);
    if (!saved) return false;
    settle(stored, null);
    toastDone(t("edit.saved"));
    return true;
  };
  const save = async () => {
    setTried(true);
    setLater(false);
    if (emptyPlaces(stored).length > 0) return false;
    const now = await checkRules(version.id, { rule_set: stored }).catch(() => null);
    if (now?.findings.some((one) => one.weight === "error")) return false;
    return write(replaced(version.document.rules, stored));
  };

  const theirs = saver.conflict ? (saver.conflict.theirs?.find((one) => one.key === base.key) ?? null) : undefined;
  const keepMine = async () => {
    const rules = saver.takeTheirs();
    await write(replaced(rules, stored));
  };
  // They changed another rule set: nothing of theirs is overwritten by ours.
  const isElsewhere = Boolean(theirs && sameRules(theirs, baseline));
  const merge = useRef(keepMine);
  merge.current = keepMine;
  useEffect(() => {
    if (isElsewhere) void merge.current();
  }, [isElsewhere]);

  return {
    draft,
    change,
    isDirty,
    restored,
    reset: () => settle(base, toDraft(base)),
    findings,
    checked: check.data ?? null,
    isCheckFailing: Boolean(check.error && check.error.errors.length === 0),
    hasTried,
    save,
    saver,
    theirs: isElsewhere || isLater ? undefined : theirs,
    keepMine,
    takeTheirs: () => {
      const rules = saver.takeTheirs();
      const set = rules?.find((one) => one.key === base.key);
      if (set) settle(set, toDraft(set));
    },
    decideLater: () => setLater(true),
  };
}

/** How many problems there are now, said when it changes. */
function useAnnounced(count: number) {
  const t = useText();
  const before = useRef(0);
  useEffect(() => {
    if (before.current === count) return;
    before.current = count;
    announce(count > 0 ? t("edit.announced", { count }) : t("edit.announcedNone"));
  }, [count, t]);
}
