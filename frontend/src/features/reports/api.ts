import { useLanguage } from "@/lib/i18n";
import { useRead } from "@/lib/query";

/** What `GET /api/v1/reports/` and `GET /api/v1/reports/<key>/` answer; texts come in the reader's language. */
export interface ReportEntry {
  key: string;
  title: string;
  description: string;
  /** The programme whose own figures these are; empty for a report of the whole municipality. */
  programme: string;
  pinned_as_of: string | null;
  pinned_reason: string;
}

export interface ReportFigureRow {
  key: string;
  label: string;
  n: number;
  /** "63,8" as it is printed; null where the table has no shares. */
  percent: string | null;
  share: number | null;
  published: string | null;
  differs: boolean;
  why: string;
}

export interface ReportTable {
  key: string;
  title: string;
  unit: string;
  population: string;
  cohort: string;
  definition: string;
  denominator: number | null;
  denominator_label: string;
  exclusions: string[];
  undecided: number;
  others: number;
  notes: string[];
  rows: ReportFigureRow[];
  total: ReportFigureRow | null;
  /** What the chart shows, in words. */
  summary: string;
}

export interface Report extends ReportEntry {
  municipality: string;
  language: string;
  as_of: string;
  published_source: string;
  /** Tables that this reader is told of and not shown. */
  left_out: { title: string; reason: string }[];
  tables: ReportTable[];
}

export const REPORTS = "/api/v1/reports/";
export const reportPath = (key: string) => `${REPORTS}${encodeURIComponent(key)}/`;
export const reportFile = (key: string, form: "pdf" | "xlsx") => `${REPORTS}${encodeURIComponent(key)}.${form}`;

/** The language is part of the address read, so that a change of it asks for the other words. */
export function useReports() {
  return useRead<{ results: ReportEntry[] }>(REPORTS, { language: useLanguage() });
}

export function useReport(key: string, asOf: string | undefined) {
  return useRead<Report>(reportPath(key), { as_of: asOf, language: useLanguage() });
}
