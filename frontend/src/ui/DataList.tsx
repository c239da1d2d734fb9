import type { ReactNode } from "react";

import css from "./kit.module.css";
import { useUiText } from "./text";

export interface Fact {
  label: string;
  /** null, undefined or "" is shown as unknown; give a reason with `unknown`. */
  value: ReactNode;
  unknown?: string;
}

interface DataListProps {
  facts: readonly Fact[];
  /** "grid" for a header's few facts, "rows" for a section's many. */
  layout?: "grid" | "rows";
}

/** Names and values. What is not known says so in words, never by an empty place. */
export function DataList({ facts, layout = "rows" }: DataListProps) {
  const t = useUiText();
  const isEmpty = (value: ReactNode) => value === null || value === undefined || value === "";
  const pair = (fact: Fact) => [
    <dt key={`${fact.label}-t`}>{fact.label}</dt>,
    <dd key={`${fact.label}-d`}>
      {isEmpty(fact.value) ? <span className={css.unknown}>{fact.unknown ?? t("unknown")}</span> : fact.value}
    </dd>,
  ];
  if (layout === "grid") {
    return (
      <dl className={css.facts}>
        {facts.map((fact) => (
          <div key={fact.label}>{pair(fact)}</div>
        ))}
      </dl>
    );
  }
  return <dl className={css.rows}>{facts.map(pair)}</dl>;
}
