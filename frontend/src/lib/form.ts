import { useForm, type UseFormReturnType } from "@mantine/form";
import { useDebouncedCallback } from "@mantine/hooks";
import { useId, useRef, useState, type FormEvent, type ReactNode } from "react";

import { dropDraft, keepDraft, readDraft, type Draft } from "./drafts";
import { newIntent } from "./http";
import { say } from "./i18n";
import { asProblem, type ApiProblem } from "./problems";
import { refreshReads } from "./query";

const OPTIONAL = { tr: "isteğe bağlı", en: "optional" };

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Fields = Record<string, any>;

export interface SaveContext {
  /** Send both with the write: `call("PATCH", path, { body, ...context })`. */
  idempotencyKey: string;
  ifMatch: number | null;
}

export interface ServerFormOptions<V extends Fields, R> {
  initial: V;
  /** Field -> label; "phones.*.number" for fields of repeated items. Used by the inputs and by the error summary. */
  labels: Record<string, string>;
  save: (values: V, context: SaveContext) => Promise<R>;
  onSaved?: (result: R, values: V) => void;
  /** What can be said without asking the server; it checks everything again. */
  check?: (values: V) => Record<string, string | null | undefined>;
  /** The version that was read, for records that exist already. */
  version?: number | null;
  /** Reads the record again when somebody else has saved in between. */
  latest?: () => Promise<{ values: Partial<V>; version: number }>;
  /** Keeps what is typed in this tab. Name special-category fields in `omit`. */
  draft?: { key: string; omit?: readonly (keyof V & string)[] };
  /** Addresses whose reads are out of date after saving. */
  refresh?: readonly string[];
}

export interface SummaryEntry {
  field: string;
  id: string;
  label: string;
  message: string;
}

export interface Conflict<V> {
  version: number;
  theirs: Partial<V>;
  fields: (keyof V & string)[];
}

export interface FieldProps {
  id: string;
  name: string;
  label: string;
  error: ReactNode;
  // Inputs of every kind take these; Mantine types them the same way.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  value: any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  defaultValue?: any;
  checked?: boolean;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  onChange: any;
}

export interface ServerForm<V extends Fields> {
  id: string;
  mantine: UseFormReturnType<V>;
  values: V;
  set: (path: string, value: unknown) => void;
  /** Spread into any Mantine input or field of the kit: `<TextInput {...form.field("surname")} />`. */
  field: (path: string, options?: { type?: "input" | "checkbox"; isOptional?: boolean }) => FieldProps;
  summary: SummaryEntry[];
  /** What the server said when it was about no field in particular. */
  problem: ApiProblem | null;
  isSaving: boolean;
  isDirty: boolean;
  submit: (event?: FormEvent) => void;
  conflict: Conflict<V> | null;
  resolve: (chosen: Partial<V>) => void;
  takeTheirs: () => void;
  closeConflict: () => void;
  draftFound: Draft<Partial<V>> | null;
  draftKeptAt: string | null;
  restoreDraft: () => void;
  discardDraft: () => void;
}

const differs = (a: unknown, b: unknown) => JSON.stringify(a ?? null) !== JSON.stringify(b ?? null);

function labelOf(labels: Record<string, string>, path: string): string {
  // A row that has a name of its own is called by it rather than by its number.
  const own = labels[path];
  if (own !== undefined) return own;
  const general = path.replace(/\.\d+(?=\.|$)/g, ".*");
  const label = labels[general] ?? labels[path.split(".")[0] ?? ""] ?? path;
  const index = /\.(\d+)(?:\.|$)/.exec(path)?.[1];
  return index === undefined ? label : `${label} (${Number(index) + 1})`;
}

/**
 * A form whose truth is the server's: its complaints land on the fields, a failed save keeps every value, a retry after
 * silence repeats the same intent, and a record that changed meanwhile is compared instead of overwritten.
 */
