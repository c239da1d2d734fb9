import createClient from "openapi-fetch";

import type { paths } from "@/schema/api";

import { sendOrThrow } from "./http";

/** Typed client over the generated schema: `await ok(api.GET("/api/v1/people/{id}/", { params: { path: { id } } }))`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: sendOrThrow });

/** The body of a typed call. Failures never arrive here: `sendOrThrow` has thrown ApiProblem. */
export async function ok<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];

export interface CallOptions {
  query?: Record<string, QueryValue>;
  /** Sent as JSON, or as it is when it is FormData (files). */
  body?: unknown;
  signal?: AbortSignal;
  /** The version that was read; the server answers 409 or 412 when it has moved on. */
  ifMatch?: number | string | null;
  /** One key an intent; see useServerForm and useAction, which keep it for you. */
  idempotencyKey?: string;
  headers?: Record<string, string>;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export function withQuery(path: string, query: CallOptions["query"] = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") continue;
    if (Array.isArray(value)) value.forEach((one) => params.append(key, String(one)));
    else params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

export function buildRequest(method: Method, path: string, options: CallOptions = {}): Request {
  const headers = new Headers(options.headers);
  let body: BodyInit | undefined;
  if (options.body instanceof FormData) body = options.body;
  else if (options.body !== undefined) {
    headers.set("Content-Type", "application/json");
    body = JSON.stringify(options.body);
  }
  if (options.ifMatch !== undefined && options.ifMatch !== null) {
    const version = String(options.ifMatch);
    headers.set("If-Match", version.startsWith('"') ? version : `"${version}"`);
  }
  if (options.idempotencyKey) headers.set("Idempotency-Key", options.idempotencyKey);
  const url = new URL(withQuery(path, options.query), window.location.origin);
  return new Request(url, { method, headers, body, signal: options.signal });
}

/**
 * One call with a hand-written type, for addresses the generated schema does not describe yet.
 * Returns the parsed body (undefined for 204); throws ApiProblem.
 */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const response = await sendOrThrow(buildRequest(method, path, options));
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** Fetches a file and hands it to the browser under the name the server gave, or the fallback. */
export async function download(path: string, fallbackName: string, options: CallOptions = {}): Promise<void> {
  const response = await sendOrThrow(buildRequest("GET", path, { ...options, headers: { Accept: "*/*" } }));
  const disposition = response.headers.get("content-disposition") ?? "";
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = encoded ? decodeURIComponent(encoded) : (plain ?? fallbackName);
  link.click();
  URL.revokeObjectURL(url);
}
