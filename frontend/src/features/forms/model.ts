import { keyFrom } from "@/lib/keys";
import type { FieldKind, Form, FormField, FormGroup, FormItem, FormSection } from "@/lib/programmes";

/** Where something stands in a form: section, then item, then field of a group. An empty place is the form itself. */
export type Place = readonly number[];

export type Node = FormSection | FormItem;

/** What can be added: a question of a kind, questions that repeat, or a section. */
export type NewKind = FieldKind | "group" | "section";

export const isGroup = (item: Node): item is FormGroup => (item as FormGroup).type === "group";
const isSection = (node: Node): node is FormSection => "title" in node;
export const labelOf = (node: Node) => (isSection(node) ? node.title : node.label);

export const samePlace = (a: Place, b: Place) => a.length === b.length && a.every((step, index) => step === b[index]);

/** What stands below a place: the sections, a section's items, a group's fields; nothing below a question. */
function childrenAt(form: Form, place: Place): readonly Node[] {
  if (place.length === 0) return form.sections;
  const node = nodeAt(form, place);
  if (!node) return [];
  if (isSection(node)) return node.items ?? [];
  return isGroup(node) ? node.fields : [];
}

export function nodeAt(form: Form, place: Place): Node | undefined {
  const at = place.at(-1);
  return at === undefined ? undefined : childrenAt(form, place.slice(0, -1))[at];
}

function withChildren(form: Form, place: Place, children: readonly Node[]): Form {
  if (place.length === 0) return { ...form, sections: children as FormSection[] };
  const node = nodeAt(form, place);
  if (!node) return form;
  const next = isSection(node) ? { ...node, items: children as FormItem[] } : { ...(node as FormGroup), fields: children as FormField[] };
  return replaced(form, place, next);
}

/** Returns the form with something else at a place. */
export function replaced(form: Form, place: Place, node: Node): Form {
  const parent = place.slice(0, -1);
  return withChildren(
    form,
    parent,
    childrenAt(form, parent).map((one, index) => (index === place.at(-1) ? node : one)),
  );
}

export function removed(form: Form, place: Place): Form {
  const parent = place.slice(0, -1);
  return withChildren(
    form,
    parent,
    childrenAt(form, parent).filter((_, index) => index !== place.at(-1)),
  );
}

/** Moves something up or down among its neighbours; past the end of a section a question goes into the next one. */
export function moved(form: Form, place: Place, by: -1 | 1): { form: Form; place: Place } {
  const parent = place.slice(0, -1);
  const at = place.at(-1) ?? 0;
  const children = [...childrenAt(form, parent)];
  const node = children[at];
  const to = at + by;
  if (!node) return { form, place };
  if (to >= 0 && to < children.length) {
    children.splice(at, 1);
    children.splice(to, 0, node);
    return { form: withChildren(form, parent, children), place: [...parent, to] };
  }
  const section = parent[0];
  const next = section === undefined || parent.length !== 1 ? -1 : section + by;
  if (next < 0 || next >= form.sections.length) return { form, place };
  const target = childrenAt(form, [next]);
  const put = by < 0 ? [...target, node] : [node, ...target];
  return { form: withChildren(removed(form, place), [next], put), place: [next, by < 0 ? target.length : 0] };
}

/** Whether a question can be moved: up past the first and down past the last there is nothing. */
export function canMove(form: Form, place: Place, by: -1 | 1): boolean {
  return moved(form, place, by).form !== form;
}

/** The keys that answers are stored under: of the whole form, or of one repeated group. */
export function takenKeys(form: Form, place: Place): Set<string> {
  const group = place.length === 2 ? nodeAt(form, place) : undefined;
  if (group && !isSection(group) && isGroup(group)) return new Set(group.fields.map((one) => one.key));
  return new Set(form.sections.flatMap((section) => (section.items ?? []).map((one) => one.key)));
}

/** Adds something at the end of a place and says where it then stands. Its key comes from its label, once and for all. */
export function added(form: Form, place: Place, kind: NewKind, label: string): { form: Form; place: Place } {
  const words = { tr: label.trim() };
  let node: Node;
  if (kind === "section") {
    node = { key: keyFrom(label, new Set(form.sections.map((one) => one.key))) || "bolum", title: words, items: [] };
  } else {
    const key = keyFrom(label, takenKeys(form, place)) || "soru";
    node =
      kind === "group"
        ? { type: "group", key, label: words, item_label: { tr: label.trim() }, fields: [{ key: "ad", kind: "text", label: { tr: "Ad" } }] }
        : { key, kind, label: words };
  }
  const children = childrenAt(form, place);
  return { form: withChildren(form, place, [...children, node]), place: [...place, children.length] };
}

