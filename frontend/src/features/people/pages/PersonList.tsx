import { useMemo } from "react";

import { useCatalogue } from "@/lib/catalogue";
import { formatBirth, formatDate, type DatePrecision } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { useCan, useMe } from "@/lib/session";
import { AppLink, choiceFilter, dateFilter, EmptyState, LinkButton, ListPage, Status, type Column } from "@/ui";

import { PEOPLE, personHome, type PersonRow } from "../api";
import { useDistricts, useProgrammes, useUnits } from "../choices";
import { AGE_BANDS, FILTERS, toQuery } from "../filters";
import { formatPhone } from "../phones";
import { useText } from "../text";

export default function PersonList() {
  const t = useText();
  const can = useCan();
  const list = useListState({ filters: FILTERS, sort: "name", followsScope: true });
  const page = usePage<PersonRow>(PEOPLE, toQuery(list.params));
  const add = can("people.write") ? <LinkButton to="/kisiler/yeni">{t("new")}</LinkButton> : null;
  return (
    <ListPage
      title={t("title")}
      actions={add}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      searchLabel={t("search")}
      filters={useFilters()}
      columns={useColumns()}
      empty={
        <EmptyState
          title={t("empty.title")}
          actions={
            <>
              {add}
              {can("people.import") ? (
                <LinkButton to="/ice-aktarma" variant="default">
                  {t("import")}
                </LinkButton>
              ) : null}
            </>
          }
        >
          {t("empty.hint")}
        </EmptyState>
      }
    />
  );
}

function useFilters() {
  const t = useText();
  const { municipality } = useMe();
  const catalogue = useCatalogue();
  const units = useUnits();
  const programmes = useProgrammes();
  const districts = useDistricts(municipality?.province ?? "");
  return [
    choiceFilter("unit", t("field.unit"), units),
    choiceFilter("programme", t("field.programme"), programmes),
    choiceFilter("channel", t("field.channel"), catalogue.options("channel")),
    dateFilter("registered_from", t("field.from")),
    dateFilter("registered_to", t("field.to")),
    choiceFilter("district", t("field.district"), districts.map((name) => ({ value: name, label: name }))),
    choiceFilter("sex", t("field.sex"), catalogue.options("sex")),
    choiceFilter("age", t("field.age"), AGE_BANDS.map((band) => ({ value: band, label: t(`ages.${band}`) }))),
    choiceFilter("education", t("field.education"), catalogue.options("education")),
    choiceFilter("employment", t("field.employment"), catalogue.options("employment")),
    choiceFilter("missing", t("field.missing"), [
      { value: "1", label: t("missingYes") },
      { value: "0", label: t("missingNo") },
    ]),
    choiceFilter("confidential", t("confidential"), [{ value: "1", label: t("confidentialYes") }]),
  ];
}

function useColumns(): Column<PersonRow>[] {
  const t = useText();
  const catalogue = useCatalogue();
  return useMemo(
    () => [
      { key: "name", header: t("field.name"), sortKey: "name", isName: true, cell: (row) => <Name row={row} /> },
      { key: "file", header: t("field.fileNumber"), sortKey: "file_number", cell: (row) => row.file_number },
      { key: "birth", header: t("field.birth"), sortKey: "birth_date", cell: (row) => formatBirth(row.birth_date ?? null, row.birth_precision as DatePrecision) },
      { key: "phone", header: t("field.phone"), cell: (row) => row.phone && <a href={`tel:${row.phone}`}>{formatPhone(row.phone)}</a> },
      { key: "district", header: t("field.district"), cell: (row) => row.district },
      { key: "registered", header: t("field.registeredOn"), sortKey: "registered_on", cell: (row) => formatDate(row.registered_on) },
      { key: "unit", header: t("field.unit"), cell: (row) => row.unit?.name },
      { key: "sex", header: t("field.sex"), cell: (row) => catalogue.label("sex", row.sex), isHidden: true },
      { key: "channel", header: t("field.channel"), cell: (row) => row.channel_label, isHidden: true },
      { key: "interviewer", header: t("field.interviewer"), cell: (row) => row.interviewer?.name, isHidden: true },
    ],
    [t, catalogue],
  );
}

function Name({ row }: { row: PersonRow }) {
  const t = useText();
  const isLabel = !row.given_names && !row.surname;
  return (
    <>
      <AppLink to={personHome(row.id)}>{row.name}</AppLink>
      {isLabel ? <div style={{ fontWeight: 400, fontSize: "0.875rem" }}>{t("workingLabel")}</div> : null}
      {row.is_confidential ? (
        <div>
          <Status meaning="attention">{t("confidential")}</Status>
        </div>
      ) : null}
    </>
  );
}
