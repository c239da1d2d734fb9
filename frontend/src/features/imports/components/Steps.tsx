import { VisuallyHidden } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";

import { useUiText } from "@/ui";

import css from "../imports.module.css";

/** Where one stands; the steps follow from what the server says of the import, so nothing is clicked here. */
export function Steps({ titles, current }: { titles: readonly string[]; current: number }) {
  const t = useUiText();
  return (
    <ol className={css.steps} aria-label={t("wizard.steps")}>
      {titles.map((title, index) => (
        <li key={title} aria-current={index === current ? "step" : undefined} data-done={index < current}>
          <span className={css.mark} aria-hidden>
            {index < current ? <IconCheck size={16} /> : index + 1}
          </span>
          {title}
          {index < current ? <VisuallyHidden>({t("wizard.done")})</VisuallyHidden> : null}
        </li>
      ))}
    </ol>
  );
}
