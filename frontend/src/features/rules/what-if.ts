import { useMutation, useQuery, type UseQueryResult } from "@tanstack/react-query";

import { call } from "@/lib/api";
import { asProblem, type ApiProblem } from "@/lib/problems";
import { versionPath } from "@/lib/programmes";

export const PERSON_CHANGES = ["gains", "loses", "undecided", "ruled_out", "unchanged"] as const;
export const CASE_CHANGES = ["stage_removed", "stage_renamed", "documents", "deadline", "transitions"] as const;
export type PersonChange = (typeof PERSON_CHANGES)[number];
export type CaseChange = (typeof CASE_CHANGES)[number];

/** null: suppressed, or unknown because of it. */
export type Count = number | null;

export interface Table<C extends string> {
  key: string;
  label: string;
  rows: { key: string; label: string; cells: Record<C, Count>; total: Count }[];
}

interface Counted<C extends string> {
  total: Count;
  totals: Record<C, Count>;
  columns: C[];
  tables: Table<C>[];
  concerned: Count;
  examined: Count;
  complete: boolean;
}

export interface WhatIf {
  on: string;
  against: { id: string; number: number } | null;
  masked: boolean;
  threshold: number | null;
  rounded_to: number | null;
  /** Whether the reader may open the lists behind the figures. */
  may_open: boolean;
  persons: Counted<PersonChange> & { missing: { fact: string; label: string; special: boolean; count: Count }[] };
  cases: Counted<"changed" | "unchanged"> & {
    changes: Record<CaseChange, Count>;
    stages: { key: string; label: string; after: string | null; count: Count }[];
    documents: { key: string; label: string; added: Count; removed: Count }[];
    transitions: { key: string; label: string; opened: Count; closed: Count; unsettled: Count }[];
  };
}

/** A version, "" for the one in force, "nothing" for everybody outside. */
export type Against = string;
const bodyOf = (against: Against) => (against === "nothing" ? { against: null } : against ? { against } : {});

export function useWhatIf(versionId: string, against: Against): UseQueryResult<WhatIf, ApiProblem> {
  return useQuery<WhatIf, ApiProblem>({
    queryKey: [`${versionPath(versionId)}what-if/`, against],
    queryFn: async ({ signal }) => {
      try {
        return await call<WhatIf>("POST", `${versionPath(versionId)}what-if/`, { body: bodyOf(against), signal });
      } catch (error) {
        throw asProblem(error);
      }
    },
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

type Outcome = "yes" | "no" | "unknown";

export interface Affected {
  id: string;
  label: string;
  hint: string;
  href: string;
  before: Outcome | null;
  after: Outcome | null;
  missing: { fact: string; label: string }[];
  documents_added: string[];
  documents_removed: string[];
  transitions: { key: string; label: string; before: Outcome | null; after: Outcome | null }[];
}

export interface Wanted {
  against: Against;
  subject: "person" | "case";
  change: string;
  /** One category of a table, or everybody. */
  table: string;
  category: string;
  purpose: string;
  cursor: string | null;
}

/** Those behind a figure whom the reader may see, some at a time. */
export function useAffected(versionId: string) {
  return useMutation<{ results: Affected[]; next: string | null }, ApiProblem, Wanted>({
    mutationFn: async ({ against, purpose, cursor, ...wanted }) => {
      try {
        const body = { ...bodyOf(against), ...wanted, ...(purpose ? { purpose } : {}), ...(cursor ? { cursor } : {}) };
        return await call("POST", `${versionPath(versionId)}what-if/people/`, { body });
      } catch (error) {
        throw asProblem(error);
      }
    },
    gcTime: 0,
  });
}

/** Whether nothing changes for anybody; a suppressed figure may hide somebody. */
export function affectsNobody(found: WhatIf): boolean {
  const { gains, loses, undecided, ruled_out: ruledOut } = found.persons.totals;
  return [gains, loses, undecided, ruledOut, found.cases.totals.changed].every((count) => count === 0);
}
