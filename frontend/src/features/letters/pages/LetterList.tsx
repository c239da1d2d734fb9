import { Group } from "@mantine/core";

import { formatDate, formatDateTime } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { useCan } from "@/lib/session";
import { AppLink, choiceFilter, EmptyState, LinkButton, ListPage, Status } from "@/ui";

import { LETTERS, MEANING, options, useChoices, type LetterRow } from "../api";
import { useText } from "../text";

/** The work queue: what is drafted, what waits for approval, signature or service, what could not be served. */
export default function LetterList() {
  const t = useText();
  const can = useCan();
  const choices = useChoices();
  const list = useListState({ filters: ["queue", "use", "state", "batch"], followsScope: false });
  const page = usePage<LetterRow>(LETTERS, list.params);
  const queues = choices.data?.queues ?? [];
  return (
    <ListPage
      title={t("title")}
      lead={t("lead")}
      actions={
        can("letters.write") ? (
          <Group gap="xs">
            <LinkButton to="/yazilar/sayilar" variant="default">
              {t("numbers")}
            </LinkButton>
            <LinkButton to="/yazilar/toplu" variant="default">
              {t("batches")}
            </LinkButton>
          </Group>
        ) : null
      }
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => `${row.number || t("draftName")} · ${row.subject}`}
      searchLabel={t("search")}
      filters={[
        choiceFilter(
          "queue",
          t("field.queue"),
          queues.map((one) => ({ value: one.key, label: `${one.label} (${one.count ?? 0})` })),
        ),
        choiceFilter("use", t("field.use"), options(choices.data?.uses)),
        choiceFilter("state", t("field.state"), options(choices.data?.states)),
      ]}
      columns={[
        { key: "subject", header: t("field.subject"), isName: true, cell: (row) => <AppLink to={`/yazilar/${row.id}`}>{row.subject}</AppLink> },
        { key: "person", header: t("field.person"), cell: (row) => (row.person ? <AppLink to={`/kisiler/${row.person.id}`}>{row.person.name}</AppLink> : t("unregistered", { name: row.sender_name })) },
        {
          key: "number",
          header: t("field.number"),
          cell: (row) => (
            <>
              {row.number || t("draftName")}
              {row.official_number ? <div>{row.official_number}</div> : null}
            </>
          ),
        },
        { key: "programme", header: t("field.programme"), cell: (row) => row.programme?.name ?? "–" },
        {
          key: "state",
          header: t("field.state"),
          cell: (row) => (
            <Group gap={4}>
              <Status meaning={MEANING[row.state]}>{queues.find((one) => one.key === row.queue)?.label ?? row.state_label}</Status>
              {row.waits ? <Status meaning="attention">{t("waits")}</Status> : null}
            </Group>
          ),
        },
        { key: "drafted", header: t("field.drafted"), cell: (row) => formatDateTime(row.drafted_at) },
        { key: "served", header: t("field.served"), cell: (row) => (row.served_on ? formatDate(row.served_on) : "–") },
      ]}
      empty={<EmptyState title={t("empty.title")}>{t("empty.hint")}</EmptyState>}
    />
  );
}
