import { Button, Group, SegmentedControl, Select } from "@mantine/core";
import { IconCalendarDown, IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { announce } from "@/lib/announce";
import { download } from "@/lib/api";
import { formatDate, todayIso } from "@/lib/dates";
import { addDays, formatDayInWords, isIsoDay, weekOf } from "@/lib/days";
import type { ApiProblem } from "@/lib/problems";
import { useRead, type Page } from "@/lib/query";
import { useSearchParams, useSetSearchParams } from "@/lib/routing";
import { useScope } from "@/lib/scope";
import { useCan } from "@/lib/session";
import { trCompare } from "@/lib/turkish";
import { AppLink, DateField, EmptyState, ErrorState, LinkButton, LoadingState, Notice, PageHeader, Panel, toastProblem, useUiText } from "@/ui";

import { APPOINTMENTS, CLOSED_DAYS, everyPage, HOME, SLOTS, useChoices, type Appointment, type ClosedDay, type Slot } from "../api";
import css from "../appointments.module.css";
import { AttendanceDialog } from "../components/AttendanceDialog";
import { DayGrid } from "../components/DayGrid";
import { DayList } from "../components/DayList";
import { WalkInDialog } from "../components/WalkInDialog";
import { WeekTable } from "../components/WeekTable";
import { countsOf } from "../layout";
import { useText } from "../text";

const VIEWS = ["gun", "hafta", "oda", "gorevli"] as const;
type View = (typeof VIEWS)[number];
const FILTERS = ["unit", "staff", "calendar", "room", "state"] as const;

/** Half past eight: who comes today, when, where, to whom. The day, the view and the filters stand in the address. */
export default function AppointmentDay() {
  const t = useText();
  const can = useCan();
  const search = useSearchParams();
  const [isWalkIn, setWalkIn] = useState(false);
  const view = VIEWS.find((one) => one === search.gorunum) ?? "gun";
  const day = isIsoDay(search.gun) ? search.gun : todayIso();
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={
          <>
            <AppLink to={`${HOME}/bekleme`}>{t("waiting")}</AppLink>
            {can("appointments.manage") ? (
              <>
                {" · "}
                <AppLink to={`${HOME}/takvimler`}>{t("calendars")}</AppLink>
              </>
            ) : null}
          </>
        }
        actions={
          can("appointments.write") ? (
            <>
              <Button variant="default" onClick={() => setWalkIn(true)}>
                {t("walkIn")}
              </Button>
              <LinkButton to={`${HOME}/yeni`}>{t("new")}</LinkButton>
            </>
          ) : null
        }
      />
      <Toolbar view={view} day={day} />
      <Filters />
      {view === "hafta" ? <Week day={day} /> : <Day day={day} view={view} />}
      {isWalkIn ? <WalkInDialog onClose={() => setWalkIn(false)} /> : null}
    </>
  );
}

function Toolbar({ view, day }: { view: View; day: string }) {
  const t = useText();
  const set = useSetSearchParams();
  const isWeek = view === "hafta";
  const step = isWeek ? 7 : 1;
  const [first, last] = isWeek ? [weekOf(day)[0] ?? day, weekOf(day)[6] ?? day] : [day, day];
  const go = (to: string) => {
    set({ gun: to === todayIso() ? undefined : to });
    announce(formatDayInWords(to));
  };
  return (
    <div className={css.bar}>
      <Group gap={8}>
        <Button variant="default" px={10} aria-label={t(isWeek ? "day.previousWeek" : "day.previous")} onClick={() => go(addDays(day, -step))}>
          <IconChevronLeft size={20} aria-hidden />
        </Button>
        <Button variant="default" onClick={() => go(todayIso())} aria-current={day === todayIso() ? "date" : undefined}>
          {t("day.today")}
        </Button>
        <Button variant="default" px={10} aria-label={t(isWeek ? "day.nextWeek" : "day.next")} onClick={() => go(addDays(day, step))}>
          <IconChevronRight size={20} aria-hidden />
        </Button>
      </Group>
      <DateField aria-label={t("day.date")} description="" w={170} value={day} onChange={(value) => (isIsoDay(value) ? go(value) : undefined)} />
      <div className={css.when}>{isWeek ? t("day.week", { from: formatDate(weekOf(day)[0]), to: formatDate(weekOf(day)[6]) }) : formatDayInWords(day)}</div>
      <div className={css.grow} />
      <Button variant="subtle" leftSection={<IconCalendarDown size={18} aria-hidden />} onClick={() => void download(`${APPOINTMENTS}calendar.ics?from=${first}&to=${last}`, "randevularim.ics").catch(toastProblem)}>
        {t(isWeek ? "day.icsWeek" : "day.ics")}
      </Button>
      <SegmentedControl
        className={css.views}
        fullWidth
        aria-label={t("view.label")}
        value={view}
        onChange={(next) => set({ gorunum: next === "gun" ? undefined : next })}
        data={VIEWS.map((one) => ({ value: one, label: t(`view.${one}`) }))}
      />
    </div>
  );
}

