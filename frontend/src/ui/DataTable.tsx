/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   `display: block` takes a table's roles away on narrow screens, so they are written out. */
import { Checkbox } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";

import css from "./list.module.css";
import { useUiText } from "./text";

export interface Column<T> {
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** The name the API sorts by; without it the column cannot be sorted. */
  sortKey?: string;
  isNumber?: boolean;
  /** Hidden until chosen in "Sütunlar". */
  isHidden?: boolean;
  /** The row's name: drawn as its header, never hidden, read with every cell. Exactly one column has it. */
  isName?: boolean;
}

export interface Selection {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  toggleAll: (ids: readonly string[]) => void;
}

interface DataTableProps<T> {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowId: (row: T) => string;
  /** Words for the row in labels of its checkbox. */
  rowName?: (row: T) => string;
  sort?: string;
  onSort?: (key: string) => void;
  selection?: Selection;
}

function sortState(sort: string | undefined, key: string): "ascending" | "descending" | "none" {
  if (sort === key) return "ascending";
  return sort === `-${key}` ? "descending" : "none";
}

const SORT_ICONS = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort };

/** A table that becomes cards on a narrow screen. Roles are written out, for `display` takes them from a table. */
export function DataTable<T>({ caption, columns, rows, rowId, rowName, sort, onSort, selection }: DataTableProps<T>) {
  const t = useUiText();
  const ids = rows.map(rowId);
  const selectedHere = ids.filter((id) => selection?.ids.has(id)).length;

  const head = (column: Column<T>) => {
    const { sortKey } = column;
    if (!sortKey || !onSort) return column.header;
    const state = sortState(sort, sortKey);
    const Icon = SORT_ICONS[state];
    return (
      <button type="button" className={css.sort} onClick={() => onSort(sortKey)} title={t("list.sortBy", { column: column.header })}>
        {column.header}
        <Icon size={16} aria-hidden opacity={state === "none" ? 0.55 : 1} />
      </button>
    );
  };

  const cell = (column: Column<T>, row: T) => {
    const value = column.cell(row);
    const isEmpty = value === null || value === undefined || value === "";
    const shared = { key: column.key, className: column.isNumber ? css.number : undefined };
    if (column.isName) {
      return (
        <th scope="row" role="rowheader" {...shared} key={column.key}>
          {value}
        </th>
      );
    }
    return (
      <td role="cell" {...shared} key={column.key} data-label={column.header} data-empty={isEmpty}>
        {value}
      </td>
    );
  };

  return (
    // Focusable, so that a wide table can be scrolled by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.scroll} tabIndex={0} role="group" aria-label={caption}>
      <table className={`${css.table} ${css.cards}`} role="table" aria-label={caption}>
        <thead role="rowgroup">
          <tr role="row">
            {selection ? (
              <th role="columnheader" scope="col" className={css.check}>
                <Checkbox
                  size="sm"
                  aria-label={t("list.selectAll")}
                  checked={ids.length > 0 && selectedHere === ids.length}
                  indeterminate={selectedHere > 0 && selectedHere < ids.length}
                  onChange={() => selection.toggleAll(ids)}
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                role="columnheader"
                className={column.isNumber ? css.number : undefined}
                aria-sort={column.sortKey && onSort ? sortState(sort, column.sortKey) : undefined}
              >
                {head(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => {
            const id = rowId(row);
            const isSelected = selection?.ids.has(id) ?? false;
            return (
              <tr key={id} role="row" data-selected={isSelected}>
                {selection ? (
                  <td role="cell" className={css.check}>
                    <Checkbox size="sm" aria-label={t("list.selectRow", { name: rowName?.(row) ?? id })} checked={isSelected} onChange={() => selection.toggle(id)} />
                  </td>
                ) : null}
                {columns.map((column) => cell(column, row))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
