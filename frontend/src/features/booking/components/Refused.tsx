import { Button } from "@mantine/core";

import type { ApiProblem } from "@/lib/problems";
import { Notice } from "@/ui/Notice";
import { useProblemText } from "@/ui/states";

import { useText } from "../text";

/** What went wrong, without blame: too many attempts are said kindly, silence with what to do, the rest in the server's words. */
export function Refused({ problem, onRetry, isKept = false }: { problem: ApiProblem; onRetry?: () => void; isKept?: boolean }) {
  const t = useText();
  const words = useProblemText();
  const retry = onRetry ? (
    <Button variant="default" onClick={onRetry}>
      {t("busy.again")}
    </Button>
  ) : null;
  if (problem.code === "too_many_bookings") {
    // Nothing was booked: that stands first, and what to do, in the server's words.
    return (
      <Notice meaning="attention" live="alert" title={problem.title}>
        {problem.detail ? <p>{problem.detail}</p> : null}
        {t("kept")}
      </Notice>
    );
  }
  if (problem.status === 429) {
    return (
      <Notice meaning="attention" live="alert" title={t("busy.title")} actions={retry}>
        {problem.detail ? <p>{problem.detail}</p> : null}
        {t("busy.detail")}
      </Notice>
    );
  }
  const said = words(problem);
  const fields = problem.errors.map((one) => [one.message, one.remedy].filter(Boolean).join(" "));
  return (
    <Notice meaning="danger" live="alert" title={said.title || t("failed")} actions={retry}>
      {fields.length > 0 ? fields.map((one) => <div key={one}>{one}</div>) : said.detail}
      {isKept ? <div>{t("kept")}</div> : null}
    </Notice>
  );
}
