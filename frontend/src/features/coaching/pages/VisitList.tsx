import { formatDate } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { AppLink, choiceFilter, dateFilter, EmptyState, LinkButton, ListPage } from "@/ui";

import { visitHome, VISITS, type Visit } from "../api";
import { useText } from "../text";

/** Every visit that the reader may find; words are opened on the visit's own page. */
export default function VisitList() {
  const t = useText();
  const list = useListState({ filters: ["by", "since", "until", "case"], sort: "", followsScope: false });
  const page = usePage<Visit>(VISITS, list.params);
  return (
    <ListPage
      title={t("list.title")}
      crumbs={[{ label: t("title"), to: "/ziyaretler" }]}
      actions={<LinkButton to="/ziyaretler/yeni">{t("visit.new")}</LinkButton>}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => `${formatDate(row.visited_on)} ${row.case.person.name}`}
      filters={[choiceFilter("by", t("list.whose"), [{ value: "me", label: t("list.mine") }]), dateFilter("since", t("list.since")), dateFilter("until", t("list.until"))]}
      columns={[
        { key: "day", header: t("form.visitedOn"), isName: true, cell: (row) => <AppLink to={visitHome(row.id)}>{formatDate(row.visited_on)}</AppLink> },
        { key: "person", header: t("form.who"), cell: (row) => row.case.person.name },
        { key: "place", header: t("form.place"), cell: (row) => row.place.label },
        { key: "minutes", header: t("form.minutes"), cell: (row) => t("minutes", { count: row.minutes }) },
        { key: "activity", header: t("form.activity"), cell: (row) => (row.activity ? [row.activity.letter, row.activity.label].filter(Boolean).join(") ") : "") },
        { key: "by", header: t("visit.by"), cell: (row) => row.by.name },
      ]}
      empty={<EmptyState title={t("list.empty")}>{t("list.emptyHint")}</EmptyState>}
    />
  );
}
