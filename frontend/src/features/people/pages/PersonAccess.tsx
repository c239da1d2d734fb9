import { Text } from "@mantine/core";

import { formatDateTime } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import type { components } from "@/schema/api";
import { EmptyState, List } from "@/ui";

import { personPath, type Person } from "../api";
import { PersonFrame } from "../components/PersonFrame";
import { usePartsText } from "../text";

type Entry = components["schemas"]["AccessLog"];

export default function PersonAccess() {
  return <PersonFrame>{(person) => <Access person={person} />}</PersonFrame>;
}

/** Who read special-category values of the person, and for what. */
function Access({ person }: { person: Person }) {
  const t = usePartsText();
  const list = useListState();
  const page = usePage<Entry>(`${personPath(person.id)}access-log/`, list.params);
  return (
    <>
      <Text>{t("access.lead")}</Text>
      <List
        title={t("access.title")}
        list={list}
        page={page}
        rowId={(row) => row.id}
        columns={[
          { key: "who", header: t("access.who"), isName: true, cell: (row) => row.actor_label },
          { key: "when", header: t("access.when"), cell: (row) => formatDateTime(row.at) },
          { key: "what", header: t("access.what"), cell: (row) => row.field_labels.join(", ") },
          { key: "why", header: t("access.why"), cell: (row) => [row.purpose_label, row.programme_name].filter(Boolean).join(" · ") },
        ]}
        empty={<EmptyState title={t("access.none")}>{t("access.lead")}</EmptyState>}
      />
    </>
  );
}
