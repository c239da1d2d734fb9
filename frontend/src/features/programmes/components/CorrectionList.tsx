import { formatDateTime } from "@/lib/dates";
import type { Definition } from "@/lib/programmes";
import { Loaded } from "@/ui";

import { useCorrections } from "../api";
import { placeText } from "../editing/wordings";
import css from "../programmes.module.css";
import { useText } from "../text";
import { sectionLabels } from "./SectionForm";
import { WordDiff } from "./WordDiff";

/** The corrections that were made, each with what stood before. */
export function CorrectionList({ versionId, document }: { versionId: string; document: Definition }) {
  const t = useText();
  const corrections = useCorrections(versionId);
  const labels = sectionLabels(t);
  return (
    <Loaded query={corrections} lines={2}>
      {({ results }) =>
        results.length === 0 ? (
          <>{t("correction.noneMade")}</>
        ) : (
          <ol className={css.rows}>
            {results.map((one) => (
              <li key={one.sequence}>
                <div className={css.small}>{placeText(document, one.path, labels)}</div>
                <div style={{ whiteSpace: "pre-wrap" }}>
                  <WordDiff before={one.before} after={one.after} />
                </div>
                <div className={css.small}>
                  {one.reason} · {one.corrected_by} · {formatDateTime(one.corrected_at)}
                </div>
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  );
}
