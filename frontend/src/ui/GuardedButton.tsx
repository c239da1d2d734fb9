import { Button, Text, type ButtonProps } from "@mantine/core";
import { useId, type ReactNode } from "react";

import { AppLink } from "./AppLink";
import css from "./kit.module.css";
import { useUiText } from "./text";

export interface Obstacle {
  /** "Sağlık kurulu raporunun süresi dolmuş." */
  message: string;
  article?: string | null;
  /** Where it can be mended. */
  to?: string | null;
}

interface GuardedButtonProps extends ButtonProps {
  /** Reasons why this is not possible now; none means the button works. */
  obstacles: readonly Obstacle[];
  onClick?: () => void;
  children: ReactNode;
  type?: "button" | "submit";
}

/**
 * A button that speaks before the click: while something stands in the way it stays reachable by keyboard
 * (aria-disabled, not disabled), and what is missing is listed under it with the article and a link to mend it.
 */
export function GuardedButton({ obstacles, onClick, children, ...props }: GuardedButtonProps) {
  const t = useUiText();
  const listId = useId();
  const isBlocked = obstacles.length > 0;
  return (
    <div>
      <Button
        {...props}
        onClick={isBlocked ? undefined : onClick}
        data-disabled={isBlocked || undefined}
        aria-disabled={isBlocked}
        aria-describedby={isBlocked ? listId : undefined}
      >
        {children}
      </Button>
      {isBlocked ? (
        <ul id={listId} className={css.obstacles}>
          {obstacles.map((one) => (
            <li key={one.message}>
              {one.to ? <AppLink to={one.to}>{one.message}</AppLink> : one.message}
              {one.article ? (
                <Text span size="sm" c="dimmed">
                  {" "}
                  {t("article", { article: one.article })}
                </Text>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
