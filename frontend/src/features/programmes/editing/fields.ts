/**
 * Editors are descriptions: which field of the definition, under which name, of which kind. One list editor and one set
 * of inputs draw them all; `fill` gives every input something to hold, `clean` gives the server what it takes.
 */
export interface Choice {
  value: string;
  label: string;
}

// A part of the document on its way through a form: its shape is what the description says.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Values = Record<string, any>;

/** Choices that depend on what stands elsewhere: in the form as it is typed, or in the rest of the document. */
export type Options = (sources: Sources) => readonly Choice[];

export interface Sources {
  /** The document, with what is typed in this form on top of it. */
  document: Values;
  /** A code list of the catalogue. */
  codes: (list: string) => readonly Choice[];
  roles: readonly Choice[];
  rights: readonly Choice[];
}

interface Common {
  /** Where it stands, from the entry (or the document) down: "label", "naming.person". */
  name: string;
  label: string;
  hint?: string;
  isRequired?: boolean;
  /** Left blank it is sent as nothing at all, not as an empty text. */
  isNullable?: boolean;
}

/** Marks an entry that has not been saved yet: its key still follows its label. Never sent. */
export const FRESH = "$new";

interface Plain<K extends string> extends Common {
  kind: K;
}

export type Field =
  | (Plain<"words"> & { byDefault?: { tr: string; en: string } })
  | Plain<"text">
  | Plain<"line">
  | Plain<"prose">
  | Plain<"date">
  | Plain<"citation">
  | (Common & { kind: "number"; min?: number; max?: number; byDefault?: number })
  | (Common & { kind: "flag"; isOnByDefault?: boolean })
  | (Common & { kind: "choice"; options: Options; byDefault?: string })
  | (Common & { kind: "choices"; options: Options; byDefault?: readonly string[] })
  | (Common & { kind: "lines"; add: string })
  | ListField;

export interface ListField extends Common {
  kind: "parts";
  fields: readonly Field[];
  /** "Faaliyet ekle". */
  add: string;
  /** What an entry without a name is called: "Yeni faaliyet". */
  fresh: string;
  empty: string;
  /** Where an entry's name stands; "key" where the key itself is chosen from a list. */
  nameAt: string;
  /** Entries of no key of their own (a form of a stage). */
  isKeyless?: boolean;
  /** Nested in an entry: smaller headings. */
  isNested?: boolean;
}

const isObject = (value: unknown): value is Values => Boolean(value) && typeof value === "object" && !Array.isArray(value);

export function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, step) => (inner && typeof inner === "object" ? (inner as Values)[step] : undefined), value);
}

/** A copy in which one place has another value; objects on the way are made where they are missing. */
export function withValue(value: Values, path: string, next: unknown): Values {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...value, [first]: next };
  const inner = value[first];
  return { ...value, [first]: withValue(isObject(inner) ? inner : {}, rest.join("."), next) };
}

function filled(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case "words":
      return { tr: "", en: "", ...(isObject(value) ? value : field.byDefault) };
    case "text":
      return { tr: "", en: "", ...(isObject(value) ? value : {}) };
    case "citation":
      return { source: "", article: "", ...(isObject(value) ? value : {}) };
    case "line":
    case "prose":
      return value ?? "";
    case "number":
      return value ?? field.byDefault ?? "";
    case "date":
      return value ?? null;
    case "flag":
      return value ?? field.isOnByDefault ?? false;
    case "choice":
      return value ?? field.byDefault ?? "";
    case "choices":
      return Array.isArray(value) ? value : [...(field.byDefault ?? [])];
    case "lines":
      return (Array.isArray(value) ? value : []).map((one) => ({ tr: "", en: "", ...(one as object) }));
    case "parts":
      return (Array.isArray(value) ? value : []).map((one) => fill(field.fields, one as Values));
  }
}

/** The value with something in every described field; what is not described is left as it is. */
export function fill(fields: readonly Field[], value: Values): Values {
  return fields.reduce((result, field) => withValue(result, field.name, filled(field, valueAt(value, field.name))), value);
}

const blankWords = (value: unknown) => !isObject(value) || !`${value.tr ?? ""}${value.en ?? ""}`.trim();

function cleaned(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case "text":
      return blankWords(value) && !field.isRequired ? null : value;
    case "citation":
      return isObject(value) && (value.source || field.isRequired) ? value : null;
    case "number":
    case "choice":
      return value === "" ? null : value;
    case "line":
      return field.isNullable && value === "" ? null : value;
    case "lines":
      return (value as unknown[]).filter((one) => !blankWords(one));
    case "parts":
      return (value as Values[]).map((one) => clean(field.fields, withoutMark(one)));
    default:
      return value;
  }
}

const withoutMark = (entry: Values): Values => Object.fromEntries(Object.entries(entry).filter(([name]) => name !== FRESH));

/** What is sent: optional texts, citations and choices that were left blank are left out. */
export function clean(fields: readonly Field[], value: Values): Values {
  return fields.reduce((result, field) => withValue(result, field.name, cleaned(field, valueAt(value, field.name))), value);
}

/** Every place of required fields that are blank, as the form names them ("activities.0.label.tr"). */
export function missingPlaces(fields: readonly Field[], value: Values, at = ""): string[] {
  return fields.flatMap((field) => {
    const place = at + field.name;
    const own = valueAt(value, field.name);
    if (field.kind === "parts") return ((own ?? []) as Values[]).flatMap((one, index) => missingPlaces(field.fields, one, `${place}.${index}.`));
    if (!field.isRequired) return [];
    if (field.kind === "words" || field.kind === "text") return isObject(own) && String(own.tr ?? "").trim() ? [] : [`${place}.tr`];
    if (field.kind === "citation") return isObject(own) && own.source ? [] : [`${place}.source`];
    if (Array.isArray(own)) return own.length > 0 ? [] : [place];
    return own === null || own === undefined || String(own).trim() === "" ? [place] : [];
  });
}

/** Place -> label, as `useServerForm` takes them. */
export function labelsOf(fields: readonly Field[], at = ""): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const field of fields) {
    const place = at + field.name;
    labels[place] = field.label;
    if (field.kind === "words" || field.kind === "text") Object.assign(labels, { [`${place}.tr`]: field.label, [`${place}.en`]: field.label });
    if (field.kind === "citation") Object.assign(labels, { [`${place}.source`]: field.label, [`${place}.article`]: field.label });
    if (field.kind === "lines") Object.assign(labels, { [`${place}.*.tr`]: field.label, [`${place}.*.en`]: field.label });
    if (field.kind === "parts") Object.assign(labels, labelsOf(field.fields, `${place}.*.`));
  }
  return labels;
}

/** What an entry is called on the screen. */
export function nameOf(field: ListField, entry: Values, sources: Sources): string {
  const own = valueAt(entry, field.nameAt);
  const text = isObject(own) ? String(own.tr ?? "") : String(own ?? "");
  const chosen = field.fields.find((one) => one.name === field.nameAt);
  if (chosen?.kind === "choice") return chosen.options(sources).find((one) => one.value === text)?.label ?? text;
  // People look for an article by its number.
  if (field.name === "articles" && entry.basis?.article) return `${entry.basis.article}. ${text}`;
  return text;
}

/** A new entry with nothing in it. */
export const blankEntry = (field: ListField): Values => ({ ...fill(field.fields, isKeyed(field) ? { key: "" } : {}), [FRESH]: true });

/** Whether entries are stored under a key made of their label. */
export const isKeyed = (field: ListField): boolean => !field.isKeyless && field.nameAt !== "key";
