import { createContext, useContext, type ComponentType } from "react";

import type { BuilderField, BuilderGroup } from "./model";
import type { PlacedProblem } from "./places";

export interface FocusWish {
  row: string;
  act: string;
}

export interface InnerProps {
  label: string;
  fields: readonly BuilderField[];
  value: BuilderGroup;
  onChange: (value: BuilderGroup) => void;
  /** Number of the rule on the list of records: "2." */
  prefix: string;
}

interface ConditionFrame {
  fields: ReadonlyMap<string, BuilderField>;
  problems: readonly PlacedProblem[];
  isReadOnly: boolean;
  /** Numbers of the rows around a condition on records: "2." */
  prefix: string;
  /** Where the focus goes once the change is drawn. */
  wish: (next: FocusWish) => void;
  /** The builder itself, for the condition on records inside a rule. */
  Inner: ComponentType<InnerProps>;
}

export const ConditionContext = createContext<ConditionFrame>({ fields: new Map(), problems: [], isReadOnly: false, prefix: "", wish: () => undefined, Inner: () => null });

export const useCondition = () => useContext(ConditionContext);

/** What is wrong with one row, by its part; several messages of a part stand one after the other. */
export function useRowProblems(id: string | undefined) {
  const { problems } = useCondition();
  const own = problems.filter((one) => one.id === id);
  return (part: PlacedProblem["part"]) => own.filter((one) => one.part === part).map((one) => one.message).join(" ") || null;
}
