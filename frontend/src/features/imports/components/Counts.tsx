import type { RowState } from "../api";
import { useText } from "../text";
import css from "../imports.module.css";

const ORDER: readonly RowState[] = ["valid", "imported", "changed", "updated", "unchanged", "held", "invalid", "skipped"];
const TONE: Partial<Record<RowState, string>> = { valid: "good", imported: "good", changed: "good", updated: "good", held: "wait", invalid: "bad" };

/** How many rows stand where; states without a row are left out. */
export function Counts({ counts }: { counts: Partial<Record<RowState, number>> }) {
  const t = useText();
  return (
    <dl className={css.counts}>
      {ORDER.filter((state) => counts[state]).map((state) => (
        <div key={state} className={css.count} data-tone={TONE[state]}>
          <dt>{t(`state.${state}`)}</dt>
          <dd>{counts[state]?.toLocaleString("tr-TR")}</dd>
        </div>
      ))}
    </dl>
  );
}
