/**
 * Unfinished forms, kept in the tab only (sessionStorage): they survive a reload, not the tab, and sign-out clears
 * them. A form with special-category fields names those in `omit`.
 */
export interface Draft<V> {
  at: string;
  values: V;
}

const keyOf = (key: string) => `omuz.draft.${key}`;

export function readDraft<V>(key: string): Draft<V> | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(key)) ?? "null") as Draft<V> | null;
  } catch {
    return null;
  }
}

export function keepDraft<V extends object>(key: string, values: V, omit: readonly string[]): string | null {
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !omit.includes(name)));
  const at = new Date().toISOString();
  try {
    sessionStorage.setItem(keyOf(key), JSON.stringify({ at, values: kept }));
    return at;
  } catch {
    return null;
  }
}

export function dropDraft(key: string): void {
  sessionStorage.removeItem(keyOf(key));
}
