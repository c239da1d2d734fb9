import { IconCircleCheck, IconMoodCheck, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";

import type { HomeSection } from "@/config/feature";
import { formatDate, formatLongDate, todayIso } from "@/lib/dates";
import { say, useLanguage } from "@/lib/i18n";
import { useRegistry } from "@/lib/registry";
import { useMe } from "@/lib/session";
import { AppLink } from "@/ui/AppLink";
import { Status } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { Panel } from "@/ui/Panel";
import { Boundary, EmptyState, ErrorState, LoadingState } from "@/ui/states";

import { useToday, type MissingCount, type Today, type WorkItem } from "../api";
import css from "../home.module.css";
import { useText } from "../text";

/** The first page of the day: what is mine, what to start, what is missing. */
export default function TodayPage() {
  const t = useText();
  const me = useMe();
  const today = useToday();
  const { homeSections } = useRegistry();
  // The server may not answer this yet; nothing waiting is then the truth we can show.
  const data: Today | undefined = today.error?.status === 404 ? { work: [], missing: [] } : today.data;

  const body = (children: (data: Today) => React.ReactNode) => {
    if (data) return children(data);
    return today.error ? <ErrorState problem={today.error} onRetry={() => void today.refetch()} /> : <LoadingState lines={4} />;
  };
  return (
    <>
      <PageHeader title={t("title")} lead={`${formatLongDate()} · ${t("greeting", { name: me.full_name })}`} />
      <QuickActions />
      <div className={css.columns}>
        <div className={css.stack}>
          <Panel title={t("mine")} isFlush>
            {body(({ work }) => (
              <Work items={work} />
            ))}
          </Panel>
          {homeSections.map((section) => (
            <Section key={section.id} section={section} />
          ))}
        </div>
        <div className={css.stack}>
          <Panel title={t("missing")} isFlush>
            {body(({ missing }) => (
              <Missing counts={missing} />
            ))}
          </Panel>
          <Roles />
        </div>
      </div>
    </>
  );
}

function QuickActions() {
  const t = useText();
  const language = useLanguage();
  const { actions, openPalette } = useRegistry();
  return (
    <section aria-label={t("quick")}>
      <ul className={css.quick}>
        <li>
          <button type="button" onClick={openPalette}>
            <IconSearch size={28} stroke={1.5} aria-hidden />
            <span>
              <strong>{t("find")}</strong>
              <small>{t("findHint")}</small>
            </span>
          </button>
        </li>
        {actions
          .filter((action) => action.onHome)
          .map((action) => (
            <li key={action.id}>
              <Link to={action.to} preload="intent" className={action.isUrgent ? css.urgent : undefined}>
                <action.icon size={28} stroke={1.5} aria-hidden />
                <span>
                  <strong>{say(action.label, language)}</strong>
                  {action.description ? <small>{say(action.description, language)}</small> : null}
                </span>
              </Link>
            </li>
          ))}
      </ul>
    </section>
  );
}

function Work({ items }: { items: readonly WorkItem[] }) {
  const t = useText();
  if (items.length === 0) {
    return (
      <EmptyState icon={IconMoodCheck} title={t("mineEmpty")}>
        {t("mineEmptyHint")}
      </EmptyState>
    );
  }
  const due = (item: WorkItem) => {
    if (!item.due_on) return null;
    const isLate = item.due_on < todayIso();
    return (
      <Status meaning={isLate ? "danger" : item.due_on === todayIso() ? "attention" : "neutral"}>
        {isLate ? t("overdue", { date: formatDate(item.due_on) }) : t("due", { date: formatDate(item.due_on) })}
      </Status>
    );
  };
  return (
    <ul className={css.work}>
      {items.map((item) => (
        <li key={item.id}>
          <div>
            <AppLink to={item.to}>{item.title}</AppLink>
            <div className={css.kind}>{[item.kind, item.detail].filter(Boolean).join(" · ")}</div>
          </div>
          <div>{due(item)}</div>
        </li>
      ))}
    </ul>
  );
}

function Missing({ counts }: { counts: readonly MissingCount[] }) {
  const t = useText();
  if (counts.length === 0) {
    return (
      <EmptyState icon={IconCircleCheck} title={t("missingNone")}>
        {t("missingNoneHint")}
      </EmptyState>
    );
  }
  return (
    <>
      <div className={css.hint}>{t("missingHint")}</div>
      <ul className={css.missing}>
        {counts.map((one) => (
          <li key={one.field}>
            <AppLink to={one.to}>{one.label}</AppLink>
            <span className="tabular">{t("people", { count: one.count })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Standing in for somebody is easily forgotten: it is said on the first page of the day. */
function Roles() {
  const t = useText();
  const me = useMe();
  const acting = me.roles.filter((role) => role.acting_for);
  if (acting.length === 0) return null;
  return (
    <Panel title={t("roles")}>
      {acting.map((role) => (
        <div key={role.id}>
          <strong>{role.role_label}</strong>
          <div className={css.kind}>{t("acting", { name: role.acting_for?.name ?? "", date: formatDate(role.ends_on) })}</div>
        </div>
      ))}
    </Panel>
  );
}

function Section({ section }: { section: HomeSection }) {
  const Content = useMemo(() => lazy(section.load), [section]);
  return (
    <Boundary>
      <Suspense fallback={<LoadingState lines={3} />}>
        <Content />
      </Suspense>
    </Boundary>
  );
}
