import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from "@tabler/icons-react";
import type { MouseEvent } from "react";

import { announce } from "@/lib/announce";

import css from "./conditions.module.css";
import { useCondition } from "./context";
import { useConditionText } from "./words";

interface RowActionsProps {
  rowId: string;
  /** "2. koşul" */
  row: string;
  /** null: it stands at the end already. */
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onCopy: (event: MouseEvent) => void;
  onRemove: (event: MouseEvent) => void;
}

/** Moving, copying and deleting a row, by keyboard as by mouse; the focus stays with the row that moved. */
export function RowActions({ rowId, row, onUp, onDown, onCopy, onRemove }: RowActionsProps) {
  const t = useConditionText();
  const { wish } = useCondition();
  const move = (act: "up" | "down", run: (() => void) | null) => {
    if (!run) return;
    wish({ row: rowId, act });
    run();
    announce(t("moved", { row }));
  };
  const remove = (event: MouseEvent) => {
    const around = event.currentTarget.closest(`[data-row="${CSS.escape(rowId)}"]`)?.parentElement?.closest<HTMLElement>("[data-row]");
    if (around?.dataset.row) wish({ row: around.dataset.row, act: "add" });
    onRemove(event);
    announce(t("removed", { row }));
  };
  const shared = { variant: "subtle", color: "gray", size: 32 } as const;
  return (
    <div className={css.actions}>
      <ActionIcon {...shared} data-act="up" aria-label={t("up", { row })} aria-disabled={!onUp} data-disabled={onUp ? undefined : true} onClick={() => move("up", onUp)}>
        <IconArrowUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon {...shared} data-act="down" aria-label={t("down", { row })} aria-disabled={!onDown} data-disabled={onDown ? undefined : true} onClick={() => move("down", onDown)}>
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon {...shared} data-act="copy" aria-label={t("copy", { row })} onClick={onCopy}>
        <IconCopy size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon {...shared} data-act="remove" aria-label={t("remove", { row })} onClick={remove}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}
