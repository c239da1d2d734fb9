import type { IncomingMessage, ServerResponse } from "node:http";

import { createServer, type Plugin, type ViteDevServer } from "vite";

import type { answer as Answer } from "./routes";

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

async function handle(server: ViteDevServer, request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (!url.pathname.startsWith("/api/") && !url.pathname.startsWith("/_allauth/")) return next();
  const body = await readBody(request);
  const { answer } = (await server.ssrLoadModule("/mock/index.ts")) as { answer: typeof Answer };
  const { status, json, headers } = answer({
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    body,
    headers: request.headers,
  });
  response.statusCode = status;
  response.setHeader("Content-Type", status >= 400 && url.pathname.startsWith("/api/") ? "application/problem+json" : "application/json");
  for (const [key, value] of Object.entries(headers ?? {})) response.setHeader(key, value);
  response.end(json === undefined ? "" : JSON.stringify(json));
}

/** Answers the API from memory while a screen is being built: `npm run mock`. Never part of a build. */
export function mockServer(): Plugin {
  return {
    name: "omuz-mock",
    configureServer(server) {
      server.middlewares.use((request, response, next) => void handle(server, request, response, next));
    },
    async configurePreviewServer(preview) {
      const server = await createServer({ configFile: false, appType: "custom", server: { middlewareMode: true, ws: false, hmr: false, watch: null } });
      preview.middlewares.use((request, response, next) => void handle(server, request, response, next));
    },
  };
}
