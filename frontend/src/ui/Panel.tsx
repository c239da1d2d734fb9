import { Group, Title } from "@mantine/core";
import { useId, type ReactNode } from "react";

import css from "./kit.module.css";

interface PanelProps {
  title?: string;
  /** Level of the heading; sections of a page are 2. */
  order?: 2 | 3;
  actions?: ReactNode;
  children: ReactNode;
  /** Tables and lists reach the edges. */
  isFlush?: boolean;
  id?: string;
}

/** A section of a page on its own surface. */
export function Panel({ title, order = 2, actions, children, isFlush = false, id }: PanelProps) {
  const headingId = useId();
  return (
    <section className={css.panel} id={id} aria-labelledby={title ? headingId : undefined}>
      {title || actions ? (
        <div className={css.panelHead}>
          {title ? (
            <Title order={order} id={headingId} size="h3">
              {title}
            </Title>
          ) : null}
          {actions ? <Group gap="xs">{actions}</Group> : null}
        </div>
      ) : null}
      <div className={isFlush ? css.panelBodyFlush : css.panelBody}>{children}</div>
    </section>
  );
}
