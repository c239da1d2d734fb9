import { isShown } from "./engine";
import type { Answers, Path, Schema, SchemaObject } from "./types";

/** A question of a compiled form: where it stands and what its answer has to look like. */
export interface Question {
  key: string;
  /** The key of its group, or "". */
  group: string;
  schema: SchemaObject;
}

const asObject = (schema: Schema | undefined): SchemaObject => (typeof schema === "object" ? schema : {});
const known = new WeakMap<SchemaObject, Map<string, Question>>();

export const isGroup = (schema: SchemaObject): boolean => schema["x-omuz"]?.kind === "group";

/** The questions of one level, those that are shown under a condition included, in the order of the form. */
function properties(schema: SchemaObject): [string, SchemaObject][] {
  const found: Record<string, Schema> = Object.assign({}, schema.properties, ...(schema.allOf ?? []).map((part) => asObject(part).then?.properties ?? {}));
  return (schema.propertyNames?.enum ?? []).flatMap((key) => (Object.hasOwn(found, key) ? [[key, asObject(found[key])] as [string, SchemaObject]] : []));
}

/** Every question and group of a form by its place ("children", "children.name"), in the order of the form. */
export function questionsOf(schema: SchemaObject): Map<string, Question> {
  const before = known.get(schema);
  if (before) return before;
  const all = new Map<string, Question>();
  for (const [key, question] of properties(schema)) {
    all.set(key, { key, group: "", schema: question });
    if (!isGroup(question)) continue;
    for (const [inner, own] of properties(asObject(question.items))) all.set(`${key}.${inner}`, { key: inner, group: key, schema: own });
  }
  known.set(schema, all);
  return all;
}

/** The place of a question, whichever entry of a group it was answered in. */
export const generalPlace = (path: Path): string => path.filter((step) => typeof step === "string").join(".");

/** The keys of the questions and groups that are shown under some answers, in the order of the form. */
export function shownKeys(schema: SchemaObject, answers: Answers): string[] {
  return properties(schema).flatMap(([key]) => (isShown(schema, key, answers) ? [key] : []));
}

/**
 * The form with only these questions. RJSF is never handed a conditional one: it would empty what it hides. Conditions
 * inside the entries of a group stay, RJSF answers them entry by entry.
 */
export function narrowed(schema: SchemaObject, keys: readonly string[]): SchemaObject {
  const all = properties(schema).filter(([key]) => keys.includes(key));
  const demanded = [schema.required ?? [], ...(schema.allOf ?? []).map((part) => asObject(part).then?.required ?? [])].flat();
  return {
    title: schema.title,
    type: "object",
    properties: Object.fromEntries(all),
    required: demanded.filter((key) => keys.includes(key)),
    $defs: schema.$defs,
  };
}
