import { Button } from "@mantine/core";
import { useState } from "react";

import { Status, type Meaning } from "@/ui";

import type { UpgradeChange } from "../api";
import css from "../packs.module.css";
import { useText } from "../text";
import { useValueText } from "./values";

const FIRST = 15;
const MEANINGS: Record<UpgradeChange["kind"], Meaning | "neutral"> = { added: "done", removed: "danger", changed: "info", moved: "neutral" };

/** Differences one below the other, each with its place in words and what stood and stands there. */
export function ChangeList({ entries }: { entries: readonly UpgradeChange[] }) {
  const t = useText();
  const [isWhole, setWhole] = useState(entries.length <= FIRST);
  const shown = isWhole ? entries : entries.slice(0, FIRST);
  return (
    <>
      <ul className={css.plain}>
        {shown.map((entry) => (
          <li key={entry.path.join(".") + entry.kind}>
            <div className={css.row}>
              <strong>{entry.label}</strong>
              <Status meaning={MEANINGS[entry.kind]}>{t(`kind.${entry.kind}`)}</Status>
            </div>
            <Sides entry={entry} />
          </li>
        ))}
      </ul>
      {isWhole ? null : (
        <Button variant="default" mt="md" onClick={() => setWhole(true)}>
          {t("showAll", { count: entries.length })}
        </Button>
      )}
    </>
  );
}

function Sides({ entry }: { entry: UpgradeChange }) {
  const t = useText();
  const say = useValueText();
  if (entry.kind === "moved") return <p className={css.value}>{t("value.moved", { before: String(entry.before), after: String(entry.after) })}</p>;
  // A member of a set is named by its place already.
  const value = entry.kind === "added" ? entry.after : entry.before;
  if (entry.kind !== "changed" && typeof value === "string" && value === entry.path.at(-1)) return null;
  if (entry.kind !== "changed") return <p className={css.value}>{(entry.kind === "added" ? entry.after_sentence : entry.before_sentence) || say(value)}</p>;
  return (
    <dl className={css.sides}>
      <div>
        <dt>{t("before")}</dt>
        <dd>{entry.before_sentence || say(entry.before)}</dd>
      </div>
      <div>
        <dt>{t("after")}</dt>
        <dd>{entry.after_sentence || say(entry.after)}</dd>
      </div>
    </dl>
  );
}
