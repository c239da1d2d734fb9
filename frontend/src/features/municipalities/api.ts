import { call } from "@/lib/api";
import { useRead } from "@/lib/query";
import type { components } from "@/schema/api";
import type { Meaning } from "@/ui";

type Schemas = components["schemas"];
export type Municipality = Schemas["FleetMunicipality"];
export type MunicipalityDetail = Schemas["FleetMunicipalityDetail"];
export type Health = Schemas["FleetHealth"];
export type Job = Schemas["FleetJob"];
export type JobDetail = Schemas["FleetJobDetail"];
export type Summary = Schemas["FleetSummary"];
export type Address = Schemas["FleetAddress"];
export type JobKind = Job["kind"];

export const FLEET = "/api/v1/fleet/";
export const MUNICIPALITIES = "/api/v1/fleet/municipalities/";
export const JOBS = "/api/v1/fleet/jobs/";
export const REGISTRY = "/api/v1/municipalities/";
const POLL_MS = 1_500;

export const isOpen = (job: Pick<Job, "state">) => job.state === "queued" || job.state === "running";

/** A job, asked again until it has ended. */
export function useJob(id: string) {
  const first = useRead<JobDetail>(`${JOBS}${id}/`, undefined, { refetchInterval: POLL_MS });
  const ended = first.data ? !isOpen(first.data) : false;
  return useRead<JobDetail>(`${JOBS}${id}/`, undefined, { refetchInterval: ended ? false : POLL_MS });
}

export function orderJob(kind: JobKind, reason: string, options: { municipality?: string; idempotencyKey?: string } = {}) {
  const path = options.municipality ? `${MUNICIPALITIES}${options.municipality}/jobs/` : JOBS;
  return call<JobDetail>("POST", path, { body: { kind, reason }, idempotencyKey: options.idempotencyKey });
}

export const STATE_MEANING: Record<Municipality["state"], Meaning | "neutral"> = { preparing: "info", active: "done", suspended: "attention", archived: "neutral" };
export const VERSION_MEANING: Record<Municipality["version_state"], Meaning> = { current: "done", behind: "attention", failed: "danger" };
export const GRADE_MEANING: Record<Health["grade"], Meaning> = { good: "done", attention: "attention", bad: "danger" };
export const JOB_MEANING: Record<Job["state"], Meaning | "neutral"> = { queued: "neutral", running: "info", done: "done", failed: "danger" };

export function usePlaces(province?: string | null) {
  const provinces = useRead<Schemas["Places"]>("/api/v1/geography/");
  const districts = useRead<Schemas["Places"]>("/api/v1/geography/", { province: province ?? undefined }, { enabled: Boolean(province) });
  return { provinces: provinces.data?.results ?? [], districts: province ? (districts.data?.results ?? []) : [] };
}
