import { ApiProblem, asProblem, type ProblemBody } from "@/lib/problems";

interface Shape {
  /** The server's field -> the form's; fields that it does not name stay. */
  field?: (name: string) => string;
  /** The record of a conflict as the form's values. */
  current?: (record: Record<string, unknown>) => Record<string, unknown>;
}

/** The problem with its fields and its record as the form calls them, so that complaints land where one can type. */
export function reshapeProblem(error: unknown, { field, current }: Shape): ApiProblem {
  const problem = asProblem(error);
  const body: ProblemBody = {
    title: problem.title,
    detail: problem.detail,
    code: problem.code,
    article: problem.article,
    remedy: problem.remedy,
    errors: problem.errors.map((one) => ({ ...one, field: one.field && field ? field(one.field) : one.field })),
    current: problem.current && current ? current(problem.current) : (problem.current ?? undefined),
  };
  return new ApiProblem(problem.status, body, problem.absence);
}
