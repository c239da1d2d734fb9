import { REQUEST_TIMEOUT_MS } from "@/config/app";

import { currentLanguage } from "./i18n";
import { beginWaiting, closedBecause, pauseFor } from "./maintenance";
import { ApiProblem } from "./problems";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Django's cookie, with or without the prefix that pins it to the host. */
export function csrfToken(): string {
  return /(?:^|;\s*)(?:__Host-|__Secure-)?omuz_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

/** A key for one intent: made when the user acts, sent again unchanged when the same act is retried. */
export function newIntent(): string {
  return crypto.randomUUID();
}

/**
 * `fetch` with what every request of Omuz carries: language, CSRF token, a time limit.
 * Throws ApiProblem when nothing answered; any answer, good or bad, is returned. While a municipality is being
 * maintained the answer is waited for: what was typed stays, and the screen goes on by itself.
 */
export async function send(request: Request): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set("Accept-Language", currentLanguage());
  if (!headers.has("Accept")) headers.set("Accept", "application/json, application/problem+json");
  if (!SAFE.has(request.method)) {
    headers.set("X-CSRFToken", csrfToken());
    if (request.method === "POST" && !headers.has("Idempotency-Key")) headers.set("Idempotency-Key", newIntent());
  }
  let endWaiting: (() => void) | undefined;
  try {
    for (;;) {
      const response = await attempt(request, headers);
      const reason = await closedBecause(response);
      if (!reason) return response;
      // Nothing of it was done behind that door, so the same request is sent again, its key unchanged.
      endWaiting ??= beginWaiting(reason);
      await pauseFor(response, request.signal);
    }
  } finally {
    endWaiting?.();
  }
}

async function attempt(request: Request, headers: Headers): Promise<Response> {
  const limit = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  const signal = AbortSignal.any([request.signal, limit]);
  try {
    // A copy: what was written has to be there for another attempt.
    return await fetch(new Request(request.clone(), { headers, signal, credentials: "same-origin" }));
  } catch (error) {
    if (request.signal.aborted) throw error;
    if (limit.aborted) throw ApiProblem.absent("timeout");
    throw ApiProblem.absent(navigator.onLine ? "unreachable" : "offline");
  }
}

type Listener = (problem: ApiProblem) => void;
const listeners = new Set<Listener>();

/** The app listens for "signed out" and "second step required" here, so that no screen has to. */
export function onAccessProblem(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function isAccessProblem(problem: ApiProblem): boolean {
  return problem.status === 401 || problem.code === "mfa_enrolment_required" || problem.code === "mfa_required";
}

/** Like `send`, but anything outside 2xx is thrown as ApiProblem. */
export async function sendOrThrow(request: Request): Promise<Response> {
  const response = await send(request);
  if (response.ok || response.status === 304) return response;
  const problem = await ApiProblem.fromResponse(response);
  if (isAccessProblem(problem)) listeners.forEach((listener) => listener(problem));
  throw problem;
}
