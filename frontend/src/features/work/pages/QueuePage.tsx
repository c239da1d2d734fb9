import { formatDate, formatRelative, todayIso } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { useParam, useSetSearchParams } from "@/lib/routing";
import { AppLink, EmptyState, LinkButton, ListPage, Status } from "@/ui";

import { useWork, WORK, type WorkItem } from "../api";
import { Whose } from "../components/Whose";
import { useText } from "../text";

/** One queue, what is due first on top. */
export default function QueuePage() {
  const t = useText();
  const key = useParam("workQueue");
  const setSearch = useSetSearchParams();
  const list = useListState({ filters: ["whose"] });
  const whose = list.filters.whose;
  const work = useWork(whose);
  const page = usePage<WorkItem>(`${WORK}${key}/`, { cursor: list.cursor, mine: whose === "all" ? 0 : 1 });
  const queue = work.data?.buckets.flatMap((bucket) => bucket.queues).find((one) => one.key === key);
  return (
    <ListPage
      title={queue?.label ?? t("title")}
      lead={queue?.hint}
      crumbs={[{ label: t("title"), to: "/isler" }]}
      actions={
        queue?.link ? (
          <LinkButton to={queue.link} variant="default">
            {t("list")}
          </LinkButton>
        ) : null
      }
      above={<Whose whose={whose} onChange={(next) => setSearch({ whose: next, cursor: undefined })} />}
      list={{ ...list, isNarrowed: false }}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.title}
      columns={[
        { key: "title", header: t("field.title"), isName: true, cell: (row) => <AppLink to={row.link}>{row.title}</AppLink> },
        { key: "hint", header: t("field.hint"), cell: (row) => row.hint },
        { key: "due", header: t("field.due"), cell: (row) => <Due row={row} /> },
        { key: "since", header: t("field.since"), cell: (row) => (row.since ? formatRelative(row.since) : "") },
        { key: "who", header: t("field.who"), cell: (row) => row.with_whom },
      ]}
      empty={<EmptyState title={t("queueEmpty")}>{whose === "all" ? null : t("queueEmptyHint")}</EmptyState>}
    />
  );
}

function Due({ row }: { row: WorkItem }) {
  if (!row.due_on) return null;
  return row.due_on < todayIso() ? <Status meaning="danger">{formatDate(row.due_on)}</Status> : formatDate(row.due_on);
}
