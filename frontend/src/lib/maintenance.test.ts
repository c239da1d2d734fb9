import { renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { call } from "./api";
import { useClosed } from "./maintenance";
import { ApiProblem } from "./problems";

const problem = (code: string, retryAfter = "5") =>
  new Response(JSON.stringify({ code, title: "Kısa bir bakım yapılıyor" }), {
    status: 503,
    headers: { "Content-Type": "application/problem+json", "Retry-After": retryAfter },
  });
const fine = () => new Response(JSON.stringify({ id: 7 }), { status: 201, headers: { "Content-Type": "application/json" } });

describe("a municipality under maintenance", () => {
  beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("keeps the request and sends it again by itself, with the same intent and the same words", async () => {
    const asked: Request[] = [];
    const bodies: string[] = [];
    const answers = [problem("maintenance"), problem("maintenance"), fine()];
    vi.stubGlobal("fetch", async (request: Request) => {
      asked.push(request);
      bodies.push(await request.text());
      return answers[asked.length - 1] ?? fine();
    });
    const { result } = renderHook(() => useClosed());
    const saved = call<{ id: number }>("POST", "/api/v1/contacts/", { body: { note: "Rapor sordu" }, idempotencyKey: "bir" });
    await waitFor(() => expect(result.current).toBe("maintenance"));
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await saved).toEqual({ id: 7 });
    expect(asked).toHaveLength(3);
    expect(asked.map((one) => one.headers.get("Idempotency-Key"))).toEqual(["bir", "bir", "bir"]);
    expect(bodies).toEqual(Array.from({ length: 3 }, () => JSON.stringify({ note: "Rapor sordu" })));
    await waitFor(() => expect(result.current).toBeNull());
  });

  it("stops waiting for an answer that nobody wants any more", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(problem("municipality_not_active", "60")));
    const { result } = renderHook(() => useClosed());
    const leaving = new AbortController();
    const asked = call("GET", "/api/v1/me/", { signal: leaving.signal }).catch((error: unknown) => error);
    await waitFor(() => expect(result.current).toBe("municipality_not_active"));
    leaving.abort();
    expect(await asked).toMatchObject({ name: "AbortError" });
    await waitFor(() => expect(result.current).toBeNull());
  });

  it("leaves every other refusal as it is", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(problem("try_again")));
    const refused = await call("GET", "/api/v1/me/").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiProblem);
    expect(refused).toMatchObject({ status: 503, code: "try_again" });
  });
});
