import { IconCircleCheck, IconMoodCheck, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";

import type { HomeSection } from "@/config/feature";
import { formatDate, formatLongDate, todayIso } from "@/lib/dates";
import { say, useLanguage } from "@/lib/i18n";
import { formatNumber } from "@/lib/numbers";
import { useRegistry } from "@/lib/registry";
import { useCan, useMe } from "@/lib/session";
import { AppLink } from "@/ui/AppLink";
import { Status } from "@/ui/Notice";
import { PageHeader } from "@/ui/PageHeader";
import { Panel } from "@/ui/Panel";
import { Boundary, EmptyState, ErrorState, LoadingState } from "@/ui/states";

import { useToday, type Today } from "../api";
import css from "../home.module.css";
import { useText } from "../text";
import { watchedOf, workOf, type Watched, type WorkItem } from "../work";

/** The first page of the day: what is mine, what to start, what is missing. */
export default function TodayPage() {
  const t = useText();
  const me = useMe();
  const today = useToday(me.municipality !== null);
  const { homeSections } = useRegistry();
  // Where queues of work are drawn below, "nothing waits" here would contradict them.
  const isQuiet = homeSections.some((section) => section.id === "work") && today.data !== undefined && workOf(today.data, t).length === 0;
  return (
    <>
      <PageHeader title={t("title")} lead={`${formatLongDate()} · ${t("greeting", { name: me.full_name })}`} />
      <QuickActions />
      <div className={css.columns}>
        <div className={css.stack}>
          {me.municipality && !isQuiet ? (
            <Panel title={t("mine")} isFlush>
              <Waiting query={today}>{(data) => <Work items={workOf(data, t)} />}</Waiting>
            </Panel>
          ) : null}
          {homeSections.map((section) => (
            <Section key={section.id} section={section} />
          ))}
        </div>
        <div className={css.stack}>
          {today.data?.registrations ? (
            <Panel title={t("missing")} isFlush>
              <Missing registrations={today.data.registrations} />
            </Panel>
          ) : null}
          {today.data ? <Watch entries={watchedOf(today.data, t)} /> : null}
          <Roles />
        </div>
      </div>
    </>
  );
}

function Waiting({ query, children }: { query: ReturnType<typeof useToday>; children: (data: Today) => React.ReactNode }) {
  if (query.data) return children(query.data);
  return query.error ? <ErrorState problem={query.error} onRetry={() => void query.refetch()} /> : <LoadingState lines={4} />;
}

function QuickActions() {
  const t = useText();
  const language = useLanguage();
  const can = useCan();
  const { actions, openPalette } = useRegistry();
  return (
    <section aria-label={t("quick")}>
      <ul className={css.quick}>
        {can(["people.read", "people.read.own"]) ? (
          <li>
            <button type="button" onClick={openPalette}>
              <IconSearch size={28} stroke={1.5} aria-hidden />
              <span>
                <strong>{t("find")}</strong>
                <small>{t("findHint")}</small>
              </span>
            </button>
          </li>
        ) : null}
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

function Missing({ registrations }: { registrations: NonNullable<Today["registrations"]> }) {
  const t = useText();
  const { rows, count } = registrations;
  if (count === 0) {
    return (
      <EmptyState icon={IconCircleCheck} title={t("missingNone")}>
        {t("missingNoneHint")}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={css.missing}>
        {rows.map((one) => (
          <li key={one.id}>
            <AppLink to={`/kisiler/${one.id}`}>{one.name || one.file_number}</AppLink>
            <span className="tabular">{t("registered", { date: formatDate(one.registered_on) })}</span>
          </li>
        ))}
      </ul>
      {count > rows.length ? <div className={css.hint}>{t("missingMore", { count: count - rows.length })}</div> : null}
    </>
  );
}

function Watch({ entries }: { entries: readonly Watched[] }) {
  const t = useText();
  if (entries.length === 0) return null;
  return (
    <Panel title={t("watchTitle")} isFlush>
      <ul className={css.missing}>
        {entries.map((one) => (
          <li key={one.key}>
            <AppLink to={one.to}>{one.label}</AppLink>
            <span className="tabular">{formatNumber(one.count)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

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
