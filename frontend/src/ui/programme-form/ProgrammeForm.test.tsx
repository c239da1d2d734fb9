import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";

import { show, violations } from "@/test/harness";

import example from "./example.json";
import { ProgrammeForm, type ProgrammeFormProps } from "./ProgrammeForm";
import type { Answers, FormProblem, SchemaObject } from "./types";

const schema = example.schema as unknown as SchemaObject;
const latest: { value: Answers } = { value: {} };

function Held({ initial = {}, ...props }: Partial<ProgrammeFormProps> & { initial?: Answers }) {
  const [value, setValue] = useState<Answers>(initial);
  latest.value = value;
  return <ProgrammeForm schema={schema} uiSchema={example.ui_schema} privacy={example.privacy} value={value} onChange={setValue} {...props} />;
}

const user = userEvent.setup({ delay: null });

it("shows sections, labels, help and marks, and breaks no rule of accessibility", async () => {
  const { container } = await show(<Held onSubmit={() => undefined} />);
  expect(screen.getByRole("heading", { name: "Çalışma durumu" })).toBeInTheDocument();
  expect(screen.getByRole("radiogroup", { name: /Şu anda çalışıyor mu/ })).toBeInTheDocument();
  expect(screen.getByText("Özel nitelikli veri")).toBeInTheDocument();
  expect(screen.getByText(/Neden soruluyor\?/)).toHaveTextContent("5378 m. 4");
  expect(screen.getByText("Yaklaşık bir tutar yeterlidir.")).toBeInTheDocument();
  expect(await violations(container)).toEqual([]);
});

it("asks further under a condition, and keeps what was typed when the question goes away", async () => {
  await show(<Held />);
  expect(screen.queryByLabelText("İşyerinin adı")).toBeNull();
  const works = screen.getByRole("radiogroup", { name: /Şu anda çalışıyor mu/ });
  await user.click(within(works).getByRole("radio", { name: "Evet" }));
  await user.type(screen.getByLabelText("İşyerinin adı"), "Tersane");
  await user.type(screen.getByLabelText(/Çalışma geçmişi/), "Uzun yıllar");
  await user.click(within(works).getByRole("radio", { name: "Hayır" }));
  expect(screen.queryByLabelText("İşyerinin adı")).toBeNull();
  expect(latest.value).toEqual({ works: false, employer: "Tersane", story: "Uzun yıllar" });
  await user.click(within(works).getByRole("radio", { name: "Evet" }));
  expect(screen.getByLabelText("İşyerinin adı")).toHaveValue("Tersane");
});

it("reads numbers with a decimal comma and days as people write them", async () => {
  await show(<Held initial={{ works: true, since: "2020-02-01" }} />);
  expect(screen.getByLabelText(/İşe başlama tarihi/)).toHaveValue("01.02.2020");
  await user.type(screen.getByLabelText(/Aylık net gelir/), "17.002,12");
  expect(latest.value.income).toBe(17002.12);
  await user.clear(screen.getByLabelText(/İşe başlama tarihi/));
  await user.type(screen.getByLabelText(/İşe başlama tarihi/), "3.4.2021");
  expect(latest.value.since).toBe("2021-04-03");
  await user.clear(screen.getByLabelText(/Aylık net gelir/));
  expect(latest.value).not.toHaveProperty("income");
});

it("names what is wrong in a summary that leads to the questions, and takes away what is mended", async () => {
  const onSubmit = vi.fn();
  await show(<Held onSubmit={onSubmit} initial={{ works: true, income: "çok" }} />);
  await user.click(screen.getByRole("button", { name: "Gönder" }));
  expect(onSubmit).not.toHaveBeenCalled();
  const summary = screen.getByRole("alert");
  expect(within(summary).getAllByRole("listitem").map((one) => one.textContent)).toEqual([
    "Eğitim durumu: Bu soru yanıtlanmamış. Yanıtı girin ya da seçin.",
    "İşyerinin adı: Bu soru yanıtlanmamış. Yanıtı girin ya da seçin.",
    "İşe başlama tarihi: Bu soru yanıtlanmamış. Yanıtı girin ya da seçin.",
    "Aylık net gelir (TL): Yanıt bir sayı olmalı. Sayıyı rakamla yazın; ondalık için virgül kullanın.",
  ]);
  await user.click(within(summary).getByRole("link", { name: "İşyerinin adı" }));
  expect(screen.getByLabelText("İşyerinin adı")).toHaveFocus();
  expect(screen.getByLabelText("İşyerinin adı")).toHaveAccessibleDescription(/yanıtlanmamış/);
  await user.type(screen.getByLabelText("İşyerinin adı"), "T");
  expect(within(screen.getByRole("alert")).getAllByRole("listitem")).toHaveLength(3);
});

it("sends answers in which nothing is wrong", async () => {
  const onSubmit = vi.fn();
  await show(<Held onSubmit={onSubmit} initial={{ works: false, education: "primary", employer: 5 }} />);
  await user.click(screen.getByRole("button", { name: "Gönder" }));
  expect(onSubmit).toHaveBeenCalledWith({ works: false, education: "primary", employer: 5 });
});