function Filters() {
  const t = useText();
  const ui = useUiText();
  const search = useSearchParams();
  const set = useSetSearchParams();
  const choices = useChoices();
  const named = (list: readonly { id: string; name: string }[] | undefined) => (list ?? []).map((one) => ({ value: one.id, label: one.name }));
  const rooms = [...new Set((choices.data?.calendars ?? []).flatMap((one) => (one.room ? [one.room] : [])))].sort(trCompare);
  const options = {
    unit: named(choices.data?.units),
    staff: named(choices.data?.staff),
    calendar: named(choices.data?.calendars),
    room: rooms.map((room) => ({ value: room, label: room })),
    state: (["booked", "attended", "missed", "cancelled"] as const).map((state) => ({ value: state, label: t(`state.${state}`) })),
  };
  return (
    <div className={css.bar} role="group" aria-label={ui("list.filters")}>
      {FILTERS.filter((name) => options[name].length > 1 || search[name]).map((name) => (
        <Select
          key={name}
          size="sm"
          className={css.filter}
          label={t(`filter.${name}`)}
          placeholder={t("filter.all")}
          data={options[name]}
          value={search[name] ?? null}
          onChange={(value) => set({ [name]: value ?? undefined })}
          clearable
          searchable={options[name].length > 8}
        />
      ))}
    </div>
  );
}

/** What is asked of the API: the span, the filters of the address, the unit and programme of the top bar. */
function useFilters(): Record<string, string | undefined> {
  const search = useSearchParams();
  const scope = useScope();
  return { ...scope.params, ...Object.fromEntries(FILTERS.flatMap((name) => (search[name] ? [[name, search[name]]] : []))) };
}

function useAppointments(from: string, to: string) {
  const query = { ...useFilters(), from, to };
  return useQuery<Appointment[], ApiProblem>({
    queryKey: [APPOINTMENTS, query],
    queryFn: ({ signal }) => everyPage<Appointment>(APPOINTMENTS, query, signal),
    placeholderData: (before) => before,
    // Colleagues book, too: a day that stands open all morning stays true.
    refetchInterval: 60_000,
  });
}

/** The time, looked at every minute, for the line of now. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function Closed({ day }: { day: string }) {
  const t = useText();
  const closed = useRead<Page<ClosedDay>>(CLOSED_DAYS, { page_size: 200 });
  const found = closed.data?.results.find((one) => one.on === day);
  if (!found) return null;
  const words = { whole: "day.closed", morning: "day.closedMorning", afternoon: "day.closedAfternoon" } as const;
  return (
    <div style={{ marginBottom: 16 }}>
      <Notice meaning="attention">{t(words[found.part], { reason: found.reason })}</Notice>
    </div>
  );
}

function Day({ day, view }: { day: string; view: Exclude<View, "hafta"> }) {
  const t = useText();
  const now = useNow();
  const today = todayIso(now);
  const found = useAppointments(day, day);
  const search = useSearchParams();
  const can = useCan();
  const [act, setAct] = useState<{ one: Appointment; state: "attended" | "missed" } | null>(null);
  const label = t("day.list", { day: formatDayInWords(day) });
  const isNarrowed = FILTERS.some((name) => search[name]);
  return (
    <>
      <Closed day={day} />
      {found.data && found.data.length > 0 ? <Counts appointments={found.data} /> : null}
      <Panel isFlush>
        {!found.data ? (
          found.error ? (
            <ErrorState problem={found.error} onRetry={() => void found.refetch()} />
          ) : (
            <LoadingState lines={8} />
          )
        ) : found.data.length === 0 ? (
          <EmptyState
            title={isNarrowed ? t("empty.narrowed") : t("empty.title")}
            actions={
              can("appointments.write") && !isNarrowed ? (
                <LinkButton to={`${HOME}/yeni`} variant="default">
                  {t("new")}
                </LinkButton>
              ) : null
            }
          >
            {isNarrowed ? t("empty.free") : t("empty.hint")}
          </EmptyState>
        ) : view === "gun" ? (
          <DayList label={label} appointments={found.data} now={day === today ? now : null} today={today} onAct={(one, state) => setAct({ one, state })} />
        ) : (
          <DayGrid label={label} appointments={found.data.filter((one) => one.state !== "cancelled")} by={view === "oda" ? "room" : "staff"} />
        )}
      </Panel>
      {act ? <AttendanceDialog {...act} onClose={() => setAct(null)} /> : null}
    </>
  );
}

function Counts({ appointments }: { appointments: readonly Appointment[] }) {
  const t = useText();
  const counts = countsOf(appointments);
  const words = [
    t("day.all", { count: counts.all - counts.cancelled }),
    counts.waiting ? t("day.expected", { count: counts.waiting }) : "",
    counts.attended ? t("day.came", { count: counts.attended }) : "",
    counts.missed ? t("day.missed", { count: counts.missed }) : "",
    counts.unmatched ? t("day.unmatched", { count: counts.unmatched }) : "",
  ].filter(Boolean);
  return (
    <ul className={css.counts} aria-label={t("day.counts")}>
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  );
}

function Week({ day }: { day: string }) {
  const t = useText();
  const days = weekOf(day);
  const [from, to] = [days[0] ?? day, days[6] ?? day];
  const found = useAppointments(from, to);
  const { unit, calendar } = useFilters();
  const query = { unit, calendar, from, to };
  const slots = useQuery<Slot[], ApiProblem>({ queryKey: [SLOTS, query], queryFn: ({ signal }) => everyPage<Slot>(SLOTS, query, signal) });
  const problem = found.error ?? slots.error;
  const label = t("day.week", { from: formatDate(from), to: formatDate(to) });
  if (problem && !(found.data && slots.data)) return <ErrorState problem={problem} onRetry={() => void Promise.all([found.refetch(), slots.refetch()])} />;
  return (
    <Panel isFlush>
      {found.data && slots.data ? (
        found.data.length + slots.data.length > 0 ? (
          <WeekTable days={days} appointments={found.data} slots={slots.data} today={todayIso()} label={label} />
        ) : (
          <EmptyState title={t("empty.title")}>{t("empty.hint")}</EmptyState>
        )
      ) : (
        <LoadingState lines={8} />
      )}
    </Panel>
  );
}
