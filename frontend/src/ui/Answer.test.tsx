import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { show, violations } from "@/test/harness";

import { Answer, type AnsweredClause, type DecisionAnswer, type TraceLine } from "./Answer";

const adult: TraceLine = {
  fact: "birth_date",
  label: "Doğum tarihi",
  operator: "<=",
  sentence: "Doğum tarihi karar gününden 18 yıl önce veya daha önce.",
  expected: "22.11.2008",
  seen: "12.03.1980",
  outcome: "true",
  special: false,
};
const clause = (over: Partial<AnsweredClause>): AnsweredClause => ({
  key: "adult",
  outcome: "true",
  decided: false,
  message: "En az 18 yaşında olmalı.",
  basis: { title: "Yönerge", article: "5/1-a" },
  trace: [adult],
  missing: [],
  ...over,
});
const answer = (over: Partial<DecisionAnswer>): DecisionAnswer => ({ point: "eligibility", outcome: "yes", values: [], clauses: [], missing: [], ...over });

describe("the answer of a decision point", () => {
  it("says the outcome in words and shows of each rule what was expected and seen", async () => {
    const { container } = await show(<Answer answer={answer({ clauses: [clause({})] })} />);
    expect(screen.getByText("Uygun")).toBeInTheDocument();
    expect(screen.getByText("Koşul sağlanıyor")).toBeInTheDocument();
    expect(screen.getByText("Dayanak: Yönerge, m. 5/1-a")).toBeInTheDocument();
    expect(screen.getByText(adult.sentence)).toBeInTheDocument();
    expect(screen.getByText("12.03.1980")).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });

  it("reads a met exclusion as a bar and never as a success", async () => {
    await show(<Answer answer={answer({ outcome: "no", clauses: [clause({ effect: "exclude", decided: true })] })} />);
    expect(screen.getByText("Uygun değil")).toBeInTheDocument();
    expect(screen.getByText("Engel var")).toBeInTheDocument();
    expect(screen.getByText("Sonucu belirleyen")).toBeInTheDocument();
  });

  it("names what is missing instead of saying no", async () => {
    const missing = [{ fact: "person.birth_date", label: "Doğum tarihi" }];
    const trace: TraceLine[] = [{ ...adult, seen: null, outcome: "unknown" }];
    await show(<Answer answer={answer({ outcome: "unknown", missing, clauses: [clause({ outcome: "unknown", missing, trace })] })} />);
    expect(screen.getByText("Bilgi eksik")).toBeInTheDocument();
    const list = screen.getByRole("list", { name: "Maddeler" });
    expect(within(list).getByText("Eksik: Doğum tarihi")).toBeInTheDocument();
    expect(within(list).getByText("bilgi girilmemiş")).toBeInTheDocument();
  });

  it("names what a list-like point decides, and says of what is open that it is", async () => {
    const values = [
      { value: "report", label: "Sağlık kurulu raporu", certain: true },
      { value: "custody", label: "Vesayet kararı", certain: false },
    ];
    await show(<Answer answer={answer({ point: "required_documents", values })} />);
    expect(screen.getByText("Sağlık kurulu raporu")).toBeInTheDocument();
    expect(screen.getByText("Vesayet kararı (belli değil)")).toBeInTheDocument();
  });

  it("shows the records of a list one by one", async () => {
    const trace: TraceLine[] = [{ ...adult, fact: "jobs", seen: "2 kayıt", records: [[adult], [{ ...adult, outcome: "false" }]] }];
    const { container } = await show(<Answer answer={answer({ clauses: [clause({ trace })] })} />);
    expect(screen.getByRole("group", { name: "2. kayıt", hidden: true })).toHaveTextContent("Hayır");
    expect(await violations(container)).toEqual([]);
  });
});
