import type { ApiProblem } from "@/lib/problems";
import { Notice, useProblemText } from "@/ui";

import { useText } from "../text";

/** The place went to somebody else between choosing and saving. */
export const isTaken = (problem: ApiProblem) => problem.status === 409 && problem.code.startsWith("slot");

/** Why an act was refused, in the server's words with its remedy; what was typed stays where it is. */
export function ProblemNotice({ problem }: { problem: ApiProblem }) {
  const t = useText();
  const words = useProblemText();
  if (isTaken(problem)) {
    return (
      <Notice meaning="attention" live="alert" title={t("record.takenTitle")}>
        {t("record.taken")}
      </Notice>
    );
  }
  const said = words(problem);
  return (
    <Notice meaning="danger" live="alert" title={said.title}>
      {problem.errors.length > 0 ? problem.errors.map((one) => <div key={`${one.field} ${one.code}`}>{[one.message, one.remedy].filter(Boolean).join(" ")}</div>) : said.detail}
      {problem.article ? <div>{problem.article}</div> : null}
    </Notice>
  );
}
