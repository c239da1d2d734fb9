import { createContext, useContext } from "react";

import type { ServerForm } from "@/lib/form";

import { FRESH, type Sources, type Values } from "../editing/fields";
import { countOf, keyFrom } from "@/lib/keys";

/** What every input of an editor needs to know; given once by the form around them. */
export interface Editing {
  form: ServerForm<Values>;
  sources: Sources;
  isReadOnly: boolean;
  /** The place that a link led to ("stages.2.label"); what holds it is open from the start. */
  focusPlace: string;
}

const EditingContext = createContext<Editing | null>(null);
export const EditingProvider = EditingContext.Provider;

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error("An input of an editor was drawn outside its form");
  return editing;
}

/** The key of an entry that still follows its label: what it becomes, or null where it stays as it is. */
export function keyAfter(entry: Values, label: string, siblings: readonly Values[], values: Values): string | null {
  if (!entry[FRESH]) return null;
  const key = String(entry.key ?? "");
  // Something in this form already points at it.
  if (key && countOf(key, values) > 1) return null;
  const taken = new Set(siblings.filter((one) => one !== entry).map((one) => String(one.key ?? "")));
  const next = keyFrom(label, taken);
  return next === key ? null : next;
}
