import { VisuallyHidden } from "@mantine/core";

import { wordDiff } from "../editing/words";
import css from "../programmes.module.css";
import { useText } from "../text";

/** One text with what went and what came marked in it: by strokes and by words, not by colour alone. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const t = useText();
  return (
    <>
      {wordDiff(before, after).map((piece, index) => {
        if (piece.kind === "same") return <span key={index}>{piece.text}</span>;
        const isAdded = piece.kind === "added";
        const Mark = isAdded ? "ins" : "del";
        return (
          <Mark key={index} className={isAdded ? css.added : css.removed}>
            <VisuallyHidden> {t(isAdded ? "diff.wasAdded" : "diff.wasRemoved")} </VisuallyHidden>
            {piece.text}
          </Mark>
        );
      })}
    </>
  );
}
