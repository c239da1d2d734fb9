import { Button, Group, Menu, Popover, Skeleton, Stack, TextInput, VisuallyHidden } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconColumns3, IconFilterPlus, IconSearch, IconSearchOff, IconX } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";

import { announce } from "@/lib/announce";
import type { ListState } from "@/lib/list";
import { formatNumber } from "@/lib/numbers";
import type { ApiProblem } from "@/lib/problems";
import type { Page } from "@/lib/query";

import { DataTable, type Column, type Selection } from "./DataTable";
import { FilterInput, type Filter } from "./FilterInput";
import css from "./list.module.css";
import { Notice } from "./Notice";
import { PageHeader, type PageHeaderProps } from "./PageHeader";
import { ErrorState, State } from "./states";
import { useUiText } from "./text";

export type { Column } from "./DataTable";
export type { Filter } from "./FilterInput";

export interface BulkAction<T> {
  key: string;
  label: string;
  icon?: ReactNode;
  isDangerous?: boolean;
  run: (rows: T[], done: () => void) => void;
}

export interface ListPageProps<T> extends PageHeaderProps {
  list: ListState;
  page: UseQueryResult<Page<T>, ApiProblem>;
  columns: readonly Column<T>[];
  rowId: (row: T) => string;
  rowName?: (row: T) => string;
  /** What the search looks at: "Ad, soyad ya da dosya numarası". Leave out where the API has no search. */
  searchLabel?: string;
  filters?: readonly Filter[];
  bulk?: readonly BulkAction<T>[];
  /** SavedViews, or your own. */
  views?: ReactNode;
  /** ExportMenu, or your own. */
  exports?: ReactNode;
  /** Drawn while there is nothing at all: what this is and what to do first. */
  empty: ReactNode;
  /** The server cut the answer at this many. */
  cutAt?: number;
  /** Above the list: a notice, figures. */
  above?: ReactNode;
}

/** A list with everything a list of Omuz has; the state lives in `useListState`, the rows come from `usePage`. */
export function ListPage<T>(props: ListPageProps<T>) {
  const { title, documentTitle, lead, crumbs, actions, badge, above } = props;
  return (
    <>
      <PageHeader title={title} documentTitle={documentTitle} lead={lead} crumbs={crumbs} actions={actions} badge={badge} />
      {above}
      <List {...props} />
    </>
  );
}

/** The list without a page around it, for a section of another page. */
export function List<T>(props: ListPageProps<T>) {
  const { list, page, columns, filters = [], views, exports, searchLabel, title } = props;
  const t = useUiText();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => new Set(columns.filter((one) => one.isHidden).map((one) => one.key)));
  const shown = columns.filter((column) => column.isName || !hidden.has(column.key));
  const isBare = page.data?.results.length === 0 && !list.isNarrowed && !list.cursor;

  return (
    <section aria-label={title}>
      {isBare ? null : (
        <div className={css.tools} role="search">
          {searchLabel ? (
            <TextInput
              className={css.search}
              type="search"
              aria-label={searchLabel}
              placeholder={searchLabel}
              leftSection={<IconSearch size={18} aria-hidden />}
              value={list.query}
              autoComplete="off"
              onChange={(event) => list.setQuery(event.currentTarget.value)}
            />
          ) : null}
          <AddFilter filters={filters} list={list} />
          {views}
          <div style={{ flex: 1 }} />
          <ColumnChooser columns={columns} hidden={hidden} onChange={setHidden} />
          {exports}
        </div>
      )}
      <FilterChips filters={filters} list={list} />
      <Rows {...props} columns={shown} />
      {page.data && (page.data.next || page.data.previous) ? (
        <nav className={css.foot} aria-label={t("list.paging")}>
          <Button
            variant="default"
            leftSection={<IconChevronLeft size={18} aria-hidden />}
            disabled={!page.data.previous}
            onClick={() => list.goTo(page.data.previous)}
          >
            {t("list.previous")}
          </Button>
          <Button
            variant="default"
            rightSection={<IconChevronRight size={18} aria-hidden />}
            disabled={!page.data.next}
            onClick={() => list.goTo(page.data.next)}
          >
            {t("list.next")}
          </Button>
        </nav>
      ) : null}
    </section>
  );
}

function useSelection<T>(rows: readonly T[], rowId: (row: T) => string) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const change = (edit: (next: Set<string>) => void) =>
    setIds((before) => {
      const next = new Set(before);
      edit(next);
      return next;
    });
  const selection: Selection = {
    ids,
    toggle: (id) => change((next) => void (next.has(id) ? next.delete(id) : next.add(id))),
    toggleAll: (all) => change((next) => (all.every((id) => next.has(id)) ? all.forEach((id) => next.delete(id)) : all.forEach((id) => next.add(id)))),
  };
  // Only what is on the screen can be chosen: acting on rows nobody sees any more is how accidents happen.
  const chosen = rows.filter((row) => ids.has(rowId(row)));
  return { selection, chosen, clear: () => setIds(new Set()) };
}

