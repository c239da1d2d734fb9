import type { ApiProblem } from "@/lib/problems";
import { Notice, useProblemText } from "@/ui";

/** What a request was refused for, where it was made. */
export function ProblemNotice({ problem }: { problem: ApiProblem | null }) {
  const words = useProblemText();
  if (!problem) return null;
  const { title, detail } = words(problem);
  const fields = problem.errors.map((one) => [one.message, one.remedy].filter(Boolean).join(" ")).filter((one) => one !== title && one !== detail);
  return (
    <Notice meaning="danger" live="alert" title={title}>
      {[detail, ...fields].filter(Boolean).join(" ")}
    </Notice>
  );
}
