import { Stack, Switch } from "@mantine/core";

import { formatDate } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage, useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { AppLink, choiceFilter, EmptyState, LinkButton, ListPage, Status } from "@/ui";

import { caseHome, CASES, type CaseRow, type Choices } from "../api";
import { useText } from "../text";

/** The work list: open cases, those that wait longest first. */
export default function CaseList() {
  const t = useText();
  const can = useCan();
  const list = useListState({ filters: ["person", "programme", "stage", "responsible", "state", "overdue"], sort: "waiting" });
  const page = usePage<CaseRow>(CASES, list.params);
  const choices = useRead<Choices>(`${CASES}choices/`);
  const add = can(["cases.write", "cases.write.own"]) ? <LinkButton to="/dosyalar/yeni">{t("open")}</LinkButton> : null;
  const programmes = choices.data?.programmes ?? [];
  const chosen = programmes.filter((one) => !list.filters.programme || one.id === list.filters.programme);
  const stages = new Map(chosen.flatMap((one) => one.stages.map((stage) => [stage.key, stage.label] as const)));
  const responsible = [{ value: "me", label: t("me") }, { value: "nobody", label: t("nobody") }, ...(choices.data?.responsible ?? []).map(asOption)];
  const states = [
    { value: "open", label: t("openState") },
    { value: "closed", label: t("closed") },
    { value: "all", label: t("all") },
  ];
  return (
    <ListPage
      title={t("title")}
      lead={t("lead")}
      actions={add}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.number}
      searchLabel={t("search")}
      filters={[
        choiceFilter("programme", t("field.programme"), programmes.map(asOption)),
        choiceFilter("stage", t("field.stage"), [...stages].map(([value, label]) => ({ value, label }))),
        choiceFilter("responsible", t("field.responsible"), responsible),
        choiceFilter("state", t("field.state"), states),
        choiceFilter("overdue", t("field.overdue"), [{ value: "1", label: t("overdueOnly") }]),
      ]}
      columns={[
        { key: "number", header: t("field.number"), sortKey: "number", isName: true, cell: (row) => <AppLink to={caseHome(row.id)}>{row.number}</AppLink> },
        { key: "person", header: t("field.person"), cell: (row) => row.person.name },
        { key: "programme", header: t("field.programme"), cell: (row) => row.programme.name },
        { key: "stage", header: t("field.stage"), cell: (row) => <Stage row={row} /> },
        { key: "since", header: t("field.since"), sortKey: "waiting", cell: (row) => (row.days_in_stage > 0 ? t("days", { count: row.days_in_stage }) : t("today")) },
        { key: "due", header: t("field.due"), sortKey: "due", cell: (row) => <Due row={row} /> },
        { key: "responsible", header: t("field.responsible"), cell: (row) => row.responsible?.name ?? "" },
        { key: "opened", header: t("field.opened"), sortKey: "opened", cell: (row) => formatDate(row.opened_at), isHidden: true },
        { key: "unit", header: t("field.unit"), cell: (row) => row.unit.name, isHidden: true },
      ]}
      exports={<Switch label={t("overdueOnly")} checked={list.filters.overdue === "1"} onChange={(event) => list.setFilter("overdue", event.currentTarget.checked ? "1" : undefined)} />}
      empty={
        <EmptyState title={t("empty.title")} actions={add}>
          {t("empty.hint")}
        </EmptyState>
      }
    />
  );
}

const asOption = (one: { id: string; name: string }) => ({ value: one.id, label: one.name });

/** The stage, and what one has to know before working on the case: stopped for a risk, its time standing still. */
function Stage({ row }: { row: CaseRow }) {
  const t = useText();
  return (
    <Stack gap={4} align="flex-start">
      {row.state === "closed" ? <Status meaning="neutral">{t("closed")}</Status> : <span>{row.stage.label}</span>}
      {row.badges.map((one) => (
        <Status key={one.key} meaning={one.meaning}>
          {one.label}
        </Status>
      ))}
    </Stack>
  );
}

function Due({ row }: { row: CaseRow }) {
  const t = useText();
  if (!row.due_on) return null;
  return row.is_overdue ? <Status meaning="danger">{t("overdue", { date: formatDate(row.due_on) })}</Status> : formatDate(row.due_on);
}
