import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { show, violations } from "@/test/harness";

import { Answer, type AnsweredClause, type DecisionAnswer } from "./Answer";

const clause = (over: Partial<AnsweredClause>): AnsweredClause => ({
  key: "adult",
  outcome: "true",
  decided: false,
  message: "En az 18 yaşında olmalı.",
  basis: { title: "Yönerge", article: "5/1-a" },
  trace: [{ fact: "person.birth_date", label: "Doğum tarihi", operator: "<=", expected: "2008-11-22", seen: "1980-03-12", outcome: "true" }],
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
    expect(screen.getByText("en geç 22.11.2008")).toBeInTheDocument();
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
    const trace = [{ fact: "person.birth_date", label: "Doğum tarihi", operator: "<=", expected: "2008-11-22", seen: null, outcome: "unknown" as const }];
    await show(<Answer answer={answer({ outcome: "unknown", missing, clauses: [clause({ outcome: "unknown", missing, trace })] })} />);
    expect(screen.getByText("Bilgi eksik")).toBeInTheDocument();
    const list = screen.getByRole("list", { name: "Maddeler" });
    expect(within(list).getByText("Eksik: Doğum tarihi")).toBeInTheDocument();
    expect(within(list).getByText("bilgi girilmemiş")).toBeInTheDocument();
  });

  it("names the values that a list-like point decides", async () => {
    await show(<Answer answer={answer({ point: "required_documents", values: ["report", "id_card"] })} valueLabels={{ report: "Sağlık kurulu raporu" }} />);
    expect(screen.getByText("Sağlık kurulu raporu, id_card")).toBeInTheDocument();
  });
});
