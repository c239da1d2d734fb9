import type { Finding, ProgrammeVersion } from "@/lib/programmes";
import { AppLink, useUiText } from "@/ui";

import { editorsOf } from "../editing/editors";
import { addressOf } from "../editing/places";
import css from "../programmes.module.css";
import { useText } from "../text";

/** What is missing, each as a link to where it is mended. */
export function FindingList({ version, findings }: { version: ProgrammeVersion; findings: readonly Finding[] }) {
  const t = useText();
  const ui = useUiText();
  const editors = editorsOf(t);
  return (
    <ul className={css.rows}>
      {findings.map((one) => (
        <li key={`${one.place}-${one.code}`}>
          <div>
            <AppLink to={addressOf(version, one, editors)}>{one.message}</AppLink>
          </div>
          {one.remedy ? <div>{one.remedy}</div> : null}
          {one.article ? <div className={css.small}>{ui("article", { article: one.article })}</div> : null}
        </li>
      ))}
    </ul>
  );
}
