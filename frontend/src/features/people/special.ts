import { call } from "@/lib/api";
import type { components } from "@/schema/api";

import { personPath } from "./api";

export type SpecialFact = components["schemas"]["Sensitive"];
export type Report = components["schemas"]["Report"];
export type ReportPart = components["schemas"]["ReportWriteRequest"];

export const SPECIAL_KINDS = ["target_group", "disability_group", "communication_need"] as const;
export type SpecialKind = (typeof SPECIAL_KINDS)[number];

/** Purposes a reader on a person's page may have; the others follow from tasks elsewhere. */
export const PURPOSES = ["registration", "interview", "person_request", "service_planning", "referral", "data_subject_request", "supervision", "complaint"] as const;

/** Opens the facts; the server writes the access log before it answers. */
export const readSpecial = async (personId: string, purpose: string): Promise<SpecialFact[]> =>
  (await call<{ results: SpecialFact[] }>("GET", `${personPath(personId)}sensitive/`, { query: { purpose } })).results;

export const readReports = async (personId: string, purpose: string): Promise<Report[]> =>
  (await call<{ results: Report[] }>("GET", `${personPath(personId)}reports/`, { query: { purpose } })).results;
