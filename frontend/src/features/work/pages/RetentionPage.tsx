import { Stack, Text } from "@mantine/core";
import { useState } from "react";

import { formatDate, todayIso } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { AppLink, DataTable, DateField, EmptyState, Loaded, Notice, PageHeader, Panel, Status } from "@/ui";

import type { DueCase } from "../api";
import { useText } from "../text";

/** As many as the server sends. */
const MOST = 200;
const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && text >= todayIso();

function inAMonth(): string {
  const day = new Date(`${todayIso()}T12:00:00`);
  day.setDate(day.getDate() + 31);
  return day.toISOString().slice(0, 10);
}

/** What becomes due for disposal: a preview for managers and the KVKK contact, who opens no file. */
export default function RetentionPage() {
  const t = useText();
  const [until, setUntil] = useState<string | null>(inAMonth);
  const asked = isDay(until) ? until : inAMonth();
  const due = useRead<{ results: DueCase[] }>("/api/v1/cases/retention/due/", { until: asked });
  return (
    <>
      <PageHeader title={t("retention.title")} lead={t("retention.lead")} crumbs={[{ label: t("title"), to: "/isler" }]} />
      <Stack gap="lg">
        <DateField label={t("retention.until")} value={until} onChange={setUntil} bound="future" />
        <Loaded query={due}>{({ results }) => <Rows rows={results} />}</Loaded>
      </Stack>
    </>
  );
}

function Rows({ rows }: { rows: DueCase[] }) {
  const t = useText();
  if (rows.length === 0) return <EmptyState title={t("retention.empty")}>{t("retention.emptyHint")}</EmptyState>;
  return (
    <Stack gap="md">
      {rows.length >= MOST ? <Notice meaning="attention">{t("retention.most", { count: MOST })}</Notice> : null}
      <Panel isFlush>
      <DataTable
        caption={t("retention.title")}
        rows={rows}
        rowId={(row) => row.id}
        columns={[
          { key: "number", header: t("retention.number"), isName: true, cell: (row) => (row.may_open ? <AppLink to={`/dosyalar/${row.id}`}>{row.number}</AppLink> : row.number) },
          { key: "person", header: t("retention.person"), cell: (row) => row.person_name },
          { key: "programme", header: t("retention.programme"), cell: (row) => row.programme_name },
          { key: "kind", header: t("retention.kind"), cell: (row) => [row.kept.label, row.kept.months === null ? "" : t("retention.months", { count: row.kept.months })].filter(Boolean).join(" · ") },
          { key: "started", header: t("retention.started"), cell: (row) => `${row.kept.starts_label}: ${row.kept.started_on ? formatDate(row.kept.started_on) : "—"}` },
          { key: "ends", header: t("retention.ends"), cell: (row) => <Ends row={row} /> },
          { key: "method", header: t("retention.method"), cell: (row) => row.kept.method_label },
        ]}
      />
      </Panel>
      <Text size="sm" c="dimmed">
        {t("retention.article")}: {[...new Set(rows.map((row) => row.kept.article).filter(Boolean))].join("; ") || "—"}
      </Text>
      {rows.some((row) => row.kept.statutory_reserved) ? (
        <Text size="sm" c="dimmed">
          {t("retention.statutory")}
        </Text>
      ) : null}
    </Stack>
  );
}

function Ends({ row }: { row: DueCase }) {
  const t = useText();
  const { until } = row.kept;
  if (!until) return "—";
  return until < todayIso() ? <Status meaning="danger">{`${formatDate(until)} · ${t("retention.over")}`}</Status> : formatDate(until);
}
