import { formatDateTime } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { useCan } from "@/lib/session";
import { AppLink, EmptyState, LinkButton, ListPage } from "@/ui";

import { URGENT, type UrgentNotice } from "../api";
import { useText } from "../text";

export default function UrgentList() {
  const t = useText();
  const can = useCan();
  const list = useListState();
  const page = usePage<UrgentNotice>(URGENT, list.params);
  const add = can("urgent.write") ? <LinkButton to="/acil-bildirimler/yeni">{t("urgent.new")}</LinkButton> : null;
  return (
    <ListPage
      title={t("urgent.title")}
      lead={t("urgent.lead")}
      actions={add}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.authority_label}
      columns={[
        { key: "authority", header: t("urgent.field.authority"), isName: true, cell: (row) => <AppLink to={`/acil-bildirimler/${row.id}`}>{row.authority_label}</AppLink> },
        { key: "given", header: t("urgent.field.givenAt"), cell: (row) => formatDateTime(row.given_at) },
        { key: "reference", header: t("urgent.field.reference"), cell: (row) => row.reference },
        { key: "statute", header: t("urgent.field.statute"), cell: (row) => row.statute },
      ]}
      empty={
        <EmptyState title={t("urgent.empty.title")} actions={add}>
          {t("urgent.empty.hint")}
        </EmptyState>
      }
    />
  );
}
