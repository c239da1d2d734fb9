import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";

import type { Definition, ProgrammeVersion } from "@/lib/programmes";
import { show, violations } from "@/test/harness";

import { editorsOf } from "../editing/editors";
import { useText } from "../text";
import { SectionForm } from "./SectionForm";

const yes = { allowed: true, reason: "", remedy: "", article: "" };
const no = { allowed: false, reason: "Yalnızca taslak değiştirilebilir.", remedy: "", article: "" };

function draft(document: Partial<Definition>, more: Partial<ProgrammeVersion> = {}): ProgrammeVersion {
  return {
    id: "v1",
    programme: { id: "p1", code: "deneme", name: "Deneme", unit: "u1" },
    number: 2,
    state: "draft",
    version: 3,
    findings: [],
    document: { format: 1, code: "deneme", name: { tr: "Deneme" }, purpose: { tr: "Amaç" }, target_groups: { offered: [] }, ...document },
    can: { edit: yes, submit: yes, approve: no, return: no, withdraw: no, retire: no, correct: no, discard: yes },
    ...more,
  } as ProgrammeVersion;
}

const CATALOGUE = [
  {
    key: "target_group",
    label: "",
    special: true,
    codes: [
      { key: "poverty", label: "Yoksul", special: false, hint: "" },
      { key: "disabled", label: "Engelli birey", special: true, hint: "" },
      { key: "roma", label: "Roman", special: true, hint: "" },
    ],
  },
];

type Answer = { status: number; json?: unknown };

/** Answers the choices of editors by themselves, and the version's own addresses in order. */
function answerVersion(...answers: Answer[]): Request[] {
  const asked: Request[] = [];
  globalThis.fetch = (async (input: Request) => {
    const { pathname } = new URL(input.url);
    let answer: Answer | undefined = { status: 200, json: { roles: [], rights: [] } };
    if (pathname === "/api/v1/catalogue/") answer = { status: 200, json: CATALOGUE };
    else if (pathname.startsWith("/api/v1/programme-versions/")) {
      asked.push(input.clone());
      answer = answers.shift();
    }
    if (!answer) throw new TypeError(`no answer prepared for ${pathname}`);
    return new Response(JSON.stringify(answer.json ?? {}), { status: answer.status, headers: { "Content-Type": answer.status >= 400 ? "application/problem+json" : "application/json" } });
  }) as typeof fetch;
  return asked;
}

function Shown({ version, slug }: { version: ProgrammeVersion; slug: string }) {
  const t = useText();
  const editor = editorsOf(t).find((one) => one.slug === slug);
  return editor ? <SectionForm version={version} editor={editor} /> : null;
}

const save = () => userEvent.click(screen.getByRole("button", { name: "Bölümü kaydet" }));
const documents = [
  { key: "rapor", label: { tr: "Rapor" } },
  { key: "ikamet", label: { tr: "İkamet belgesi" } },
];

