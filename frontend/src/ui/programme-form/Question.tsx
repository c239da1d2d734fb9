import { IconLock } from "@tabler/icons-react";
import type { WidgetProps } from "@rjsf/utils";
import type { ReactNode } from "react";

import { noteKey, type FormContext } from "./context";
import css from "./form.module.css";
import { useFormText } from "./text";

export type QuestionProps = WidgetProps<unknown, Record<string, unknown>, FormContext>;

export interface Asked {
  id: string;
  label: ReactNode;
  help: ReactNode;
  error: string | undefined;
  isOff: boolean;
}

/** What every question says beside its field: label, help, why it is asked, what is wrong. */
export function useAsked({ id, label, schema, required, disabled, readonly, options, registry }: QuestionProps, hint?: string): Asked {
  const t = useFormText();
  const { prefix, problems, privacy } = registry.formContext;
  const wrong = problems[id];
  const note = privacy[noteKey(prefix, id)];
  const help = [typeof schema.description === "string" ? schema.description : "", hint ?? ""].filter(Boolean);
  return {
    id,
    label: (
      <>
        {label}
        {required ? null : <span className={css.optional}> ({t("optional")})</span>}
        {options.special ? (
          <span className={css.special}>
            <IconLock size={14} aria-hidden /> {t("special")}
          </span>
        ) : null}
      </>
    ),
    help:
      help.length > 0 || note ? (
        <>
          {help.map((line) => (
            <span key={line} className={css.helpLine}>
              {line}
            </span>
          ))}
          {note ? (
            <span className={css.helpLine}>
              {t("why")} {note.purpose.replace(/\.?$/, ".")}
              {note.statute ? ` ${t("basis", { statute: note.statute })}` : ""}
            </span>
          ) : null}
        </>
      ) : undefined,
    error: wrong ? `${wrong.message} ${wrong.remedy}` : undefined,
    isOff: Boolean(disabled || readonly),
  };
}
