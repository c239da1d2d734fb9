import { call } from "@/lib/api";
import { useRead } from "@/lib/query";

export const IMPORTS = "/api/v1/imports/";
export const EXPORTS = "/api/v1/people/exports/";

export type ImportState = "uploaded" | "checking" | "ready" | "running" | "done" | "cancelled" | "refused" | "failed";
export type RowState = "valid" | "changed" | "unchanged" | "held" | "invalid" | "imported" | "updated" | "skipped";
export type Kind = "people" | "providers";

export interface ImportRow {
  id: string;
  kind: Kind;
  state: ImportState;
  state_label: string;
  file_name: string;
  total: number;
  done: number;
  counts: Partial<Record<RowState, number>>;
  requested_at: string;
  problem_code: string;
  problem: string;
}

export interface ImportColumn {
  column: number;
  letters: string;
  heading: string;
  field: string | null;
  guess: string | null;
  score: number;
  others: string[];
}

export interface ImportOptions {
  unit_id?: string;
  programme_id?: string;
  channel?: string;
  registered_on?: string;
  source?: string;
  existing?: string;
  missing_reason?: string;
}

export interface ImportJob extends ImportRow {
  sheet: string;
  sheets: string[];
  header_row: number;
  file_kind: "xlsx" | "csv";
  encoding: string;
  delimiter: string;
  columns: ImportColumn[];
  options: ImportOptions;
  problem_counts: Record<string, number>;
  earlier_import: string | null;
  checked_at: string | null;
  cancel_requested: boolean;
}

export interface ImportField {
  key: string;
  label: string;
  label_en: string;
  is_required: boolean;
  is_special: boolean;
  help: string;
}

export interface ImportKind {
  kind: Kind;
  label: string;
  fields: ImportField[];
}

export interface RowProblem {
  cell: string | null;
  column: number | null;
  field: string;
  code: string;
  message: string;
  remedy: string;
}

export interface RowMatch {
  id: string;
  file_number: string;
  name: string;
  birth_date: string | null;
  birth_precision: "day" | "month" | "year" | "unknown";
}

export interface FileRow {
  id: string;
  number: number;
  state: RowState;
  decision: "" | "create" | "same" | "skip";
  problems: RowProblem[];
  matches: RowMatch[];
}

export interface ExportRow {
  id: string;
  list_key: Kind;
  file_format: string;
  reason: string;
  row_count: number;
  includes_special: boolean;
  needs_approval: boolean;
  state: "pending_approval" | "approved" | "refused" | "ready" | "failed" | "expired";
  state_label: string;
  requested_by: string;
  requested_at: string;
  decided_by: string;
  decision_reason: string;
  expires_at: string | null;
  is_own: boolean;
}

export interface ExportColumn {
  key: string;
  label: string;
  is_special: boolean;
  is_default: boolean;
}

const GOING: readonly ImportState[] = ["checking", "running"];

export function isGoing(state: ImportState): boolean {
  return GOING.includes(state);
}

export function useKinds() {
  return useRead<{ results: ImportKind[] }>(`${IMPORTS}kinds/`);
}

/** The import; asked again every second while the worker is at it. */
export function useImport(id: string) {
  const first = useRead<ImportJob>(`${IMPORTS}${id}/`);
  const going = first.data ? isGoing(first.data.state) : false;
  return useRead<ImportJob>(`${IMPORTS}${id}/`, undefined, { refetchInterval: going ? 1000 : false });
}

export function upload(kind: Kind, file: File, idempotencyKey: string): Promise<ImportJob> {
  const body = new FormData();
  body.set("kind", kind);
  body.set("file", file);
  return call<ImportJob>("POST", IMPORTS, { body, idempotencyKey });
}

/** How many rows a run would write. */
export function toWrite(job: ImportRow): number {
  return (job.counts.valid ?? 0) + (job.counts.changed ?? 0);
}