/** A copy beside the original, under keys of its own. */
export function duplicated(form: Form, place: Place): { form: Form; place: Place } {
  const node = nodeAt(form, place);
  const parent = place.slice(0, -1);
  const at = place.at(-1) ?? 0;
  if (!node) return { form, place };
  const copy = isSection(node) ? copyOfSection(form, node) : { ...node, key: keyFrom(node.key, takenKeys(form, parent)), feeds: null };
  if (!isSection(node) && isGroup(node)) delete (copy as { feeds?: unknown }).feeds;
  const children = [...childrenAt(form, parent)];
  children.splice(at + 1, 0, copy as Node);
  return { form: withChildren(form, parent, children), place: [...parent, at + 1] };
}

function copyOfSection(form: Form, section: FormSection): FormSection {
  const taken = takenKeys(form, []);
  const items = (section.items ?? []).map((item) => {
    const key = keyFrom(item.key, taken);
    taken.add(key);
    return isGroup(item) ? { ...item, key } : { ...item, key, feeds: null };
  });
  return { ...section, key: keyFrom(section.key, new Set(form.sections.map((one) => one.key))), items };
}

/** How many questions a form asks, those of repeated groups once. */
export function countQuestions(form: Form): number {
  return form.sections.reduce((sum, section) => sum + (section.items ?? []).reduce((all, item) => all + (isGroup(item) ? item.fields.length : 1), 0), 0);
}

/** Whether the form asks for special-category data. */
export function asksSpecial(form: Form): boolean {
  const isSpecial = (item: FormItem): boolean => (isGroup(item) ? item.fields.some(isSpecial) : item.special === true);
  return form.sections.some((section) => (section.items ?? []).some(isSpecial));
}

/** The server's path of a place: "sections.0.items.2.fields.1". */
export function dotted(place: Place): string {
  const names = ["sections", "items", "fields"];
  return place.map((step, depth) => `${names[depth] ?? ""}.${step}`).join(".");
}

/** The place that a server's path lies in, and what of it: "sections.0.items.2.label.tr" is [0, 2] and "label.tr". */
export function placeOf(path: readonly (string | number)[]): { place: Place; rest: string } {
  const names = ["sections", "items", "fields"];
  const place: number[] = [];
  let at = 0;
  while (at + 1 < path.length && path[at] === names[place.length] && Number.isInteger(Number(path[at + 1]))) {
    place.push(Number(path[at + 1]));
    at += 2;
  }
  return { place, rest: path.slice(at).join(".") };
}

/** What is sent: blank texts and empty choices left out, so that nothing is stored that says nothing. */
export function cleaned(form: Form): Form {
  return prune(form) as Form;
}

const KEPT = new Set(["sections", "fields"]);

function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prune);
  if (!value || typeof value !== "object") return value;
  const entries = Object.entries(value)
    .filter(([name]) => name !== "shown_when" || !isEmptyCondition((value as { shown_when?: unknown }).shown_when))
    .map(([name, inner]) => [name, name === "shown_when" ? inner : prune(inner)] as const)
    .filter(([name, inner]) => KEPT.has(name) || !isBlank(name, inner));
  return Object.fromEntries(entries);
}

function isBlank(name: string, value: unknown): boolean {
  if (value === null || value === undefined || value === "") return name !== "tr";
  if (value && typeof value === "object" && !Array.isArray(value)) {
    const { tr, ...others } = value as { tr?: unknown };
    // A help text or purpose whose Turkish is blank is none; a label keeps its place, so that the server can name it.
    const isOptional = name === "help" || name === "description" || name === "privacy";
    const purpose = (value as { purpose?: { tr?: string } }).purpose;
    if (name === "privacy") return !purpose?.tr && Object.values(others).every((one) => !one || typeof one === "object");
    return isOptional && !tr;
  }
  return false;
}

function isEmptyCondition(condition: unknown): boolean {
  const rules = (condition as { rules?: unknown[] } | null | undefined)?.rules;
  return !rules || rules.length === 0;
}
