import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { usePathname } from "@/lib/routing";

import { DataList, type Fact } from "./DataList";
import css from "./kit.module.css";
import { PageHeader, type PageHeaderProps } from "./PageHeader";
import { useUiText } from "./text";

export interface RecordTab {
  to: string;
  label: string;
}

interface RecordPageProps extends PageHeaderProps {
  /** The five facts that matter; no special-category values among them. */
  facts: readonly Fact[];
  /** The next thing to do: one button, a GuardedButton, or what is missing. */
  next?: ReactNode;
  notices?: ReactNode;
  /** Parts of a large record, each at its own address. */
  tabs?: readonly RecordTab[];
  /** Timeline, missing information: at the side, under the sections on a narrow screen. */
  side?: ReactNode;
  /** Sections, as Panels. */
  children: ReactNode;
}

/** One record: who or what it is, what to do next, its sections, what happened to it. */
export function RecordPage({ facts, next, notices, tabs = [], side, children, ...header }: RecordPageProps) {
  const t = useUiText();
  const pathname = usePathname();
  return (
    <>
      <PageHeader {...header} />
      {notices ? <div style={{ marginBottom: 16, display: "grid", gap: 12 }}>{notices}</div> : null}
      <section className={`${css.panel} ${css.recordHead}`} aria-label={t("record.facts")}>
        <div className={css.recordFacts}>
          <DataList facts={facts} layout="grid" />
        </div>
        {next ? (
          <div className={css.recordNext}>
            <div className={css.recordNextLabel}>{t("record.nextAction")}</div>
            {next}
          </div>
        ) : null}
      </section>
      {tabs.length > 0 ? (
        <nav aria-label={t("record.sections")}>
          <ul className={css.recordTabs}>
            {tabs.map((tab) => (
              <li key={tab.to}>
                <Link to={tab.to} activeOptions={{ exact: true }} aria-current={pathname === tab.to ? "page" : undefined}>
                  {tab.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <div className={side ? css.record : css.recordPlain}>
        <div className={css.recordMain}>{children}</div>
        {side ? <aside className={css.recordSide}>{side}</aside> : null}
      </div>
    </>
  );
}
