import { Button, Checkbox, Group, NumberInput, Popover, Select, TextInput } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { formatDateTime } from "@/lib/dates";
import { currentLanguage } from "@/lib/i18n";
import { refreshReads, useAction, useRead } from "@/lib/query";
import { DateField, FieldPair, Notice, Panel, Status, toastDone } from "@/ui";

import { IMPORTS, type ImportJob, type ImportKind, type ImportOptions } from "../api";
import css from "../imports.module.css";
import { useText } from "../text";
import { ProblemNotice } from "./ProblemNotice";

const NAMES = ["given_names", "surname", "full_name", "working_label"];

interface Listed {
  id: string;
  name: string;
}

function useOptions(path: string, isAsked: boolean) {
  const { data } = useRead<{ results: Listed[] }>(path, { page_size: 200 }, { enabled: isAsked });
  return (data?.results ?? []).map((one) => ({ value: one.id, label: one.name }));
}

/** What each column means, and what stands where the file is silent. */
export function ColumnStep({ job, kind, onChecked }: { job: ImportJob; kind: ImportKind; onChecked: () => void }) {
  const t = useText();
  const catalogue = useCatalogue();
  const isPeople = job.kind === "people";
  const units = useOptions("/api/v1/units/", isPeople);
  const programmes = useOptions("/api/v1/programmes/", isPeople);
  const sample = useRead<{ rows: string[][] }>(`${IMPORTS}${job.id}/sample/`);
  const kept = useRead<{ results: { id: string; name: string }[] }>(`${IMPORTS}mappings/`, { kind: job.kind });
  const [columns, setColumns] = useState<Record<string, string>>(() => Object.fromEntries(job.columns.filter((one) => one.field).map((one) => [String(one.column), one.field ?? ""])));
  const [options, setOptions] = useState<ImportOptions>({ existing: "fill", channel: "archive", missing_reason: "archive", ...job.options });
  const [name, setName] = useState("");
  const [isNaming, setNaming] = useState(false);
  const chosen = new Set(Object.values(columns).filter(Boolean));
  const language = currentLanguage();
  const fields = kind.fields.map((one) => ({ value: one.key, label: language === "en" ? one.label_en : one.label }));
  const specials = new Set(kind.fields.filter((one) => one.is_special).map((one) => one.key));
  const hasSpecial = [...chosen].some((one) => specials.has(one));
  const isNamed = isPeople ? NAMES.some((one) => chosen.has(one)) : chosen.has("name");
  const set = (change: Partial<ImportOptions>) => setOptions((before) => ({ ...before, ...change }));

  const url = `${IMPORTS}${job.id}/`;
  const reread = useAction((body: Record<string, unknown>) => call<ImportJob>("PATCH", url, { body }), {
    refresh: [url],
    onDone: (fresh) => setColumns(Object.fromEntries(fresh.columns.filter((one) => one.field).map((one) => [String(one.column), one.field ?? ""]))),
  });
  const check = useAction(
    async (_: undefined, { idempotencyKey }) => {
      const sent = Object.fromEntries(Object.entries(options).filter(([key, value]) => value || key === "missing_reason"));
      await call("PATCH", url, { body: { columns, options: isPeople ? sent : {} } });
      return call<ImportJob>("POST", `${url}preview/`, { idempotencyKey });
    },
    { refresh: [IMPORTS], onDone: onChecked },
  );
  const keep = useAction(
    async (label: string, { idempotencyKey }) => {
      await call("PATCH", url, { body: { columns } });
      return call("POST", `${url}mapping/`, { body: { name: label }, idempotencyKey });
    },
    {
      refresh: [`${IMPORTS}mappings/`],
      onDone: () => {
        setNaming(false);
        toastDone(t("mappingKept"));
      },
    },
  );

  return (
    <div className={css.stack}>
      {job.earlier_import ? <Notice meaning="attention">{t("earlier", { date: formatDateTime(job.earlier_import) })}</Notice> : null}
      <ProblemNotice problem={check.error ?? reread.error ?? keep.error} />
      <Group gap="md" align="flex-end">
        <div style={{ flex: "1 1 320px" }}>
          {job.file_kind === "csv"
            ? t("readAsCsv", { rows: job.header_row, delimiter: job.delimiter === "\t" ? t("tab") : job.delimiter, encoding: job.encoding })
            : t("readAs", { rows: job.header_row })}
        </div>
        {job.sheets.length > 1 ? <Select label={t("sheet")} data={job.sheets} value={job.sheet} allowDeselect={false} onChange={(sheet) => reread.mutate({ sheet })} w={200} /> : null}
        <NumberInput label={t("headerRow")} defaultValue={job.header_row} min={1} max={1000} w={130} onBlur={(event) => {
          const row = Number(event.currentTarget.value);
          if (row > 0 && row !== job.header_row) reread.mutate({ header_row: row });
        }} />
        {kept.data?.results.length ? (
          <Select label={t("useMapping")} data={kept.data.results.map((one) => one.name)} value={null} onChange={(mapping_name) => mapping_name && reread.mutate({ mapping_name })} w={220} />
        ) : null}
      </Group>
      <Panel title={t("step.columns")} isFlush actions={
        <Popover opened={isNaming} onChange={setNaming} trapFocus withArrow position="bottom-end">
          <Popover.Target>
            <Button variant="default" size="compact-sm" onClick={() => setNaming((before) => !before)}>{t("keepMapping")}</Button>
          </Popover.Target>
          <Popover.Dropdown>
            <form onSubmit={(event) => { event.preventDefault(); if (name.trim()) keep.mutate(name.trim()); }}>
              <Group align="flex-end" gap="sm">
                <TextInput label={t("mappingName")} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
                <Button type="submit" loading={keep.isPending}>{t("keep")}</Button>
              </Group>
            </form>
          </Popover.Dropdown>
        </Popover>
      }>
        <ul className={css.columns}>
          {job.columns.map((one) => {
            const field = columns[String(one.column)] ?? "";
            const isGuess = field !== "" && field === one.guess;
            return (
              <li key={one.column} className={css.column}>
                <div className={css.heading}>
                  {one.heading} <span className={css.letters}>({one.letters})</span>
                </div>
                <div className={css.examples}>{(sample.data?.rows ?? []).map((row) => row[one.column]).filter(Boolean).slice(0, 3).join(" · ")}</div>
                <Group gap="sm" wrap="nowrap" align="center">
                  <Select
                    style={{ flex: 1 }}
                    aria-label={`${one.heading}: ${t("meaning")}`}
                    placeholder={t("skip")}
                    data={fields.map((entry) => ({ ...entry, disabled: entry.value !== field && chosen.has(entry.value) }))}
                    value={field || null}
                    onChange={(value) => setColumns((before) => ({ ...before, [String(one.column)]: value ?? "" }))}
                    searchable
                    clearable
                  />
                  <div style={{ minWidth: 92 }}>
                    {field === "" ? <Status>{one.guess ? t("skip") : t("unknown")}</Status> : isGuess ? <Status meaning={one.score >= 0.9 ? "done" : "attention"}>{one.score >= 0.9 ? t("sure") : t("likely")}</Status> : <Status meaning="info">{t("yours")}</Status>}
                  </div>
                </Group>
              </li>
            );
          })}
        </ul>
      </Panel>
      {isPeople ? (
        <Panel title={t("settings")}>
          <div className={css.stack}>
            {hasSpecial ? <Notice>{t("specialNotice")}</Notice> : null}
            <FieldPair>
              <Select label={t("programme")} data={programmes} value={options.programme_id ?? null} onChange={(value) => set({ programme_id: value ?? "" })} clearable />
              <Select label={t("unit")} data={units} value={options.unit_id ?? null} onChange={(value) => set({ unit_id: value ?? "" })} clearable />
            </FieldPair>
            <FieldPair>
              <Select label={t("channel")} data={catalogue.options("channel")} value={options.channel ?? null} allowDeselect={false} onChange={(value) => set({ channel: value ?? "archive" })} />
              <DateField label={t("registeredOn")} value={options.registered_on ?? null} onChange={(value: string | null) => set({ registered_on: value ?? "" })} bound="past" />
            </FieldPair>
            <FieldPair>
              <Select label={t("existing")} description={t("existingHint")} data={[{ value: "fill", label: t("existingFill") }, { value: "skip", label: t("existingSkip") }]} value={options.existing ?? "fill"} allowDeselect={false} onChange={(value) => set({ existing: value ?? "fill" })} />
              <Select label={t("missingReason")} data={[{ value: "archive", label: t("reason.archive") }, { value: "unknown", label: t("reason.unknown") }, { value: "not_presented", label: t("reason.not_presented") }, { value: "none", label: t("reason.none") }]} value={options.missing_reason || "none"} allowDeselect={false} onChange={(value) => set({ missing_reason: value === "none" ? "" : (value ?? "") })} />
            </FieldPair>
            {hasSpecial ? <Checkbox label={t("selfDeclared")} description={t("selfDeclaredHint")} checked={options.source === "self"} onChange={(event) => set({ source: event.currentTarget.checked ? "self" : "archive" })} /> : null}
          </div>
        </Panel>
      ) : null}
      {isNamed ? null : <Notice meaning="attention">{isPeople ? t("needName") : t("needProviderName")}</Notice>}
      <Group>
        <Button disabled={!isNamed} loading={check.isPending} onClick={() => { check.mutate(undefined); void refreshReads([IMPORTS]); }}>
          {t("check")}
        </Button>
      </Group>
    </div>
  );
}
