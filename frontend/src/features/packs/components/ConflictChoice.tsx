import { Radio } from "@mantine/core";

import type { Choice, UpgradeConflict } from "../api";
import css from "../packs.module.css";
import { useText } from "../text";
import { useValueText } from "./values";

interface ConflictChoiceProps {
  conflict: UpgradeConflict;
  /** Where the summary of mistakes leads. */
  id: string;
  value: Choice | "";
  onChange: (value: Choice) => void;
  error: string;
}

/** One place that was changed here and in the pack: both values side by side, one of them to be chosen. */
export function ConflictChoice({ conflict, id, value, onChange, error }: ConflictChoiceProps) {
  const t = useText();
  const say = useValueText();
  const options = [
    { choice: "mine", label: t("upgrade.mine"), held: conflict.mine_sentence || say(conflict.mine) },
    { choice: "theirs", label: t("upgrade.theirs"), held: conflict.theirs_sentence || say(conflict.theirs) },
  ] as const;
  return (
    <fieldset className={css.conflict} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{conflict.label}</legend>
      {conflict.base === null ? null : <div className={css.small}>{t("upgrade.base", { value: conflict.base_sentence || say(conflict.base) })}</div>}
      <div className={css.options}>
        {options.map(({ choice, label, held }, index) => (
          <div key={choice} className={css.option} data-chosen={value === choice}>
            <Radio
              id={index === 0 ? id : `${id}-${choice}`}
              name={id}
              value={choice}
              checked={value === choice}
              onChange={() => onChange(choice)}
              label={label}
              aria-describedby={`${id}-${choice}-value`}
            />
            <p className={css.value} id={`${id}-${choice}-value`}>
              {held}
            </p>
          </div>
        ))}
      </div>
      {error ? (
        <p className={css.fault} id={`${id}-error`}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
