import { NumberInput, Select, TextInput } from "@mantine/core";

import type { EffectKind } from "@/lib/programmes";

import type { DecisionPoint } from "../api";
import { takesPoints, takesValue, type ClauseDraft } from "../draft";
import css from "../rules.module.css";
import { useText } from "../text";

interface EffectFieldsProps {
  point: DecisionPoint;
  effect: ClauseDraft["effect"];
  /** By "effect.kind", "effect.value", "effect.points". */
  error: (field: string) => string | undefined;
  isReadOnly: boolean;
  onChange: (effect: ClauseDraft["effect"]) => void;
}

type List = "documents" | "outcomes" | "grounds" | "deadlines" | "retention" | "letters";
/** What effects of these points name, for the label of the choice. */
const LISTS: Record<string, List | undefined> = { required_documents: "documents", allowed_outcomes: "outcomes", suspension_grounds: "grounds", deadlines: "deadlines", retention: "retention", notice: "letters" };

/** What follows from a clause, among what its decision point takes. */
export function EffectFields({ point, effect, error, isReadOnly, onChange }: EffectFieldsProps) {
  const t = useText();
  const list = LISTS[point.key] ?? "other";
  const hasList = point.refers_to.length > 0 || list !== "other";
  return (
    <div className={takesValue(effect.kind) || takesPoints(effect.kind) ? css.pair : css.stack}>
      <Select
        label={t("clause.effect")}
        disabled={isReadOnly}
        data={point.effects.map((kind) => ({ value: kind, label: t(`effect.${kind}`) }))}
        value={effect.kind}
        error={error("effect.kind")}
        onChange={(kind) => onChange({ ...effect, kind: kind as EffectKind })}
      />
      {takesValue(effect.kind) && hasList ? (
        <Select
          label={t(`clause.value.${list}`)}
          searchable
          disabled={isReadOnly}
          data={point.refers_to.map((one) => ({ value: one.key, label: one.label }))}
          value={effect.value || null}
          error={error("effect.value")}
          onChange={(value) => onChange({ ...effect, value: value ?? "" })}
        />
      ) : null}
      {takesValue(effect.kind) && !hasList ? (
        <TextInput label={t("clause.limitName")} description={t("clause.limitHint")} disabled={isReadOnly} value={effect.value} error={error("effect.value")} onChange={(event) => onChange({ ...effect, value: event.currentTarget.value })} />
      ) : null}
      {takesPoints(effect.kind) ? (
        <NumberInput label={t(effect.kind === "limit" ? "clause.limit" : "clause.points")} allowDecimal={false} disabled={isReadOnly} value={effect.points} error={error("effect.points")} onChange={(points) => onChange({ ...effect, points: typeof points === "number" ? points : "" })} />
      ) : null}
    </div>
  );
}