describe("the list editor", () => {
  beforeEach(() => sessionStorage.clear());

  it("names a new entry by its Turkish label and sends no mark of it", async () => {
    const version = draft({ documents });
    const asked = answerVersion({ status: 200, json: { ...version, version: 4 } });
    const { container } = await show(<Shown version={version} slug="belgeler" />);
    await userEvent.click(screen.getByRole("button", { name: "Belge ekle" }));
    const entry = screen.getByRole("group", { name: "Yeni belge" });
    await userEvent.type(within(entry).getByLabelText(/^Ad \(Türkçe\)/), "Rapor");
    expect(screen.getByText(/Anahtar: rapor_2/)).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
    await save();
    await waitFor(() => expect(asked).toHaveLength(1));
    const sent = (await asked[0]?.json()) as { value: Record<string, unknown>[] };
    expect(sent.value.map((one) => one.key)).toEqual(["rapor", "ikamet", "rapor_2"]);
    expect(Object.keys(sent.value[2] ?? {})).not.toContain("$new");
    expect(sent.value[2]).toMatchObject({ basis: null, valid_months: null, substitutes: [] });
  });

  it("keeps the key of a saved entry, whatever its label becomes", async () => {
    const version = draft({ documents });
    const asked = answerVersion({ status: 200, json: { ...version, version: 4 } });
    await show(<Shown version={version} slug="belgeler" />);
    await userEvent.click(screen.getByRole("button", { name: "Rapor" }));
    await userEvent.type(screen.getByDisplayValue("Rapor"), " (aslı)");
    await save();
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(((await asked[0]?.json()) as { value: unknown[] }).value[0]).toMatchObject({ key: "rapor", label: { tr: "Rapor (aslı)" } });
  });

  it("is put in order by keyboard, the focus staying with what moved", async () => {
    answerVersion();
    await show(<Shown version={draft({ documents })} slug="belgeler" />);
    screen.getByRole("button", { name: "Rapor: aşağı taşı" }).focus();
    await userEvent.keyboard("{Enter}");
    const names = screen.getAllByRole("button", { expanded: false }).map((one) => one.textContent);
    expect(names).toEqual(["İkamet belgesi", "Rapor"]);
    expect(screen.getByRole("button", { name: "Rapor: aşağı taşı" })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    expect(screen.getAllByRole("button", { expanded: false }).map((one) => one.textContent)).toEqual(["İkamet belgesi", "Rapor"]);
  });

  it("asks for a blank name before the server does, with the entry in sight", async () => {
    const asked = answerVersion();
    await show(<Shown version={draft({ documents: [] })} slug="belgeler" />);
    await userEvent.click(screen.getByRole("button", { name: "Belge ekle" }));
    await save();
    expect(asked).toHaveLength(0);
    expect(screen.getByRole("textbox", { name: /^Ad \(Türkçe\)/ })).toHaveAccessibleDescription("Bu alan boş bırakılamaz.");
  });

  it("shows what the server refuses at its place", async () => {
    const version = draft({ documents });
    answerVersion({ status: 422, json: { code: "invalid", title: "Düzeltilmeli.", errors: [{ field: "documents.1.label.tr", code: "string_too_long", message: "Metin en çok 300 karakter olabilir.", remedy: "Kısaltın." }] } });
    await show(<Shown version={version} slug="belgeler" />);
    await userEvent.click(screen.getByRole("button", { name: "İkamet belgesi" }));
    await userEvent.type(screen.getByDisplayValue("İkamet belgesi"), "!");
    await userEvent.click(screen.getByRole("button", { name: /İkamet belgesi/, expanded: true }));
    await save();
    expect(await screen.findByDisplayValue("İkamet belgesi!")).toHaveAccessibleDescription("Metin en çok 300 karakter olabilir. Kısaltın.");
  });

  it("can be read and not changed where the version is no draft", async () => {
    answerVersion();
    await show(<Shown version={draft({ documents }, { can: { ...draft({}).can, edit: no } })} slug="belgeler" />);
    await userEvent.click(screen.getByRole("button", { name: "Rapor" }));
    expect(screen.getByDisplayValue("Rapor")).toHaveAttribute("readonly");
    expect(screen.queryByRole("button", { name: "Belge ekle" })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "Bölümü kaydet" })).not.toBeInTheDocument();
  });
});

