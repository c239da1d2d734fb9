import { useSyncExternalStore } from "react";

/** Why the server turned a request away at the door, before anything of it was done. */
export type Closed = "maintenance" | "municipality_not_active";

const CODES: readonly string[] = ["maintenance", "municipality_not_active"];
const LONGEST_PAUSE_S = 60;
const waiting = new Map<symbol, Closed>();
const listeners = new Set<() => void>();

function tell(): void {
  listeners.forEach((listener) => listener());
}

/** The reason in a 503 of the door, or null for every other answer. The body stays unread for whoever comes next. */
export async function closedBecause(response: Response): Promise<Closed | null> {
  if (response.status !== 503 || !(response.headers.get("content-type") ?? "").includes("json")) return null;
  const body = (await response.clone().json().catch(() => ({}))) as { code?: string };
  return CODES.includes(body.code ?? "") ? (body.code as Closed) : null;
}

/** Waits as long as the server asked for; ends early, with the abort's reason, when nobody wants the answer any more. */
export function pauseFor(response: Response, signal: AbortSignal): Promise<void> {
  const asked = Number(response.headers.get("retry-after") ?? "");
  const seconds = Math.min(Math.max(Number.isFinite(asked) ? asked : 5, 1), LONGEST_PAUSE_S);
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, seconds * 1000);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

/** Shows the notice until the returned function is called. */
export function beginWaiting(reason: Closed): () => void {
  const key = Symbol(reason);
  waiting.set(key, reason);
  tell();
  return () => {
    waiting.delete(key);
    tell();
  };
}

/** Why requests wait at this moment, null when none does. */
export function useClosed(): Closed | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => [...waiting.values()].at(-1) ?? null,
  );
}
