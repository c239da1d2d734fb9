import { beforeEach, describe, expect, it, vi } from "vitest";

import { answerWith } from "@/test/harness";

import { call, withQuery } from "./api";
import { onAccessProblem } from "./http";
import { ApiProblem } from "./problems";
import { cursorOf } from "./query";

describe("a request", () => {
  beforeEach(() => {
    document.cookie = "omuz_csrf=abc";
  });

  it("carries language, CSRF token, version and intent", async () => {
    const asked = answerWith({ status: 200, json: { id: 1 } });
    await call("PATCH", "/api/v1/people/1/", { body: { surname: "Işık" }, ifMatch: 3, idempotencyKey: "k1" });
    const { headers } = asked[0] as Request;
    expect(headers.get("X-CSRFToken")).toBe("abc");
    expect(headers.get("Accept-Language")).toBe("tr");
    expect(headers.get("If-Match")).toBe('"3"');
    expect(headers.get("Idempotency-Key")).toBe("k1");
  });

  it("gives every POST an intent of its own", async () => {
    const asked = answerWith({ status: 201, json: {} });
    await call("POST", "/api/v1/contacts/", { body: {} });
    await call("POST", "/api/v1/contacts/", { body: {} });
    const [first, second] = asked.map((one) => one.headers.get("Idempotency-Key"));
    expect(first).toBeTruthy();
    expect(first).not.toBe(second);
  });

  it("becomes a problem with the server's words", async () => {
    answerWith({ status: 422, json: { title: "Rapor süresi dolmuş.", code: "report_expired", article: "Yönetmelik m. 9", errors: [{ field: "expires_on", code: "past", message: "Geçmiş" }] } });
    const problem = await call("POST", "/api/v1/x/").catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ status: 422, code: "report_expired", article: "Yönetmelik m. 9", isUnanswered: false });
  });

  it("says that nothing answered", async () => {
    answerWith({ status: 0 });
    await expect(call("GET", "/api/v1/x/")).rejects.toMatchObject({ absence: "unreachable", isUnanswered: true });
  });

  it("tells the application when the session is over", async () => {
    const heard = vi.fn();
    const stop = onAccessProblem(heard);
    answerWith({ status: 401, json: { code: "not_signed_in" } });
    await call("GET", "/api/v1/x/").catch(() => undefined);
    stop();
    expect(heard).toHaveBeenCalledOnce();
  });
});

describe("addresses", () => {
  it("leave out what is empty and repeat what is several", () => {
    expect(withQuery("/a/", { q: "ışık", unit: undefined, sort: "", state: ["x", "y"] })).toBe("/a/?q=%C4%B1%C5%9F%C4%B1k&state=x&state=y");
  });

  it("take the cursor from a link or as it is", () => {
    expect(cursorOf("https://h/api/?cursor=abc%3D&x=1")).toBe("abc=");
    expect(cursorOf("abc")).toBe("abc");
    expect(cursorOf(null)).toBeNull();
  });
});
