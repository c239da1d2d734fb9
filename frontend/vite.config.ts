import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { mockServer } from "./mock/plugin";

const backend = process.env.OMUZ_BACKEND ?? "http://127.0.0.1:8000";

export default defineConfig(({ mode, command }) => ({
  // Django's whitenoise serves dist/ under this address; index.html itself is rendered as a template.
  base: command === "build" || process.env.OMUZ_PREVIEW ? "/static/app/" : "/",
  plugins: [react(), ...(mode === "mock" ? [mockServer()] : [])],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "dist",
    target: "es2022",
    // A strict content security policy forbids data: scripts and styles, so nothing is inlined.
    assetsInlineLimit: 0,
    manifest: true,
    sourcemap: false,
  },
  server:
    mode === "mock"
      ? {}
      : { proxy: { "/api": { target: backend, changeOrigin: false }, "/_allauth": { target: backend, changeOrigin: false } } },
  test: {
    environment: "jsdom",
    globals: true,
    setupFiles: ["./vitest.setup.ts"],
    css: false,
    maxWorkers: 1,
    // The machine may be busy with everything else that is being tested.
    testTimeout: 30_000,
    // The same zone the offices work in, so that a date never shifts by a day in a test.
    env: { TZ: "Europe/Istanbul" },
  },
}));
