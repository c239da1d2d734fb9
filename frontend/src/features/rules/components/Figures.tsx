import { formatNumber } from "@/lib/numbers";

import css from "../rules.module.css";
import { useText } from "../text";
import type { Count, Table } from "../what-if";

/** A figure, or that it is not shown; never a zero in its place. */
export function Figure({ value }: { value: Count }) {
  const t = useText();
  return value === null ? <span className={css.masked}>{t("whatIf.maskedCell")}</span> : <>{formatNumber(value)}</>;
}

/** The few figures that matter, large. */
export function Tiles({ entries }: { entries: readonly { key: string; label: string; value: Count; tone?: "done" | "danger" | "attention" }[] }) {
  return (
    <dl className={css.tiles}>
      {entries.map((one) => (
        <div key={one.key} className={css.tile} data-tone={one.tone}>
          <dt>{one.label}</dt>
          <dd>
            <Figure value={one.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface CrossTableProps<C extends string> {
  table: Table<C>;
  columns: readonly { key: C; label: string }[];
}

/** Effects by one dimension; wide ones scroll inside, by keyboard too. */
export function CrossTable<C extends string>({ table, columns }: CrossTableProps<C>) {
  const t = useText();
  const caption = t("whatIf.table", { label: table.label });
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.scroll} tabIndex={0} role="group" aria-label={caption}>
      <table className={css.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{table.label}</th>
            {columns.map((one) => (
              <th key={one.key} scope="col" className={css.number}>
                {one.label}
              </th>
            ))}
            <th scope="col" className={css.number}>
              {t("whatIf.total")}
            </th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              {columns.map((one) => (
                <td key={one.key} className={css.number}>
                  <Figure value={row.cells[one.key]} />
                </td>
              ))}
              <td className={css.number}>
                <Figure value={row.total} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ListTableProps<C extends string, R> {
  caption: string;
  rows: readonly R[];
  columns: readonly { key: C; label: string }[];
}

/** Things by what happens to them: documents, steps. */
export function ListTable<C extends string, R extends { key: string; label: string } & Record<C, Count>>({ caption, rows, columns }: ListTableProps<C, R>) {
  if (rows.length === 0) return null;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.scroll} tabIndex={0} role="group" aria-label={caption}>
      <table className={css.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{caption}</th>
            {columns.map((one) => (
              <th key={one.key} scope="col" className={css.number}>
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              {columns.map((one) => (
                <td key={one.key} className={css.number}>
                  <Figure value={row[one.key]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
