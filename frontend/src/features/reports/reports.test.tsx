import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { answerWith, show, violations } from "@/test/harness";

import type { Report, ReportFigureRow, ReportTable } from "./api";
import { FigureTable } from "./components/FigureTable";
import ReportList from "./pages/ReportList";

const row = (key: string, label: string, n: number, percent: string, published: string | null, why = ""): ReportFigureRow => ({
  key,
  label,
  n,
  percent,
  share: Number(percent.replace(",", ".")),
  published,
  differs: why !== "",
  why,
});

const table: ReportTable = {
  key: "age",
  title: "Yaş gruplarına göre kişiler",
  unit: "kişi",
  population: "Raporun gününe kadar kaydedilmiş kişiler",
  cohort: "Kayıtlı ve istihdamda olmayan kişiler",
  definition: "Çalışma durumu Çalışıyor dışında.",
  denominator: 747,
  denominator_label: "Kayıtlı ve istihdamda olmayan kişiler",
  exclusions: ["Raporun gününden sonra kaydedilenler."],
  undecided: 3,
  others: 77,
  notes: [],
  rows: [row("15-24", "15-24 yaş", 208, "27,8", "28", "Yeniden üretilemiyor."), row("45-54", "45-54 yaş", 82, "11", "11")],
  total: null,
  summary: "",
};

const report: Report = {
  key: "mdis",
  title: "Rapor",
  description: "",
  programme: "",
  left_out: [],
  municipality: "Kayseri",
  language: "tr",
  as_of: "2016-11-19",
  pinned_as_of: null,
  pinned_reason: "",
  published_source: "Sayfa",
  tables: [table],
};

describe("a table of figures", () => {
  it("is a plain table for those who do not see the bars, in the server's own rounding", async () => {
    const { container } = await show(<FigureTable table={table} report={report} />);
    const first = screen.getByRole("row", { name: /15-24 yaş/ });
    expect(within(first).getByText("208")).toBeInTheDocument();
    expect(within(first).getByText("%27,8")).toBeInTheDocument();
    expect(within(screen.getByRole("row", { name: /45-54 yaş/ })).queryByRole("button")).not.toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("says by a click why a printed figure differs, who was counted and who could not be decided", async () => {
    await show(<FigureTable table={table} report={report} />);
    await userEvent.click(screen.getByRole("button", { name: /%28 farklı \(15-24 yaş\)/ }));
    const drawer = await screen.findByRole("dialog");
    expect(within(drawer).getByText("Yeniden üretilemiyor.")).toBeInTheDocument();
    expect(within(drawer).getByText("Çalışma durumu Çalışıyor dışında.")).toBeInTheDocument();
    expect(within(drawer).getByText("3 kişi")).toBeInTheDocument();
    expect(within(drawer).getByText(/747 kişi/)).toBeInTheDocument();
  });

  it("says so when nothing was recorded", async () => {
    await show(<FigureTable table={{ ...table, rows: [] }} report={report} />);
    expect(screen.getByText("O gün için kayıt yok.")).toBeInTheDocument();
    expect(screen.queryByRole("table")).not.toBeInTheDocument();
  });
});

describe("the list of reports", () => {
  it("shows each programme's own figures apart from those of the municipality", async () => {
    const entry = { key: "mdis", title: "MDİS raporu", description: "", programme: "", pinned_as_of: null, pinned_reason: "" };
    answerWith({ status: 200, json: { results: [entry, { ...entry, key: "programme-gonullu", title: "Gönüllü: göstergeler", programme: "Gönüllü" }] } });
    const { container } = await show(<ReportList />);
    expect(await screen.findByRole("heading", { name: "Programların göstergeleri" })).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Gönüllü: göstergeler" })).toHaveAttribute("href", "/raporlar/programme-gonullu");
    expect(await violations(container)).toEqual([]);
  });
});
