import { Text } from "@mantine/core";

import { formatDate } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { formatNumber } from "@/lib/numbers";
import { usePage, useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { AppLink, choiceFilter, dateFilter, EmptyState, LinkButton, ListPage } from "@/ui";

import { CHOICES, HOME, NUMBERS, serviceHome, SERVICES, type Choices, type Numbers, type ServiceRow } from "../api";
import { useText } from "../text";

export default function ServiceList() {
  const t = useText();
  const can = useCan();
  const list = useListState({ filters: ["kind", "staff", "since", "until"], sort: "", followsScope: false });
  const page = usePage<ServiceRow>(SERVICES, list.params);
  const choices = useRead<Choices>(CHOICES);
  const { q, kind, staff, since, until } = list.params;
  const numbers = useRead<Numbers>(NUMBERS, { q, kind, staff, since, until });
  const kinds = (choices.data?.kinds ?? []).map((one) => ({ value: one.key, label: one.label }));
  return (
    <>
      <ListPage
        title={t("title")}
        lead={t("lead")}
        actions={can("employers.write") ? <LinkButton to={`${HOME}/yeni`}>{t("new")}</LinkButton> : null}
        list={list}
        page={page}
        rowId={(row) => row.id}
        rowName={(row) => row.employer.name}
        searchLabel={t("search")}
        filters={[choiceFilter("kind", t("field.kind"), kinds), choiceFilter("staff", t("field.staff"), [{ value: "me", label: t("mine") }]), dateFilter("since", t("since")), dateFilter("until", t("until"))]}
        columns={[
          { key: "employer", header: t("field.employer"), isName: true, cell: (row) => <AppLink to={serviceHome(row.id)}>{row.employer.name}</AppLink> },
          { key: "kind", header: t("field.kind"), cell: (row) => row.kind.label },
          { key: "topics", header: t("field.topics"), cell: (row) => row.topics.map((one) => one.label).join(", ") },
          { key: "channel", header: t("field.request"), cell: (row) => [row.channel?.label, row.requested_on ? formatDate(row.requested_on) : null].filter(Boolean).join(" · ") },
          { key: "day", header: t("field.givenOn"), cell: (row) => formatDate(row.given_on) },
          { key: "minutes", header: t("field.minutes"), cell: (row) => row.minutes },
          { key: "staff", header: t("field.staff"), cell: (row) => row.staff.name },
        ]}
        empty={<EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>}
      />
      {numbers.data && numbers.data.services > 0 ? (
        <Text mt="md" role="status">
          {t("numbers", { services: numbers.data.services, employers: numbers.data.employers, hours: formatNumber(Math.round((numbers.data.minutes / 60) * 10) / 10), participants: numbers.data.participants })}
        </Text>
      ) : null}
    </>
  );
}
