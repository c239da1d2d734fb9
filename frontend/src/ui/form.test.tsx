import { TextInput } from "@mantine/core";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { answerWith, show, violations } from "@/test/harness";

import { FormPage } from "./FormPage";

function Form({ onSaved = () => undefined }: { onSaved?: () => void }) {
  const form = useServerForm({
    initial: { given_names: "Ayşe", surname: "", phones: [{ number: "" }] },
    labels: { given_names: "Ad", surname: "Soyad", "phones.*.number": "Telefon" },
    save: (values, context) => call("PATCH", "/api/v1/people/1/", { body: values, ...context }),
    onSaved,
    version: 3,
    draft: { key: "test", omit: ["phones"] },
  });
  return (
    <FormPage title="Kişi" form={form}>
      <TextInput {...form.field("given_names")} />
      <TextInput {...form.field("surname", { isOptional: true })} />
      <TextInput {...form.field("phones.0.number")} />
    </FormPage>
  );
}

const save = () => userEvent.click(screen.getByRole("button", { name: "Kaydet" }));

describe("a form", () => {
  beforeEach(() => sessionStorage.clear());

  it("puts the server's complaints on the fields and links to them, keeping what was typed", async () => {
    answerWith({
      status: 400,
      json: {
        code: "invalid",
        title: "Bazı alanlar düzeltilmeli.",
        errors: [
          { field: "surname", code: "required", message: "Bu alan boş bırakılamaz.", remedy: "Bir değer girin." },
          { field: "phones.0.number", code: "invalid", message: "Numara eksik.", remedy: null },
        ],
      },
    });
    const { container } = await show(<Form />);
    await userEvent.type(screen.getByLabelText("Ad"), " Nur");
    await save();

    expect(await screen.findByText("Kaydetmeden önce 2 alanı düzeltin")).toBeInTheDocument();
    expect(screen.getByLabelText("Ad")).toHaveValue("Ayşe Nur");
    expect(screen.getByLabelText(/Soyad/)).toHaveAccessibleDescription("Bu alan boş bırakılamaz. Bir değer girin.");
    await userEvent.click(screen.getByRole("link", { name: "Telefon (1)" }));
    expect(screen.getByRole("textbox", { name: "Telefon (1)" })).toHaveFocus();
    expect(await violations(container)).toEqual([]);
  });

  it("repeats the same intent after silence and a new one after an answer", async () => {
    const asked = answerWith({ status: 0 }, { status: 500, json: {} }, { status: 200, json: { version: 4 } });
    const onSaved = vi.fn();
    await show(<Form onSaved={onSaved} />);
    await save();
    expect(await screen.findByText("Sunucuya ulaşılamadı")).toBeInTheDocument();
    await save();
    await waitFor(() => expect(asked).toHaveLength(2));
    await screen.findByText("Kaydedilemedi");
    await save();
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    const keys = asked.map((one) => one.headers.get("Idempotency-Key"));
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[1]);
  });

  it("compares instead of overwriting when somebody saved in between", async () => {
    const asked = answerWith(
      { status: 409, json: { code: "stale_version", title: "Kayıt değişmiş.", current: { version: 4, given_names: "Ayşegül", surname: "" } } },
      { status: 200, json: { version: 5 } },
    );
    await show(<Form />);
    await save();
    await userEvent.click(await screen.findByRole("radio", { name: "Ad, Kayıttaki" }));
    await userEvent.click(screen.getByRole("button", { name: "Seçilenleri kaydet" }));
    await waitFor(() => expect(asked).toHaveLength(2));
    const last = asked[1] as Request;
    expect(last.headers.get("If-Match")).toBe('"4"');
    expect(await last.json()).toMatchObject({ given_names: "Ayşegül" });
  });

  it("keeps a draft in the tab without the fields it must not keep", async () => {
    await show(<Form />);
    await userEvent.type(screen.getByLabelText("Ad"), " Nur");
    await waitFor(() => expect(sessionStorage.getItem("omuz.draft.test")).not.toBeNull(), { timeout: 3000 });
    const kept = JSON.parse(sessionStorage.getItem("omuz.draft.test") ?? "{}") as { values: object };
    expect(kept.values).toEqual({ given_names: "Ayşe Nur", surname: "" });
    expect(localStorage.getItem("omuz.draft.test")).toBeNull();
  });
});
