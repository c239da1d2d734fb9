import { Button, Group } from "@mantine/core";

import { call } from "@/lib/api";
import { formatDate, formatDateTime } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { useAction, usePage } from "@/lib/query";
import { EmptyState, LinkButton, ListPage, Status, toastDone } from "@/ui";

import { INVITATIONS, type Invitation } from "../api";
import { useText } from "../text";

export default function Invitations() {
  const t = useText();
  const list = useListState();
  const page = usePage<Invitation>(INVITATIONS, list.params);
  return (
    <ListPage
      title={t("invite.list")}
      lead={t("invite.listLead")}
      crumbs={[
        { label: t("settings"), to: "/ayarlar" },
        { label: t("staff.title"), to: "/ayarlar/personel" },
      ]}
      actions={<LinkButton to="/ayarlar/personel/davet">{t("staff.invite")}</LinkButton>}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.full_name}
      columns={[
        { key: "name", header: t("field.name"), isName: true, cell: (row) => row.full_name },
        { key: "email", header: t("field.email"), cell: (row) => row.email },
        { key: "sent", header: t("invite.sentAt"), cell: (row) => formatDateTime(row.sent_at) },
        { key: "expires", header: t("invite.expires"), cell: (row) => (row.is_expired ? <Status meaning="attention">{t("invite.expired")}</Status> : formatDate(row.expires_at.slice(0, 10))) },
        { key: "acts", header: t("field.state"), cell: (row) => <Acts invitation={row} /> },
      ]}
      empty={<EmptyState title={t("invite.empty")}>{t("invite.emptyHint")}</EmptyState>}
    />
  );
}

function Acts({ invitation }: { invitation: Invitation }) {
  const t = useText();
  const refresh = [INVITATIONS];
  const resend = useAction((_input: null, context) => call("POST", `${INVITATIONS}${invitation.id}/resend/`, context), { refresh, onDone: () => toastDone(t("invite.resent")) });
  const revoke = useAction(() => call("DELETE", `${INVITATIONS}${invitation.id}/`), { refresh, onDone: () => toastDone(t("invite.revoked")) });
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" loading={resend.isPending} onClick={() => resend.mutate(null)}>
        {t("invite.resend")}
      </Button>
      <Button size="xs" variant="subtle" color="danger" loading={revoke.isPending} onClick={() => revoke.mutate(null)}>
        {t("invite.revoke")}
      </Button>
    </Group>
  );
}
