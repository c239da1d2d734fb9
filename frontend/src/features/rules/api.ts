import { useQuery, type UseQueryResult } from "@tanstack/react-query";

import { call } from "@/lib/api";
import { asProblem, type ApiProblem } from "@/lib/problems";
import { versionPath, type EffectKind, type RuleSet, type Weight } from "@/lib/programmes";
import { useRead } from "@/lib/query";
import type { DecisionAnswer } from "@/ui/Answer";
import type { BuilderField } from "@/ui/conditions/model";

export interface DecisionPoint {
  key: string;
  label: string;
  hint: string;
  effects: EffectKind[];
  /** What effects carry as their value: documents, grounds ... of this version. */
  refers_to: { key: string; label: string }[];
  fields: BuilderField[];
}

/** What is wrong with a rule set; the place begins inside it ("clauses.0.condition.rules.0.value"). */
export interface RuleFinding {
  place: string;
  code: string;
  message: string;
  remedy: string;
  weight: Weight;
}

export type Facts = Record<string, unknown>;

export interface CheckBody {
  rule_set: RuleSet;
  /** A made-up person. */
  facts?: Facts;
  /** A registered one; where special values are seen the reading is logged, and 428 asks what for. */
  person?: string;
  purpose?: string;
}

export interface Checked {
  findings: RuleFinding[];
  clauses: { key: string; sentence: string }[];
  answer: DecisionAnswer | null;
}

/** One version's questions with the facts that may be asked for each. */
export const useDecisionPoints = (versionId: string): UseQueryResult<{ results: DecisionPoint[] }, ApiProblem> =>
  useRead<{ results: DecisionPoint[] }>(`${versionPath(versionId)}decision-points/`);

export const checkRules = (versionId: string, body: CheckBody, signal?: AbortSignal): Promise<Checked> => call<Checked>("POST", `${versionPath(versionId)}rules/check/`, { body, signal });

/** Checks as it is typed; the last answer stays until the next one is in. What was tried on is not kept in memory. */
export function useCheck(versionId: string, body: CheckBody, isEnabled = true): UseQueryResult<Checked, ApiProblem> {
  return useQuery<Checked, ApiProblem>({
    queryKey: ["rules.check", versionId, body],
    queryFn: async ({ signal }) => {
      try {
        return await checkRules(versionId, body, signal);
      } catch (error) {
        throw asProblem(error);
      }
    },
    placeholderData: (before) => before,
    enabled: isEnabled,
    gcTime: 0,
    staleTime: Infinity,
  });
}
