import type { IncomingHttpHeaders } from "node:http";

export interface MockRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  headers: IncomingHttpHeaders;
}

export interface MockAnswer {
  status: number;
  json?: unknown;
  headers?: Record<string, string>;
}

type Handler = (request: MockRequest, match: RegExpExecArray) => MockAnswer;
const table: { method: string; pattern: RegExp; handler: Handler }[] = [];

/** `on("GET", "/api/v1/people/:id/", (request, match) => ({ status: 200, json: {...} }))`; match[1] is the first parameter. */
export function on(method: string, path: string, handler: Handler): void {
  const pattern = new RegExp(`^${path.replace(/:[a-z]+/g, "([^/]+)")}$`);
  table.push({ method, pattern, handler });
}

export function answer(request: MockRequest): MockAnswer {
  for (const { method, pattern, handler } of table) {
    const match = method === request.method ? pattern.exec(request.path) : null;
    if (match) return handler(request, match);
  }
  return {
    status: 404,
    json: { status: 404, code: "not_found", title: "Not found", detail: `No mock for ${request.method} ${request.path}` },
  };
}