function Rows<T>({ list, page, columns, rowId, rowName, bulk = [], empty, cutAt, title }: ListPageProps<T>) {
  const t = useUiText();
  const rows = useMemo(() => page.data?.results ?? [], [page.data]);
  const { selection, chosen, clear } = useSelection(rows, rowId);
  const count = page.data?.count ?? null;
  const announced = useRef<string>("");

  useEffect(() => {
    if (!page.data || page.isPlaceholderData) return;
    const words = t("list.count", { count: count ?? rows.length });
    // Said only when narrowing changed the answer, never on the first drawing.
    if (announced.current && announced.current !== words) announce(words);
    announced.current = words;
  }, [page.data, page.isPlaceholderData, count, rows.length, t]);

  if (!page.data) {
    return page.error ? (
      <div className={css.frame}>
        <ErrorState problem={page.error} onRetry={() => void page.refetch()} />
      </div>
    ) : (
      <SkeletonRows columns={columns.length} />
    );
  }
  if (rows.length === 0) {
    return (
      <div className={css.frame}>
        {list.isNarrowed ? (
          <State
            icon={IconSearchOff}
            title={t("list.noMatch")}
            actions={
              <Button variant="default" onClick={list.clear}>
                {t("list.clearFilters")}
              </Button>
            }
          >
            {t("list.noMatchHint")}
          </State>
        ) : (
          empty
        )}
      </div>
    );
  }
  const isCut = cutAt !== undefined && count !== null && count > cutAt;
  return (
    <Stack gap="sm">
      {isCut ? (
        <Notice meaning="attention" title={t("list.tooMany")}>
          {t("list.tooManyHint", { count: formatNumber(cutAt) })}
        </Notice>
      ) : null}
      {page.error ? <StaleNotice onRetry={() => void page.refetch()} /> : null}
      <div className={css.frame}>
        <div className={page.isFetching ? css.busy : css.idle} />
        {chosen.length > 0 ? (
          <div className={`${css.bar} ${css.barSelected}`}>
            <strong>{t("list.selected", { count: chosen.length })}</strong>
            <Group gap="xs">
              {bulk.map((action) => (
                <Button key={action.key} size="sm" variant="default" c={action.isDangerous ? "var(--omuz-danger)" : undefined} leftSection={action.icon} onClick={() => action.run(chosen, clear)}>
                  {action.label}
                </Button>
              ))}
              <Button size="sm" variant="subtle" onClick={clear}>
                {t("list.clearSelection")}
              </Button>
            </Group>
          </div>
        ) : count !== null ? (
          <div className={css.bar}>
            <span>{t("list.count", { count }).replace(String(count), formatNumber(count))}</span>
          </div>
        ) : null}
        <DataTable
          caption={title}
          columns={columns}
          rows={rows}
          rowId={rowId}
          rowName={rowName}
          sort={list.sort}
          onSort={list.toggleSort}
          selection={bulk.length > 0 ? selection : undefined}
        />
      </div>
    </Stack>
  );
}

function StaleNotice({ onRetry }: { onRetry: () => void }) {
  const t = useUiText();
  return (
    <Notice
      meaning="attention"
      title={t("states.errorTitle")}
      actions={
        <Button size="sm" variant="default" onClick={onRetry}>
          {t("retry")}
        </Button>
      }
    />
  );
}

function SkeletonRows({ columns }: { columns: number }) {
  const t = useUiText();
  return (
    <div className={css.frame} aria-busy="true">
      <VisuallyHidden role="status">{t("loading")}</VisuallyHidden>
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} style={{ display: "flex", gap: 24, padding: "14px 16px", borderBottom: "1px solid var(--omuz-line)" }}>
          {Array.from({ length: Math.min(columns, 5) }, (_, column) => (
            <Skeleton key={column} height={16} style={{ flex: column === 0 ? 2 : 1 }} />
          ))}
        </div>
      ))}
    </div>
  );
}

function AddFilter({ filters, list }: { filters: readonly Filter[]; list: ListState }) {
  const t = useUiText();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  if (filters.length === 0) return null;
  return (
    <Popover opened={isOpen} onChange={(opened) => (opened ? undefined : close())} width={320} position="bottom-start" trapFocus shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilterPlus size={18} aria-hidden />} onClick={toggle}>
          {t("list.filters")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          {filters.map((filter) => (
            <FilterInput key={filter.name} filter={filter} value={list.filters[filter.name]} onChange={(value) => list.setFilter(filter.name, value)} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function FilterChips({ filters, list }: { filters: readonly Filter[]; list: ListState }) {
  const t = useUiText();
  const active = filters.filter((filter) => list.filters[filter.name] !== undefined);
  if (active.length === 0) return null;
  return (
    <div className={css.chips} role="group" aria-label={t("list.filters")}>
      {active.map((filter) => {
        const value = list.filters[filter.name] ?? "";
        return (
          <span key={filter.name} className={css.chip}>
            {filter.label}: <strong>{filter.describe?.(value) ?? filter.options?.find((one) => one.value === value)?.label ?? value}</strong>
            <button type="button" className={css.chipRemove} aria-label={t("list.removeFilter", { name: filter.label })} onClick={() => list.setFilter(filter.name, undefined)}>
              <IconX size={16} aria-hidden />
            </button>
          </span>
        );
      })}
      <Button size="compact-sm" variant="subtle" onClick={list.clear}>
        {t("list.clearFilters")}
      </Button>
    </div>
  );
}

interface ColumnChooserProps<T> {
  columns: readonly Column<T>[];
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
}

function ColumnChooser<T>({ columns, hidden, onChange }: ColumnChooserProps<T>) {
  const t = useUiText();
  const choices = columns.filter((column) => !column.isName);
  if (choices.length < 3) return null;
  const toggle = (key: string) => {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    onChange(next);
  };
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button variant="default" visibleFrom="48em" leftSection={<IconColumns3 size={18} aria-hidden />} rightSection={<IconChevronDown size={16} aria-hidden />}>
          {t("list.columns")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((column) => (
          <Menu.CheckboxItem key={column.key} checked={!hidden.has(column.key)} onChange={() => toggle(column.key)}>
            {column.header}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

