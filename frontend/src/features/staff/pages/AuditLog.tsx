import { formatDateTime } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { choiceFilter, dateFilter, EmptyState, ListPage } from "@/ui";

import { AUDIT, type AuditEvent } from "../api";
import { ACTION_GROUPS, actionWords, subjectWords } from "../components/actions";
import { useText } from "../text";

export default function AuditLog() {
  const t = useText();
  const list = useListState({ filters: ["action", "from", "until"] });
  const page = usePage<AuditEvent>(AUDIT, list.params);
  return (
    <ListPage
      title={t("audit.title")}
      lead={t("audit.lead")}
      crumbs={[{ label: t("settings"), to: "/ayarlar" }]}
      list={list}
      page={page}
      rowId={(row) => row.id}
      filters={[
        choiceFilter("action", t("audit.action"), ACTION_GROUPS.map((group) => ({ value: `${group.key}.`, label: group.label }))),
        dateFilter("from", t("audit.since")),
        dateFilter("until", t("audit.until")),
      ]}
      columns={[
        { key: "what", header: t("audit.what"), isName: true, cell: (row) => actionWords(row.action) },
        { key: "at", header: t("audit.at"), cell: (row) => formatDateTime(row.at) },
        { key: "who", header: t("audit.who"), cell: (row) => row.actor.name || t("audit.system") },
        { key: "why", header: t("audit.why"), cell: (row) => row.reason },
        { key: "subject", header: t("audit.subject"), cell: (row) => subjectWords(row.subject_type) },
        { key: "from", header: t("audit.from"), cell: (row) => [row.agent, row.ip].filter(Boolean).join(" · "), isHidden: true },
      ]}
      empty={<EmptyState title={t("audit.empty")}>{t("audit.emptyHint")}</EmptyState>}
    />
  );
}
