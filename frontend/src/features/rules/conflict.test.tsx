import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import { useVersion, type ProgrammeVersion, type RuleSet } from "@/lib/programmes";
import { show } from "@/test/harness";

import { useRuleSetEditor } from "./useRuleSetEditor";

const set = (key: string, label: string): RuleSet => ({ key, point: "eligibility", label: { tr: label } });
const version = (number: number, ...rules: RuleSet[]) => ({ id: "v1", version: number, document: { rules }, can: {} }) as unknown as ProgrammeVersion;
const START = version(1, set("a", "A"), set("b", "B"));

let saved: { ifMatch: string | null; rules: RuleSet[] }[] = [];

/** A server that answers START once, then holds `stored`, and takes a write only on top of it. */
function serve(stored: ProgrammeVersion) {
  let reads = 0;
  saved = [];
  globalThis.fetch = (async (request: Request) => {
    const say = (status: number, json: unknown) => new Response(JSON.stringify(json), { status, headers: { "Content-Type": status >= 400 ? "application/problem+json" : "application/json" } });
    if (request.url.endsWith("/rules/check/")) return say(200, { findings: [], clauses: [], answer: null });
    if (request.method === "GET") return say(200, reads++ === 0 ? START : stored);
    const { value } = (await request.json()) as { value: RuleSet[] };
    const ifMatch = request.headers.get("If-Match");
    saved.push({ ifMatch, rules: value });
    return ifMatch === `"${stored.version}"` ? say(200, { ...stored, version: stored.version + 1, document: { rules: value } }) : say(412, { status: 412, code: "stale_version" });
  }) as typeof fetch;
}

function Held() {
  const read = useVersion("v1").data;
  return read ? <Editing read={read} /> : null;
}

function Editing({ read }: { read: ProgrammeVersion }) {
  const editor = useRuleSetEditor(read, read.document.rules?.[0] ?? set("a", ""), [], null);
  return (
    <>
      <button onClick={() => editor.change({ ...editor.draft, label: { tr: "Benim", en: "" } })}>write</button>
      <button onClick={() => void editor.save()}>save</button>
      <button onClick={() => void editor.keepMine()}>mine</button>
      <button onClick={editor.takeTheirs}>theirs</button>
      <button onClick={editor.decideLater}>later</button>
      <output>{`${editor.draft.label.tr} ${editor.isDirty ? "dirty" : "clean"} ${editor.theirs ? `conflict ${editor.theirs.label.tr}` : ""}`.trim()}</output>
    </>
  );
}

const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const says = (words: string) => waitFor(() => expect(screen.getByText(words)).toBeInTheDocument());
beforeEach(() => sessionStorage.clear());

describe("rules that somebody else saved in between", () => {
  it("are kept beside one's own where they are another rule set", async () => {
    serve(version(2, set("a", "A"), set("b", "Onların")));
    await show(<Held />);
    await says("A clean");
    await press("write");
    await press("save");
    await says("Benim clean");
    expect(saved.at(-1)).toEqual({ ifMatch: '"2"', rules: [set("a", "Benim"), set("b", "Onların")] });
  });

  it("are shown where they are the same one, and nothing is overwritten before a choice", async () => {
    serve(version(2, set("a", "Onların"), set("b", "B")));
    await show(<Held />);
    await says("A clean");
    await press("write");
    await press("save");
    await says("Benim dirty conflict Onların");
    expect(saved.map((one) => one.ifMatch)).toEqual(['"1"']);
    await press("later");
    await says("Benim dirty");
    await press("save");
    await says("Benim dirty conflict Onların");
    expect(saved.every((one) => one.ifMatch === '"1"')).toBe(true);
    await press("mine");
    await says("Benim clean");
    expect(saved.at(-1)?.ifMatch).toBe('"2"');
  });

  it("replace one's own only when they are chosen", async () => {
    serve(version(2, set("a", "Onların"), set("b", "B")));
    await show(<Held />);
    await says("A clean");
    await press("write");
    await press("save");
    await says("Benim dirty conflict Onların");
    await press("theirs");
    await says("Onların clean");
  });
});
