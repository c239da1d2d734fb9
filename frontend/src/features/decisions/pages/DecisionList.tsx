import { formatDate } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { useSearchParams } from "@/lib/routing";
import { AppLink, choiceFilter, EmptyState, ListPage } from "@/ui";

import { casePage, DECISIONS, decisionPage, KINDS, type DecisionRow } from "../api";
import { State } from "../components/State";
import { useText } from "../text";

const LISTS = ["mine", "hearing", "due", "in_effect", "undeliverable", "open", "all"] as const;

/** The manager's list: what waits, whose time runs, what takes effect, what could not be served. */
export default function DecisionList() {
  const t = useText();
  // Work queues link here by the name of the list.
  const { liste } = useSearchParams();
  const list = useListState({ filters: ["list", "kind"] });
  const page = usePage<DecisionRow>(DECISIONS, { ...list.params, list: list.filters.list ?? liste });
  return (
    <ListPage
      title={t("title")}
      lead={t("lead")}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => `${row.case.number} ${row.kind_label}`}
      filters={[
        choiceFilter("list", t("which"), LISTS.map((one) => ({ value: one, label: t(`list.${one}`) }))),
        choiceFilter("kind", t("field.kind"), KINDS.map((one) => ({ value: one, label: t(`propose.${one}`) }))),
      ]}
      columns={[
        { key: "kind", header: t("field.kind"), isName: true, cell: (row) => <AppLink to={decisionPage(row.id)}>{row.kind_label}</AppLink> },
        { key: "person", header: t("field.person"), cell: (row) => row.person.name },
        { key: "case", header: t("field.case"), cell: (row) => <AppLink to={casePage(row.case.id)} style={{ whiteSpace: "nowrap" }}>{row.case.number}</AppLink> },
        { key: "state", header: t("field.state"), cell: (row) => <State row={row} /> },
        { key: "ground", header: t("field.ground"), cell: (row) => (row.ground ? [row.ground.letter, row.ground.label].filter(Boolean).join(") ") : "—") },
        { key: "effective", header: t("field.effectiveOn"), cell: (row) => (row.effective_on ? formatDate(row.effective_on) : "—") },
        { key: "letter", header: t("field.letter"), cell: (row) => row.letters[0]?.state_label ?? "—" },
        { key: "proposed", header: t("field.proposed"), cell: (row) => `${formatDate(row.proposed_at)} · ${row.proposed_by}`, isHidden: true },
      ]}
      empty={<EmptyState title={t("empty.title")}>{t("empty.hint")}</EmptyState>}
    />
  );
}
