import { API_ROOT } from "@/config/app";
import { useRead } from "@/lib/query";
import type { components } from "@/schema/api";

type Schemas = components["schemas"];

export type Work = Schemas["Work"];
export type Bucket = Schemas["WorkBucket"];
export type Queue = Schemas["Queue"];
export type WorkItem = Schemas["WorkItem"];
export type Load = Schemas["Load"];

export type DueKind = Schemas["DueKind"];
export type DueRecord = Schemas["DueRecord"];
export type DuePage = Schemas["DuePage"];

export const RETENTION = `${API_ROOT}/retention/`;

export const WORK = `${API_ROOT}/work/`;

export const useWork = (whose: string | undefined) => useRead<Work>(WORK, { mine: whose === "all" ? 0 : 1 });

/** "3", and "1.000+" where counting stopped. */
export const counted = (queue: Pick<Queue, "count" | "is_more">, format: (count: number) => string) => `${format(queue.count)}${queue.is_more ? "+" : ""}`;
