import type { ApiProblem } from "@/lib/problems";

import type { FormProblem } from "./types";

/** The entries of a problem+json answer that are about answers of the form; `prefix` is what stands before ("answers."). */
export function fromServerProblems(problem: ApiProblem, prefix = "answers."): FormProblem[] {
  return problem.errors.flatMap((one) => {
    if (!one.field?.startsWith(prefix)) return [];
    const path = one.field
      .slice(prefix.length)
      .split(".")
      .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    return [{ path, code: one.code, message: one.message, remedy: one.remedy ?? "" }];
  });
}