it("shows what the server says at the question until the answer is another one", async () => {
  const problems: FormProblem[] = [{ path: ["employer"], code: "known", message: "Bu işyeri kayıtlı değil.", remedy: "Listeden seçin." }];
  await show(<Held initial={{ works: true, employer: "X" }} problems={problems} />);
  expect(screen.getByLabelText("İşyerinin adı")).toHaveAccessibleDescription(/kayıtlı değil/);
  await user.type(screen.getByLabelText(/Çalışma geçmişi/), "a");
  expect(screen.getByLabelText("İşyerinin adı")).toHaveAccessibleDescription(/kayıtlı değil/);
  await user.type(screen.getByLabelText("İşyerinin adı"), "Y");
  expect(screen.queryByText(/kayıtlı değil/)).toBeNull();
});

it("repeats a group: adds, moves, removes by keyboard, with conditions inside each entry", async () => {
  await show(<Held onSubmit={() => undefined} />);
  const add = screen.getByRole("button", { name: "Çocuk ekle" });
  add.focus();
  await user.keyboard("{Enter}");
  const first = screen.getByRole("group", { name: "Çocuk 1" });
  expect(first).toHaveFocus();
  await user.type(within(first).getByLabelText("Adı"), "Ali");
  await user.type(within(first).getByLabelText(/Doğum tarihi/), "5.5.2015");
  expect(within(first).getByRole("radiogroup", { name: /Okula gidiyor/ })).toBeInTheDocument();
  await user.click(add);
  const second = screen.getByRole("group", { name: "Çocuk 2" });
  await user.type(within(second).getByLabelText("Adı"), "Su");
  await user.type(within(second).getByLabelText(/Doğum tarihi/), "2.2.2023");
  expect(within(second).queryByRole("radiogroup", { name: /Okula gidiyor/ })).toBeNull();
  expect(screen.getByLabelText("Çocuklara gündüz kim bakıyor?")).toBeInTheDocument();
  screen.getByRole("button", { name: "Çocuk 2: yukarı taşı" }).focus();
  await user.keyboard("{Enter}");
  expect((latest.value.children as Answers[]).map((one) => one.name)).toEqual(["Su", "Ali"]);
  await user.click(screen.getByRole("button", { name: "Çocuk 1: kaldır" }));
  expect(latest.value.children).toEqual([{ name: "Ali", birth_date: "2015-05-05" }]);
  expect(screen.queryByLabelText("Çocuklara gündüz kim bakıyor?")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Gönder" }));
  expect(screen.getByRole("link", { name: "Bakmakla yükümlü olduğu çocuklar, Çocuk 1: Okula gidiyor mu?" })).toBeInTheDocument();
});

it("keeps what an entry of a group hides, too", async () => {
  const children = [{ name: "Ali", birth_date: "2015-05-05", school: true, grade: 4 }];
  await show(<Held initial={{ children }} />);
  const birth = screen.getByLabelText(/Doğum tarihi/);
  await user.clear(birth);
  await user.type(birth, "2.2.2023");
  expect(screen.queryByLabelText("Sınıfı")).toBeNull();
  expect(latest.value.children).toEqual([{ name: "Ali", birth_date: "2023-02-02", school: true, grade: 4 }]);
});

it("keeps a retired choice that is the answer, and offers it to nobody else", async () => {
  const { unmount } = await show(<Held initial={{ transport: "phaeton" }} />);
  expect(screen.getByRole("radio", { name: "Fayton (artık sunulmuyor)" })).toBeChecked();
  unmount();
  await show(<Held />);
  expect(screen.queryByRole("radio", { name: /Fayton/ })).toBeNull();
});

it("lets an optional choice be taken back", async () => {
  await show(<Held initial={{ transport: "bus" }} />);
  await user.click(screen.getByRole("button", { name: "İşe nasıl gider?: Yanıtı sil" }));
  expect(latest.value).toEqual({});
});

it("shows a submission with everything that was answered, old questions included", async () => {
  const value = {
    education: "bachelor", works: false, income: 12.5, transport: "phaeton", communication: ["braille"], employer: "Tersane", gone: "Eski yanıt",
    children: [{ name: "Ali", birth_date: "2015-05-05", school: true, grade: 4 }],
  };
  const { container } = await show(<ProgrammeForm readOnly schema={schema} uiSchema={example.ui_schema} value={value} withheld={["communication"]} />);
  const said = container.textContent;
  for (const words of ["Lisans", "Hayır", "12,5", "Fayton", "Gizli: özel nitelikli veri", "Çocuk 1", "05.05.2015", "Yanıtlanmadı"]) expect(said).toContain(words);
  expect(said).not.toContain("Braille");
  const others = screen.getByRole("heading", { name: "Formda bugün sorulmayan yanıtlar" }).closest("section");
  expect(others).toHaveTextContent("Tersane");
  expect(others).toHaveTextContent("Eski yanıt");
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(await violations(container)).toEqual([]);
});
