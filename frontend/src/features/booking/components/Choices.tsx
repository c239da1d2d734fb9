import { useId, type ReactNode } from "react";

import css from "../booking.module.css";
import { QUESTION } from "./BookingFrame";

interface Option {
  value: string;
  label: string;
  hint?: ReactNode;
}

interface ChoicesProps {
  name: string;
  /** Without one the page's question is the legend. */
  legend?: string;
  hint?: string;
  options: readonly Option[];
  value: string | readonly string[];
  onChange: (value: string) => void;
  error?: string | null;
}

/** A question with its answers: the browser's own radios (checkboxes where several count), as large as a finger. */
export function Choices({ name, legend, hint, options, value, onChange, error }: ChoicesProps) {
  const id = useId();
  const isMany = Array.isArray(value);
  const isChosen = (one: string) => (isMany ? value.includes(one) : value === one);
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset className={css.choices} aria-labelledby={legend ? undefined : QUESTION} aria-describedby={described || undefined}>
      {legend ? <legend>{legend}</legend> : null}
      {hint ? (
        <div id={`${id}-hint`} className={css.legendHint}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <div id={`${id}-error`} className={css.error}>
          {error}
        </div>
      ) : null}
      {options.map((option, index) => (
        <label key={option.value} className={css.choice}>
          <input
            type={isMany ? "checkbox" : "radio"}
            // The summary of what is missing leads to the first answer.
            id={index === 0 ? `alan-${name}` : undefined}
            name={name}
            value={option.value}
            checked={isChosen(option.value)}
            aria-invalid={error ? true : undefined}
            onChange={() => onChange(option.value)}
          />
          <span className={css.choiceName}>{option.label}</span>
          {option.hint ? <span className={css.choiceHint}>{option.hint}</span> : null}
        </label>
      ))}
    </fieldset>
  );
}
