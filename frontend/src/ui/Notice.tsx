import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconAlertOctagon } from "@tabler/icons-react";
import { VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";

import css from "./kit.module.css";
import { useUiText } from "./text";

/** The four meanings of the house; each has a colour, an icon and a word. */
export type Meaning = "info" | "done" | "attention" | "danger";

const ICONS = { info: IconInfoCircle, done: IconCircleCheck, attention: IconAlertTriangle, danger: IconAlertOctagon };

export function MeaningIcon({ meaning, size = 20 }: { meaning: Meaning; size?: number }) {
  const Icon = ICONS[meaning];
  return <Icon size={size} stroke={1.75} aria-hidden />;
}

interface NoticeProps {
  meaning?: Meaning;
  title?: ReactNode;
  children?: ReactNode;
  /** Read out at once when it appears after an act ("alert"), or when there is time ("status"). */
  live?: "alert" | "status";
  actions?: ReactNode;
}

/** A message that belongs to the place where it stands. */
export function Notice({ meaning = "info", title, children, live, actions }: NoticeProps) {
  const t = useUiText();
  return (
    <div className={`${css.notice} ${css[meaning]}`} role={live}>
      <MeaningIcon meaning={meaning} />
      <div style={{ minWidth: 0, flex: 1 }}>
        <VisuallyHidden>{t(`meaning.${meaning}`)}: </VisuallyHidden>
        {title ? <div className={css.noticeTitle}>{title}</div> : null}
        {children ? <div>{children}</div> : null}
        {actions ? <div style={{ marginTop: 12, display: "flex", gap: 8, flexWrap: "wrap" }}>{actions}</div> : null}
      </div>
    </div>
  );
}

interface StatusProps {
  meaning?: Meaning | "neutral";
  children: ReactNode;
}

/** A state in one word, in lists and headers. The word carries it; colour and icon only help. */
export function Status({ meaning = "neutral", children }: StatusProps) {
  return (
    <span className={`${css.status} ${css[meaning]}`}>
      {meaning === "neutral" ? null : <MeaningIcon meaning={meaning} size={16} />}
      {children}
    </span>
  );
}
