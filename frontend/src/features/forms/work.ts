import { useEffect, useReducer, useState } from "react";

import { dropDraft, keepDraft, readDraft } from "@/lib/drafts";
import type { Form } from "@/lib/programmes";

import type { Place } from "./model";

interface State {
  form: Form;
  selected: Place;
  past: Form[];
  future: Form[];
}

type Act = { do: "change"; form: Form; selected?: Place } | { do: "select"; selected: Place } | { do: "undo" } | { do: "redo" } | { do: "replace"; form: Form };

const REMEMBERED = 100;

export function reduce(state: State, act: Act): State {
  if (act.do === "select") return { ...state, selected: act.selected };
  if (act.do === "replace") return { form: act.form, selected: [], past: [], future: [] };
  if (act.do === "change") return { form: act.form, selected: act.selected ?? state.selected, past: [...state.past, state.form].slice(-REMEMBERED), future: [] };
  const [from, to] = act.do === "undo" ? [state.past, state.future] : [state.future, state.past];
  const form = from.at(-1);
  if (!form) return state;
  const left = from.slice(0, -1);
  const kept = [...to, state.form];
  // What is undone may have been a part that is chosen: the form itself is always there.
  return act.do === "undo" ? { form, selected: [], past: left, future: kept } : { form, selected: [], past: kept, future: left };
}

/**
 * A form while it is built: what is chosen, undo and redo, and a copy in this tab until it is saved, so that neither a
 * reload nor a failed save loses what was done.
 */
export function useFormWork(versionId: string, stored: Form, isReadOnly: boolean) {
  const key = `forms.${versionId}.${stored.key}`;
  const [state, act] = useReducer(reduce, { form: stored, selected: [], past: [], future: [] });
  const [saved, setSaved] = useState(stored);
  const [found, setFound] = useState(() => (isReadOnly ? null : readDraft<{ form: Form }>(key)));
  const isDirty = JSON.stringify(state.form) !== JSON.stringify(saved);
  useEffect(() => {
    if (isReadOnly || found) return;
    if (isDirty) keepDraft(key, { form: state.form }, []);
    else dropDraft(key);
  }, [isReadOnly, found, isDirty, key, state.form]);
  return {
    ...state,
    act,
    isDirty,
    kept: found && JSON.stringify(found.values.form) !== JSON.stringify(stored) ? found : null,
    restore: () => {
      if (found) act({ do: "change", form: found.values.form, selected: [] });
      setFound(null);
    },
    forget: () => {
      dropDraft(key);
      setFound(null);
    },
    /** What stands on the server now. */
    settle: (form: Form) => setSaved(form),
  };
}
