import { useQuery, type UseQueryResult } from "@tanstack/react-query";

import { call } from "@/lib/api";
import { asProblem, type ApiProblem } from "@/lib/problems";
import { versionPath, type Definition } from "@/lib/programmes";
import type { DecisionAnswer } from "@/ui/Answer";
import { toBuilder, usedFacts } from "@/ui/conditions/convert";
import type { BuilderField } from "@/ui/conditions/model";

import type { Facts } from "./api";

type Outcome = DecisionAnswer["outcome"];

export interface TrialStep {
  key: string;
  label: string;
  target: string;
  target_label: string;
  allowed: Outcome;
  needs_reason: boolean;
  basis: { title: string; article: string } | null;
  answer: DecisionAnswer;
}

export interface TrialForm {
  key: string;
  title: string;
  required: boolean;
}

export interface Trial {
  stage: { key: string; label: string; kind: string; forms: TrialForm[] } | null;
  eligibility: DecisionAnswer;
  documents: { key: string; label: string; certain: boolean; substitutes: string[] }[];
  documents_answer: DecisionAnswer;
  transitions: TrialStep[];
  others: DecisionAnswer[];
  fed: { fact: string; label: string; value: string }[];
  form_problems: Record<string, { field: string; code: string; message: string; remedy: string }[]>;
}

export type FormAnswers = Record<string, Record<string, unknown>>;

export interface TrialBody {
  facts: Facts;
  stage: string;
  answers: FormAnswers;
}

/** Tries a definition on a made-up person; neither the question nor the answer outlives the page. */
export function useTrial(versionId: string, body: TrialBody): UseQueryResult<Trial, ApiProblem> {
  return useQuery<Trial, ApiProblem>({
    queryKey: ["rules.trial", versionId, body],
    queryFn: async ({ signal }) => {
      try {
        return await call<Trial>("POST", `${versionPath(versionId)}trial/`, { body, signal });
      } catch (error) {
        throw asProblem(error);
      }
    },
    placeholderData: (before) => before,
    gcTime: 0,
    staleTime: Infinity,
  });
}

export interface AskedFacts {
  /** Of the person. */
  person: BuilderField[];
  /** Of the case: what forms feed, how long it is open. */
  case: BuilderField[];
}

/** What the rules of a definition look at, in the order of the catalogue; the stage is walked, not written. */
export function askedFacts(document: Pick<Definition, "rules">, fields: readonly BuilderField[]): AskedFacts {
  const names = new Set((document.rules ?? []).flatMap((one) => one.clauses ?? []).flatMap((clause) => [...usedFacts(toBuilder(clause.condition))]));
  const asked = fields.filter((field) => names.has(field.name) && field.name !== "case.stage");
  return { person: asked.filter((field) => !field.name.startsWith("case.")), case: asked.filter((field) => field.name.startsWith("case.")) };
}
