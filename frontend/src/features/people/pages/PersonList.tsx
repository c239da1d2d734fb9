import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMemo, useState, type ReactNode } from "react";

import { useCatalogue } from "@/lib/catalogue";
import { formatBirth, formatDate, type DatePrecision } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { useCan, useMe } from "@/lib/session";
import { AppLink, choiceFilter, dateFilter, EmptyState, LinkButton, ListPage, Status, toastProblem, type BulkAction, type Column } from "@/ui";

import { PEOPLE, personHome, type PersonRow } from "../api";
import { useDistricts, useProgrammes, useUnits } from "../choices";
import { ExportDialog } from "../components/ExportDialog";
import { PeopleViews } from "../components/PeopleViews";
import { AGE_BANDS, FILTERS, toQuery } from "../filters";
import { formatPhone } from "../phones";
import { useExportText, useText } from "../text";

export default function PersonList() {
  const t = useText();
  const can = useCan();
  const list = useListState({ filters: FILTERS, sort: "name", followsScope: true });
  const page = usePage<PersonRow>(PEOPLE, toQuery(list.params));
  const [isExporting, setExporting] = useState(false);
  const exportText = useExportText();
  const add = can("people.write") ? <LinkButton to="/kisiler/yeni">{t("new")}</LinkButton> : null;
  return (
    <>
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
      bulk={useBulk()}
      views={<PeopleViews list={list} />}
      exports={
        can("people.export") ? (
          <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={() => setExporting(true)}>
            {exportText("button")}
          </Button>
        ) : null
      }
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
    {isExporting ? <ExportDialog params={list.params} count={page.data?.count ?? null} onClose={() => setExporting(false)} /> : null}
    </>
  );
}

/** Two records that look like one person are laid side by side. */
function useBulk(): BulkAction<PersonRow>[] {
  const t = useText();
  const can = useCan();
  const go = useGo();
  if (!can("people.merge")) return [];
  const compare = (rows: PersonRow[]) => {
    const [first, second] = rows;
    if (rows.length !== 2 || !first || !second) return toastProblem(new Error(t("compareTwo")));
    go(`${personHome(first.id)}/birlestir?kayit=${second.id}`);
  };
  return [{ key: "compare", label: t("compare"), run: compare }];
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
  const hasOneUnit = useMe().units?.length === 1;
  return useMemo(
    () => [
      { key: "name", header: t("field.name"), sortKey: "name", isName: true, cell: (row) => <Name row={row} /> },
      { key: "file", header: t("field.fileNumber"), sortKey: "file_number", cell: (row) => <Whole>{row.file_number}</Whole> },
      { key: "birth", header: t("field.birth"), sortKey: "birth_date", cell: (row) => row.birth_date && <Whole>{formatBirth(row.birth_date, row.birth_precision as DatePrecision)}</Whole> },
      { key: "phone", header: t("field.phone"), cell: (row) => row.phone && <Whole><a href={`tel:${row.phone}`}>{formatPhone(row.phone)}</a></Whole> },
      { key: "district", header: t("field.district"), cell: (row) => row.district },
      { key: "registered", header: t("field.registeredOn"), sortKey: "registered_on", cell: (row) => formatDate(row.registered_on) },
      { key: "unit", header: t("field.unit"), cell: (row) => row.unit?.name, isHidden: hasOneUnit },
      { key: "sex", header: t("field.sex"), cell: (row) => catalogue.label("sex", row.sex), isHidden: true },
      { key: "channel", header: t("field.channel"), cell: (row) => row.channel_label, isHidden: true },
      { key: "interviewer", header: t("field.interviewer"), cell: (row) => row.interviewer?.name, isHidden: true },
    ],
    [t, catalogue, hasOneUnit],
  );
}

/** Numbers and dates are read as one word. */
function Whole({ children }: { children: ReactNode }) {
  return <span style={{ whiteSpace: "nowrap" }}>{children}</span>;
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
