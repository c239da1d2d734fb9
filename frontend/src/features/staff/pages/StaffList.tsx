import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { useCan } from "@/lib/session";
import { AppLink, choiceFilter, EmptyState, LinkButton, ListPage, Status } from "@/ui";
import { formatDateTime } from "@/lib/dates";

import { STAFF, useChoices, type Staff } from "../api";
import { rolesInWords } from "../components/words";
import { useText } from "../text";

export default function StaffList() {
  const t = useText();
  const can = useCan();
  const choices = useChoices();
  const list = useListState({ filters: ["role", "unit", "state"] });
  const page = usePage<Staff>(STAFF, list.params);
  const mayManage = can("staff.manage");
  const invite = mayManage ? <LinkButton to="/ayarlar/personel/davet">{t("staff.invite")}</LinkButton> : null;
  return (
    <ListPage
      title={t("staff.title")}
      lead={t("staff.lead")}
      crumbs={[{ label: t("settings"), to: "/ayarlar" }]}
      actions={
        mayManage ? (
          <>
            <LinkButton to="/ayarlar/personel/davetler" variant="subtle">
              {t("staff.invitations")}
            </LinkButton>
            <LinkButton to="/ayarlar/personel/liste-yukle" variant="default">
              {t("staff.import")}
            </LinkButton>
            {invite}
          </>
        ) : null
      }
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.full_name}
      searchLabel={t("staff.search")}
      filters={[
        choiceFilter("role", t("field.role"), choices.roles),
        choiceFilter("unit", t("field.unit"), choices.units),
        choiceFilter("state", t("field.state"), [
          { value: "active", label: t("staff.active") },
          { value: "left", label: t("staff.left") },
        ]),
      ]}
      columns={[
        { key: "name", header: t("field.name"), isName: true, cell: (row) => <AppLink to={`/ayarlar/personel/${row.id}`}>{row.full_name}</AppLink> },
        { key: "title", header: t("field.title"), cell: (row) => row.title, isHidden: true },
        { key: "roles", header: t("field.roles"), cell: (row) => rolesInWords(row.roles, t("staff.all")) || t("staff.noRole") },
        ...(mayManage
          ? [
              { key: "email", header: t("field.email"), cell: (row: Staff) => row.email },
              {
                key: "mfa",
                header: t("field.mfa"),
                cell: (row: Staff) => (row.mfa_enrolled ? <Status meaning="done">{t("mfa.yes")}</Status> : <Status meaning="attention">{t("mfa.no")}</Status>),
              },
              { key: "login", header: t("field.lastLogin"), cell: (row: Staff) => formatDateTime(row.last_login), isHidden: true },
            ]
          : []),
        { key: "state", header: t("field.state"), cell: (row) => (row.is_active ? t("staff.active") : t("staff.left")), isHidden: true },
      ]}
      empty={
        <EmptyState title={t("staff.empty")} actions={invite}>
          {t("staff.emptyHint")}
        </EmptyState>
      }
    />
  );
}
