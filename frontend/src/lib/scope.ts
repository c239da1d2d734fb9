import { useSyncExternalStore } from "react";

/**
 * The unit and programme a person works in at the moment, chosen in the top bar. It narrows lists, it grants nothing.
 * Kept for the tab only.
 */
export interface Scope {
  unit: string | null;
  programme: string | null;
}

const KEY = "omuz.scope";
const EVERYTHING: Scope = { unit: null, programme: null };
const listeners = new Set<() => void>();

function load(): Scope {
  try {
    return { ...EVERYTHING, ...(JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Partial<Scope>) };
  } catch {
    return EVERYTHING;
  }
}

let scope = load();

export function setScope(next: Partial<Scope>): void {
  scope = { ...scope, ...next };
  sessionStorage.setItem(KEY, JSON.stringify(scope));
  listeners.forEach((listener) => listener());
}

export function useScope(): Scope & { params: { unit?: string; programme?: string } } {
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => scope,
  );
  return { ...current, params: { unit: current.unit ?? undefined, programme: current.programme ?? undefined } };
}
