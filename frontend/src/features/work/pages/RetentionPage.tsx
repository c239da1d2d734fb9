import { Group, Stack, Text } from "@mantine/core";

import { formatDate, todayIso } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { AppLink, DateField, EmptyState, ListPage, Status } from "@/ui";

import { RETENTION, type DuePage, type DueRecord } from "../api";
import { Kinds } from "../components/Kinds";
import { useRetentionText } from "../retentionText";

const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && text >= todayIso();

function inAMonth(): string {
  const day = new Date(`${todayIso()}T12:00:00`);
  day.setDate(day.getDate() + 31);
  return day.toISOString().slice(0, 10);
}

/** What becomes due for disposal, a kind at a time: a preview for managers and the KVKK contact, who opens no file. */
export default function RetentionPage() {
  const t = useRetentionText();
  const list = useListState({ filters: ["kind", "until"] });
  const until = isDay(list.filters.until) ? list.filters.until : inAMonth();
  const page = usePage<DueRecord>(RETENTION, { cursor: list.cursor, kind: list.filters.kind, until });
  const due = page.data as DuePage | undefined;
  return (
    <Stack gap="lg">
      <ListPage
        title={t("title")}
        lead={t("lead")}
        crumbs={[{ label: t("work"), to: "/isler" }]}
        above={
          <Group gap="lg" align="flex-end">
            {/* What was typed stays, with what is wrong with it: a day that has been, or none. The list then keeps to a month. */}
            <DateField label={t("until")} value={list.filters.until ?? until} onChange={(next) => list.setFilter("until", next ?? undefined)} bound="future" />
            {due ? <Kinds kinds={due.kinds} kind={due.kind} onChange={(next) => list.setFilter("kind", next)} /> : null}
          </Group>
        }
        list={{ ...list, isNarrowed: false }}
        page={page}
        rowId={(row) => row.id}
        rowName={(row) => row.title}
        columns={[
          { key: "record", header: t("record"), isName: true, cell: (row) => <Record row={row} /> },
          { key: "person", header: t("person"), cell: (row) => row.who || t("nobody") },
          { key: "programme", header: t("programme"), cell: (row) => row.programme },
          { key: "kind", header: t("kind"), cell: (row) => [row.kept.label, row.kept.months === null ? "" : t("months", { count: row.kept.months })].filter(Boolean).join(" · ") },
          { key: "started", header: t("started"), cell: (row) => `${row.kept.starts_label}: ${row.kept.started_on ? formatDate(row.kept.started_on) : "—"}` },
          { key: "ends", header: t("ends"), cell: (row) => <Ends row={row} /> },
          { key: "method", header: t("method"), cell: (row) => row.kept.method_label },
        ]}
        empty={<EmptyState title={t("empty")}>{t("emptyHint")}</EmptyState>}
      />
      {due ? <Basis due={due} /> : null}
    </Stack>
  );
}

function Record({ row }: { row: DueRecord }) {
  return (
    <>
      {row.link ? <AppLink to={row.link}>{row.title}</AppLink> : row.title}
      {row.hint ? (
        <Text size="sm" c="dimmed">
          {row.hint}
        </Text>
      ) : null}
    </>
  );
}

/** On what the periods of the page stand, and what goes before them. */
function Basis({ due }: { due: DuePage }) {
  const t = useRetentionText();
  const rows = due.results;
  const articles = [...new Set(rows.map((row) => row.kept.article).filter(Boolean))];
  return (
    <Stack gap={4}>
      {articles.length > 0 ? (
        <Text size="sm" c="dimmed">
          {t("article")}: {articles.join("; ")}
        </Text>
      ) : null}
      {rows.some((row) => row.kept.statutory_reserved) ? (
        <Text size="sm" c="dimmed">
          {t("statutory")}
        </Text>
      ) : null}
      {due.kind === "appointment" ? (
        <Text size="sm" c="dimmed">
          {t("withFiles")}
        </Text>
      ) : null}
    </Stack>
  );
}

function Ends({ row }: { row: DueRecord }) {
  const t = useRetentionText();
  const { until } = row.kept;
  if (!until) return "—";
  return until < todayIso() ? <Status meaning="danger">{`${formatDate(until)} · ${t("over")}`}</Status> : formatDate(until);
}
