import type { Clause, EffectKind, RuleSet, Words } from "@/lib/programmes";
import { fromBuilder, toBuilder, usedFacts } from "@/ui/conditions/convert";
import { newGroup, newId, type BuilderField, type BuilderGroup } from "@/ui/conditions/model";

export interface ClauseDraft {
  id: string;
  key: string;
  condition: BuilderGroup;
  effect: { kind: EffectKind; value: string; points: number | "" };
  message: { tr: string; en: string };
  source: string;
  article: string;
  capability: string | null;
}

/** A rule set while it is edited: nothing missing, nothing in the shape of storage. */
export interface RuleSetDraft {
  key: string;
  point: string;
  label: { tr: string; en: string };
  clauses: ClauseDraft[];
}

const bothWords = (words: Words) => ({ tr: words.tr, en: words.en ?? "" });
const asWords = (words: { tr: string; en: string }): Words => (words.en.trim() ? { tr: words.tr, en: words.en } : { tr: words.tr });

export function toDraft(ruleSet: RuleSet): RuleSetDraft {
  return { key: ruleSet.key, point: ruleSet.point, label: bothWords(ruleSet.label), clauses: (ruleSet.clauses ?? []).map(toClauseDraft) };
}

function toClauseDraft(clause: Clause): ClauseDraft {
  return {
    id: newId(),
    key: clause.key,
    condition: toBuilder(clause.condition),
    effect: { kind: clause.effect.kind, value: clause.effect.value ?? "", points: clause.effect.points ?? "" },
    message: bothWords(clause.message),
    source: clause.basis?.source ?? "",
    article: clause.basis?.article ?? "",
    capability: clause.capability ?? null,
  };
}

const VALUED = new Set<EffectKind>(["add", "remove", "limit"]);
const COUNTED = new Set<EffectKind>(["points", "limit"]);
export const takesValue = (kind: EffectKind) => VALUED.has(kind);
export const takesPoints = (kind: EffectKind) => COUNTED.has(kind);

/** What is stored: only what an effect of its kind takes, no empty basis, no empty English. */
export function fromDraft(draft: RuleSetDraft): RuleSet {
  const shown = { key: draft.key, point: draft.point, label: asWords(draft.label) };
  return draft.clauses.length > 0 ? { ...shown, clauses: draft.clauses.map(fromClauseDraft) } : shown;
}

function fromClauseDraft(draft: ClauseDraft): Clause {
  const { kind, value, points } = draft.effect;
  return {
    key: draft.key,
    condition: fromBuilder(draft.condition),
    effect: { kind, ...(takesValue(kind) && value ? { value } : {}), ...(takesPoints(kind) && points !== "" ? { points } : {}) },
    message: asWords(draft.message),
    ...(draft.source ? { basis: draft.article.trim() ? { source: draft.source, article: draft.article.trim() } : { source: draft.source } } : {}),
    ...(draft.capability ? { capability: draft.capability } : {}),
  };
}

/** What is empty in words, for which the server would read nothing else of the rule set. */
export function emptyPlaces(ruleSet: RuleSet): string[] {
  const empty = (ruleSet.clauses ?? []).flatMap((clause, index) => (clause.message.tr.trim() ? [] : [`clauses.${index}.message.tr`]));
  return ruleSet.label.tr.trim() ? empty : ["label.tr", ...empty];
}

/** The rule set with its empty words filled, so that the rest can be checked while they are still to be written. */
export function checkable(ruleSet: RuleSet): RuleSet {
  const fill = (words: Words): Words => (words.tr.trim() ? words : { ...words, tr: "…" });
  const shown = { ...ruleSet, label: fill(ruleSet.label) };
  return ruleSet.clauses ? { ...shown, clauses: ruleSet.clauses.map((clause) => ({ ...clause, message: fill(clause.message) })) } : shown;
}

/** A key that no other entry has: "madde_3". Keys are stored in cases, so they never change afterwards. */
export function freeKey(stem: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

const LETTERS: Record<string, string> = { ç: "c", ğ: "g", ı: "i", ö: "o", ş: "s", ü: "u", â: "a", î: "i", û: "u" };

/** "Başvuru uygunluğu" -> "basvuru_uygunlugu"; empty where nothing of the name can be used. */
export function keyOf(name: string): string {
  const plain = name.toLocaleLowerCase("tr").replace(/[çğıöşüâîû]/g, (letter) => LETTERS[letter] ?? letter);
  return plain
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "")
    .slice(0, 48);
}

export function newClause(kinds: readonly EffectKind[], taken: readonly string[]): ClauseDraft {
  return {
    id: newId(),
    key: freeKey("madde", taken),
    condition: newGroup(),
    effect: { kind: kinds[0] ?? "require", value: "", points: "" },
    message: { tr: "", en: "" },
    source: "",
    article: "",
    capability: null,
  };
}

/** The facts that any clause asks about, in the order of the catalogue: what a person has to be made up of. */
export function factsOf(draft: RuleSetDraft, fields: readonly BuilderField[]): BuilderField[] {
  const names = new Set(draft.clauses.flatMap((clause) => [...usedFacts(clause.condition)]));
  return fields.filter((field) => names.has(field.name));
}

export const sameRules = (a: RuleSet, b: RuleSet) => JSON.stringify(fromDraft(toDraft(a))) === JSON.stringify(fromDraft(toDraft(b)));

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(to, 0, one);
  return next;
}
