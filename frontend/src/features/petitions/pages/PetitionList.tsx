import { Switch } from "@mantine/core";

import { formatDate } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage, useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { AppLink, choiceFilter, EmptyState, LinkButton, ListPage } from "@/ui";

import { homeOf, PETITIONS, type Choices, type PetitionRow } from "../api";
import { Clock } from "../components/Clock";
import { useText } from "../text";

const STATES = ["open", "late", "all"] as const;

/** The queue: whose time ends first stands on top. */
export default function PetitionList() {
  const t = useText();
  const can = useCan();
  const list = useListState({ filters: ["kind", "state", "assigned_to"], sort: "due", followsScope: false });
  const page = usePage<PetitionRow>(PETITIONS, list.params);
  const choices = useRead<Choices>(`${PETITIONS}choices/`);
  const add = can("petitions.write") ? <LinkButton to="/basvurular/yeni">{t("new")}</LinkButton> : null;
  return (
    <ListPage
      title={t("title")}
      lead={t("lead")}
      actions={add}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.number}
      filters={[
        choiceFilter("state", t("field.state"), STATES.map((key) => ({ value: key, label: t(`state.${key}`) }))),
        choiceFilter("kind", t("field.kind"), (choices.data?.kinds ?? []).map((one) => ({ value: one.key, label: one.label }))),
      ]}
      columns={[
        { key: "number", header: t("field.number"), sortKey: "number", isName: true, cell: (row) => <AppLink to={homeOf(row.id)}>{row.number}</AppLink> },
        { key: "kind", header: t("field.kind"), cell: (row) => row.kind_label },
        { key: "clock", header: t("field.clock"), sortKey: "due", cell: (row) => <Clock clock={row.clock} /> },
        { key: "state", header: t("field.state"), cell: (row) => row.state_label },
        { key: "assigned", header: t("field.assigned"), cell: (row) => row.assigned_to?.name ?? t("nobody") },
        { key: "who", header: t("field.who"), cell: (row) => row.person?.name ?? t("unregistered") },
        { key: "programme", header: t("field.programme"), cell: (row) => row.programme?.name ?? row.unit.name },
        { key: "received", header: t("field.received"), cell: (row) => formatDate(row.clock.received_on), isHidden: true },
      ]}
      exports={<Switch label={t("mine")} checked={list.filters.assigned_to === "me"} onChange={(event) => list.setFilter("assigned_to", event.currentTarget.checked ? "me" : undefined)} />}
      empty={
        <EmptyState title={t("empty.title")} actions={add}>
          {t("empty.hint")}
        </EmptyState>
      }
    />
  );
}