describe("saving a part that others also write", () => {
  beforeEach(() => sessionStorage.clear());
  const stale = { status: 409, json: { code: "stale_version", title: "Değişmiş." } };

  it("goes on top of what they changed elsewhere, unseen", async () => {
    const version = draft({ documents });
    const elsewhere = { ...version, version: 7, document: { ...version.document, name: { tr: "Başka ad" } } };
    const asked = answerVersion(stale, { status: 200, json: elsewhere }, { status: 200, json: { ...elsewhere, version: 8 } });
    await show(<Shown version={version} slug="belgeler" />);
    await userEvent.click(screen.getByRole("button", { name: "Rapor" }));
    await userEvent.type(screen.getByDisplayValue("Rapor"), "u");
    await save();
    await waitFor(() => expect(asked).toHaveLength(3));
    expect(asked[2]?.headers.get("If-Match")).toBe('"7"');
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });

  it("is compared where they changed the same, keeping what was typed", async () => {
    const version = draft({ documents });
    const theirs = { ...version, version: 7, document: { ...version.document, documents: [{ key: "rapor", label: { tr: "Heyet raporu" } }] } };
    const asked = answerVersion(stale, { status: 200, json: theirs }, { status: 200, json: theirs }, { status: 200, json: { ...theirs, version: 8 } });
    await show(<Shown version={version} slug="belgeler" />);
    await userEvent.click(screen.getByRole("button", { name: "Rapor" }));
    await userEvent.type(screen.getByDisplayValue("Rapor"), "um");
    await save();
    const dialog = await screen.findByRole("dialog");
    expect(within(dialog).getByText(/Heyet raporu/)).toBeInTheDocument();
    expect(within(dialog).getByText(/Raporum, İkamet belgesi/)).toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole("button", { name: "Seçilenleri kaydet" }));
    await waitFor(() => expect(asked).toHaveLength(4));
    const last = asked[3] as Request;
    expect(last.headers.get("If-Match")).toBe('"7"');
    expect(((await last.json()) as { value: unknown[] }).value[0]).toMatchObject({ label: { tr: "Raporum" } });
  });

  it("removes a stage only after nothing leads to it", async () => {
    const version = draft({
      stages: [
        { key: "bas", label: { tr: "Baş" }, kind: "start" },
        { key: "ara", label: { tr: "Ara" } },
      ],
      transitions: [{ key: "gec", label: { tr: "Geç" }, sources: ["bas"], target: "ara" }],
    });
    const asked = answerVersion(...[4, 5, 6].map((number) => ({ status: 200, json: { ...version, version: number } })));
    await show(<Shown version={version} slug="asamalar" />);
    await userEvent.click(screen.getByRole("button", { name: "Ara: kaldır" }));
    await userEvent.click(screen.getByRole("button", { name: "Geç: kaldır" }));
    await save();
    await waitFor(() => expect(asked).toHaveLength(3));
    const steps = await Promise.all(asked.map(async (one) => [new URL(one.url).pathname.split("/").at(-2), (((await one.json()) as { value: { key: string }[] }).value ?? []).map((entry) => entry.key)]));
    expect(steps).toEqual([
      ["stages", ["bas", "ara"]],
      ["transitions", []],
      ["stages", ["bas"]],
    ]);
  });
});

describe("the choice of target groups", () => {
  beforeEach(() => sessionStorage.clear());

  it("is refused with the reason while it breaks the constraint, and saved once it meets it", async () => {
    const version = draft({ target_groups: { offered: ["poverty", "disabled", "roma"], chosen: ["poverty", "disabled"], selection: { exactly: 2, mandatory: ["disabled"] } } });
    const asked = answerVersion({ status: 200, json: { ...version, version: 4 } });
    const { container } = await show(<Shown version={version} slug="hedef-gruplar" />);
    const chosen = within(await screen.findByRole("group", { name: "Seçilen gruplar" }));
    await userEvent.click(await chosen.findByRole("checkbox", { name: "Engelli birey" }));
    expect(screen.getByText("Engelli birey seçimi zorunlu.")).toBeInTheDocument();
    await save();
    expect(asked).toHaveLength(0);
    expect(screen.getAllByText(/Engelli birey seçimi zorunlu\. Tam 2 hedef grup seçilmeli; 1 seçili\./).length).toBeGreaterThan(0);
    expect(await violations(container)).toEqual([]);

    await userEvent.click(chosen.getByRole("checkbox", { name: "Yoksul" }));
    await userEvent.click(chosen.getByRole("checkbox", { name: "Roman" }));
    await userEvent.click(chosen.getByRole("checkbox", { name: "Engelli birey" }));
    expect(screen.getByText("Seçim koşula uyuyor.")).toBeInTheDocument();
    await save();
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(((await asked[0]?.json()) as { value: { chosen: string[] } }).value.chosen).toEqual(["disabled", "roma"]);
  });
});
