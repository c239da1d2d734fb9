import { Switch } from "@mantine/core";

import { useCatalogue } from "@/lib/catalogue";
import { formatDate } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { useCan } from "@/lib/session";
import { AppLink, choiceFilter, EmptyState, LinkButton, ListPage } from "@/ui";

import { PROVIDERS, type ProviderRow } from "../api";
import { Freshness } from "../components/Freshness";
import { useText } from "../text";

export default function ProviderList() {
  const t = useText();
  const can = useCan();
  const catalogue = useCatalogue();
  const list = useListState({ filters: ["kind", "topic", "target_group", "freshness", "closed"] });
  const page = usePage<ProviderRow>(PROVIDERS, list.params);
  const add = can("directory.write") ? <LinkButton to="/kuruluslar/yeni">{t("new")}</LinkButton> : null;
  return (
    <ListPage
      title={t("title")}
      lead={t("lead")}
      actions={add}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      searchLabel={t("search")}
      filters={[
        choiceFilter("topic", t("field.topic"), catalogue.options("service_topic")),
        choiceFilter("target_group", t("field.targetGroup"), catalogue.options("target_group")),
        choiceFilter("kind", t("field.kind"), catalogue.options("provider_kind")),
        choiceFilter("freshness", t("field.freshness"), catalogue.options("freshness")),
      ]}
      columns={[
        { key: "name", header: t("field.name"), isName: true, cell: (row) => <AppLink to={`/kuruluslar/${row.id}`}>{row.name}</AppLink> },
        { key: "kind", header: t("field.kind"), cell: (row) => row.kind_label },
        { key: "topics", header: t("field.topics"), cell: (row) => row.topics.join(", ") },
        { key: "district", header: t("field.district"), cell: (row) => row.district },
        { key: "phone", header: t("field.phone"), cell: (row) => (row.phone ? <a href={`tel:${row.phone.replaceAll(" ", "")}`}>{row.phone}</a> : null) },
        { key: "confirmed", header: t("field.lastConfirmed"), cell: (row) => formatDate(row.last_confirmed_on), isHidden: true },
        { key: "freshness", header: t("field.freshness"), cell: (row) => <Freshness value={row.freshness} /> },
      ]}
      exports={
        <Switch
          label={t("showClosed")}
          checked={list.filters.closed === "1"}
          onChange={(event) => list.setFilter("closed", event.currentTarget.checked ? "1" : undefined)}
        />
      }
      empty={
        <EmptyState title={t("empty.title")} actions={add}>
          {t("empty.hint")}
        </EmptyState>
      }
    />
  );
}
