import type { UseQueryResult } from "@tanstack/react-query";

import { API_ROOT } from "@/config/app";
import type { ApiProblem } from "@/lib/problems";
import { useRead } from "@/lib/query";
import type { components } from "@/schema/api";

export type Today = components["schemas"]["Today"];

/** What waits today; a block that the reader has no right to is null. The platform's own room has no such address. */
export function useToday(isInMunicipality: boolean): UseQueryResult<Today, ApiProblem> {
  return useRead<Today>(`${API_ROOT}/me/today/`, undefined, { enabled: isInMunicipality });
}
