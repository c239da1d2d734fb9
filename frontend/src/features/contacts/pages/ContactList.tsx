import { Switch } from "@mantine/core";

import { useCatalogue } from "@/lib/catalogue";
import { formatDateTime } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { useCan } from "@/lib/session";
import { AppLink, choiceFilter, EmptyState, LinkButton, ListPage, Status } from "@/ui";

import { CONTACTS, type Contact } from "../api";
import { useText } from "../text";

export default function ContactList() {
  const t = useText();
  const can = useCan();
  const catalogue = useCatalogue();
  const list = useListState({ filters: ["topic", "channel", "outcome", "mine"] });
  const page = usePage<Contact>(CONTACTS, list.params);
  const add = can("contacts.write") ? <LinkButton to="/bilgi-talepleri/yeni">{t("new")}</LinkButton> : null;
  return (
    <ListPage
      title={t("title")}
      lead={t("lead")}
      actions={add}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.topic_label}
      filters={[
        choiceFilter("topic", t("field.topic"), catalogue.options("contact_topic")),
        choiceFilter("channel", t("field.channel"), catalogue.options("channel")),
        choiceFilter("outcome", t("field.outcome"), catalogue.options("contact_outcome")),
      ]}
      columns={[
        { key: "topic", header: t("field.topic"), isName: true, cell: (row) => <AppLink to={`/bilgi-talepleri/${row.id}`}>{row.topic_label}</AppLink> },
        { key: "taken", header: t("field.when"), cell: (row) => formatDateTime(row.taken_at) },
        { key: "caller", header: t("field.caller"), cell: (row) => row.caller_label || t("anonymous") },
        { key: "channel", header: t("field.channel"), cell: (row) => row.channel_label },
        { key: "outcome", header: t("field.outcome"), cell: (row) => <Status meaning={row.outcome === "call_back" ? "attention" : row.outcome === "urgent" ? "danger" : "done"}>{row.outcome_label}</Status> },
        { key: "referred", header: t("field.referredTo"), cell: (row) => row.referred_to, isHidden: true },
      ]}
      exports={<Switch label={t("onlyMine")} checked={list.filters.mine === "1"} onChange={(event) => list.setFilter("mine", event.currentTarget.checked ? "1" : undefined)} />}
      empty={
        <EmptyState title={t("empty.title")} actions={add}>
          {t("empty.hint")}
        </EmptyState>
      }
    />
  );
}