export function useServerForm<V extends Fields, R = unknown>(options: ServerFormOptions<V, R>): ServerForm<V> {
  const { labels, draft } = options;
  const id = useId();
  const intent = useRef<string | null>(null);
  const [version, setVersion] = useState<number | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [order, setOrder] = useState<string[]>([]);
  const [conflict, setConflict] = useState<Conflict<V> | null>(null);
  const [draftFound, setDraftFound] = useState(() => (draft ? readDraft<Partial<V>>(draft.key) : null));
  const [draftKeptAt, setDraftKeptAt] = useState<string | null>(null);

  const keep = useDebouncedCallback((values: V) => {
    if (draft) setDraftKeptAt(keepDraft(draft.key, values, draft.omit ?? []));
  }, 800);
  const mantine = useForm<V>({
    initialValues: options.initial,
    onValuesChange: (values) => {
      // Other words are another intent.
      intent.current = null;
      if (mantine.isDirty()) keep(values);
    },
  });

  const idOf = (path: string) => `${id}-${path.replaceAll(".", "-")}`;

  const complain = (errors: { field: string; message: string }[]) => {
    mantine.setErrors(Object.fromEntries(errors.map((one) => [one.field, one.message])));
    setOrder(errors.map((one) => one.field));
  };

  const openConflict = async (found: ApiProblem, values: V) => {
    const body = found.current as (Partial<V> & { version?: number }) | null;
    const now = body?.version !== undefined ? { values: body, version: body.version } : await options.latest?.();
    if (!now) return setProblem(found);
    const fields = Object.keys(values).filter((name) => name in now.values && differs(now.values[name], values[name]));
    setConflict({ version: now.version, theirs: now.values, fields });
  };

  const fail = async (error: unknown, values: V) => {
    const found = asProblem(error);
    if (!found.isUnanswered) intent.current = null;
    if (found.isStale) return openConflict(found, values);
    const known = found.errors.filter((one) => one.field && one.field !== "non_field");
    complain(known.map((one) => ({ field: one.field ?? "", message: [one.message, one.remedy].filter(Boolean).join(" ") })));
    setProblem(known.length > 0 && known.length === found.errors.length ? null : found);
  };

  const run = async (values: V, ifMatch: number | null) => {
    setProblem(null);
    const early = Object.entries(options.check?.(values) ?? {}).flatMap(([field, message]) => (message ? [{ field, message }] : []));
    complain(early);
    if (early.length > 0) return;
    setSaving(true);
    intent.current ??= newIntent();
    try {
      const result = await options.save(values, { idempotencyKey: intent.current, ifMatch });
      intent.current = null;
      keep.cancel();
      if (draft) dropDraft(draft.key);
      setDraftFound(null);
      setDraftKeptAt(null);
      mantine.resetDirty(values);
      await refreshReads(options.refresh ?? []);
      options.onSaved?.(result, values);
    } catch (error) {
      await fail(error, values);
    } finally {
      setSaving(false);
    }
  };
  const expected = version ?? options.version ?? null;

  return {
    id,
    mantine,
    values: mantine.values,
    set: (path, value) => mantine.setFieldValue(path as never, value as never),
    field: (path, { type = "input", isOptional = false } = {}) => ({
      value: undefined,
      ...mantine.getInputProps(path as never, { type }),
      id: idOf(path),
      name: path,
      label: isOptional ? `${labelOf(labels, path)} (${say(OPTIONAL)})` : labelOf(labels, path),
      error: mantine.errors[path] ?? null,
    }),
    summary: order.flatMap((field) => {
      const message = mantine.errors[field];
      return message ? [{ field, id: idOf(field), label: labelOf(labels, field), message: String(message) }] : [];
    }),
    problem,
    isSaving,
    isDirty: mantine.isDirty(),
    submit: (event) => {
      event?.preventDefault();
      if (!isSaving) void run(mantine.getValues(), expected);
    },
    conflict,
    resolve: (chosen) => {
      if (!conflict) return;
      const next = { ...mantine.getValues(), ...chosen };
      mantine.setValues(next as never);
      setVersion(conflict.version);
      setConflict(null);
      void run(next, conflict.version);
    },
    takeTheirs: () => {
      if (!conflict) return;
      const next = { ...mantine.getValues(), ...conflict.theirs };
      mantine.setValues(next as never);
      mantine.resetDirty(next);
      setVersion(conflict.version);
      setConflict(null);
    },
    closeConflict: () => setConflict(null),
    draftFound,
    draftKeptAt,
    restoreDraft: () => {
      if (draftFound) mantine.setValues(draftFound.values as never);
      setDraftFound(null);
    },
    discardDraft: () => {
      if (draft) dropDraft(draft.key);
      setDraftFound(null);
    },
  };
}
