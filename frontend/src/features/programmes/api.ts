import { call } from "@/lib/api";
import { keepVersion, programmePath, refreshProgrammes, versionPath, type ProgrammeVersion } from "@/lib/programmes";
import { useAction, useRead } from "@/lib/query";
import type { components } from "@/schema/api";

export type Correction = components["schemas"]["Correction"];

export interface HistoryLine {
  at: string;
  action: string;
  label: string;
  by: string;
  reason: string;
}

export const useHistory = (versionId: string) => useRead<{ results: HistoryLine[] }>(`${versionPath(versionId)}history/`);
export const useCorrections = (versionId: string) => useRead<{ results: Correction[] }>(`${versionPath(versionId)}corrections/`);

export type Step = "withdrawal" | "approval" | "return" | "retirement";

/** A step in a version's life that takes a reason or nothing. */
export function useStep(versionId: string, step: Step, onDone: (version: ProgrammeVersion) => void) {
  return useAction((reason: string, context) => call<ProgrammeVersion>("POST", `${versionPath(versionId)}${step}/`, { body: { reason }, ...context }), {
    onDone: (version) => {
      void keepVersion(version);
      onDone(version);
    },
  });
}

/** Throws a draft away. */
export function useDiscard(versionId: string, onDone: () => void) {
  return useAction((_: undefined, context) => call<undefined>("DELETE", versionPath(versionId), context), {
    onDone: () => {
      onDone();
      void refreshProgrammes();
    },
  });
}

export const startDraft = (programmeId: string, note: string, idempotencyKey: string) =>
  call<ProgrammeVersion>("POST", `${programmePath(programmeId)}versions/`, { body: { note }, idempotencyKey });

/** Names of the units, by key. */
export function useUnitNames(): (id: string) => string {
  const units = useRead<{ results: { id: string; name: string }[] }>("/api/v1/units/");
  return (id) => units.data?.results.find((one) => one.id === id)?.name ?? "";
}
