import { Group, Title } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";

import { APP_NAME } from "@/config/app";
import { takeHeadingFocus } from "@/lib/focus";
import { useDrawnPathname } from "@/lib/routing";

import { AppLink } from "./AppLink";
import css from "./kit.module.css";
import { useUiText } from "./text";

export interface Crumb {
  label: string;
  to: string;
}

export interface PageHeaderProps {
  title: string;
  /**
   * What the browser's tab says, when the heading must not stand there: a person's name, a sensitive programme.
   * Tabs, histories and shared screens are read by others.
   */
  documentTitle?: string;
  lead?: ReactNode;
  crumbs?: readonly Crumb[];
  /** One primary action at most, at the end. */
  actions?: ReactNode;
  /** Beside the title: a Status. */
  badge?: ReactNode;
}

/** The heading of every page: sets the tab's title and takes the focus after a navigation. */
export function PageHeader({ title, documentTitle, lead, crumbs = [], actions, badge }: PageHeaderProps) {
  const t = useUiText();
  const heading = useRef<HTMLHeadingElement>(null);
  const pathname = useDrawnPathname();
  useEffect(() => {
    document.title = `${documentTitle ?? title} · ${APP_NAME}`;
  }, [documentTitle, title]);
  useEffect(() => takeHeadingFocus(heading.current), [pathname]);

  return (
    <header className={css.pageHeader}>
      <div style={{ minWidth: 0 }}>
        {crumbs.length > 0 ? (
          <nav aria-label={t("crumbs")}>
            <ol className={css.crumbs}>
              {crumbs.map((crumb) => (
                <li key={crumb.to}>
                  <AppLink to={crumb.to}>{crumb.label}</AppLink>
                </li>
              ))}
            </ol>
          </nav>
        ) : null}
        <Group gap="sm" align="center">
          <Title order={1} ref={heading} tabIndex={-1} className={css.pageTitle}>
            {title}
          </Title>
          {badge}
        </Group>
        {lead ? <div className={css.lead}>{lead}</div> : null}
      </div>
      {actions ? <Group gap="sm">{actions}</Group> : null}
    </header>
  );
}
