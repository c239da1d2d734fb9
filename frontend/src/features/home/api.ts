import type { UseQueryResult } from "@tanstack/react-query";

import { API_ROOT } from "@/config/app";
import type { ApiProblem } from "@/lib/problems";
import { useRead } from "@/lib/query";

export interface WorkItem {
  id: string;
  /** What kind of work, in words: "Acil bildirim". */
  kind: string;
  title: string;
  detail?: string | null;
  /** Where it is done. */
  to: string;
  due_on?: string | null;
  is_urgent?: boolean;
}

export interface MissingCount {
  field: string;
  label: string;
  count: number;
  /** The list of the people concerned. */
  to: string;
}

export interface Today {
  work: WorkItem[];
  missing: MissingCount[];
}

/** What is mine today. Until the server has the address, a 404 reads as "nothing". */
export function useToday(): UseQueryResult<Today, ApiProblem> {
  return useRead<Today>(`${API_ROOT}/today/`);
}
