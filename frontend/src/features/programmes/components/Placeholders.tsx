import { useCatalogue } from "@/lib/catalogue";
import { Notice } from "@/ui";

import css from "../programmes.module.css";
import { useText } from "../text";

/** What the text of a letter may name in braces. */
export function Placeholders() {
  const t = useText();
  const { codes } = useCatalogue();
  return (
    <div className={css.above}>
      <Notice title={t("edit.placeholders")}>
        <p>{t("edit.placeholdersHint")}</p>
        <ul className={css.placeholders}>
          {codes("letter_placeholder").map((one) => (
            <li key={one.key}>
              <code>{`{${one.key}}`}</code> {one.label}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
