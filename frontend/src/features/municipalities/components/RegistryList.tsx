import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import type { components } from "@/schema/api";
import { choiceFilter, EmptyState, ListPage, Status } from "@/ui";

import { REGISTRY } from "../api";
import { useText } from "../text";

type Municipality = components["schemas"]["MunicipalitySummary"];

const KINDS = [
  { value: "metropolitan", label: "Büyükşehir belediyesi" },
  { value: "provincial", label: "İl belediyesi" },
  { value: "district", label: "İlçe belediyesi" },
  { value: "town", label: "Belde belediyesi" },
];
const MEANING = { preparing: "info", active: "done", suspended: "attention", archived: undefined } as const;

export function RegistryList() {
  const t = useText();
  const list = useListState({ filters: ["kind"] });
  const page = usePage<Municipality>(REGISTRY, list.params);
  return (
    <ListPage
      title={t("title")}
      lead={t("lead")}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      searchLabel={t("search")}
      filters={[choiceFilter("kind", t("field.kind"), KINDS)]}
      columns={[
        { key: "name", header: t("field.name"), isName: true, cell: (row) => row.name },
        { key: "kind", header: t("field.kind"), cell: (row) => row.kind_label },
        { key: "province", header: t("field.province"), cell: (row) => [row.district, row.province].filter(Boolean).join(", ") },
        { key: "parent", header: t("field.parent"), cell: (row) => row.parent ?? "—" },
        { key: "state", header: t("field.state"), cell: (row) => <Status meaning={MEANING[row.state ?? "preparing"]}>{row.state_label}</Status> },
        { key: "address", header: t("field.address"), cell: (row) => <a href={row.address}>{row.address.replace(/^https?:\/\//, "")}</a> },
      ]}
      empty={<EmptyState title={t("empty.title")}>{t("empty.hint")}</EmptyState>}
    />
  );
}
