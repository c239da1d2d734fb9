import { call } from "@/lib/api";
import { PROGRAMMES, programmePath, type DiffEntry, type Finding, type ProgrammeVersion, type VersionState } from "@/lib/programmes";
import { useRead, type Page } from "@/lib/query";

export const PACKS = "/api/v1/packs/";
export const DRIFT = "/api/v1/oversight/drift/";
export const PACKS_HOME = "/ayarlar/paketler";
export const packHome = (code: string) => `${PACKS_HOME}/${code}`;
export const upgradeHome = (code: string, programmeId: string) => `${packHome(code)}/yeni-surum/${programmeId}`;

export interface Words {
  tr: string;
  en: string;
}

/** Parts of a pack that are counted for its reader, in the order in which they are told. */
export const PARTS = ["target_groups", "forms", "rules", "stages", "outcomes", "grounds", "letters", "indicators", "code_lists"] as const;
export type Part = (typeof PARTS)[number];

export interface PackUse {
  id: string;
  name: string;
  upstream_version: string;
  is_current: boolean;
}

export interface Pack {
  code: string;
  version: string;
  status: "complete" | "preview" | "archival";
  name: Words;
  purpose: Words;
  pending: Words[];
  unit: { name: string; short: string } | null;
  sources: { title: string; reference: string; note: string }[];
  holds: Record<Part, number>;
  programmes: PackUse[];
}

export interface PackDetail extends Pack {
  legal_basis: { title: string; organ: string; number: string; decided_on: string | null; to_be_verified: boolean }[];
  modules: { key: string; label: Words; needs_grant: boolean; comes_later: boolean; refused: boolean }[];
}

export interface UpgradeConflict {
  /** The name under which a choice is given. */
  place: string;
  section: string;
  label: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
  /** Conditions as sentences; empty for every other value. */
  base_sentence: string;
  mine_sentence: string;
  theirs_sentence: string;
}

export interface UpgradeChange extends DiffEntry {
  before_sentence: string;
  after_sentence: string;
}

export interface Upgrade {
  programme: string;
  programme_name: string;
  pack: string;
  pack_name: Words;
  /** The version taken over last, and the one that is offered. */
  taken: string;
  offered: string;
  is_current: boolean;
  is_older: boolean;
  start: { id: string; number: number; state: VersionState };
  changes: UpgradeChange[];
  local_changes: UpgradeChange[];
  conflicts: UpgradeConflict[];
  findings: Finding[];
}

export type Choice = "mine" | "theirs";

export interface Drift {
  id: string;
  municipality: string;
  pack: string;
  pack_name: string;
  taken: string;
  shipped: string;
  is_current: boolean;
  changes: number;
  sections: { section: string; label: string; count: number }[];
  measured_at: string;
}

export const usePacks = () => useRead<Page<Pack>>(PACKS);
export const usePack = (code: string) => useRead<PackDetail>(`${PACKS}${code}/`);
export const upgradePath = (programmeId: string) => `${programmePath(programmeId)}upgrade/`;
export const useUpgrade = (programmeId: string) => useRead<Upgrade>(upgradePath(programmeId));
export const useUnits = () => useRead<{ results: { id: string; name: string; is_active?: boolean }[] }>("/api/v1/units/");

export const startProgramme = (body: { pack: string; unit: string }, idempotencyKey: string) =>
  call<{ id: string }>("POST", PROGRAMMES, { body, idempotencyKey });

export const takeOver = (programmeId: string, choices: Record<string, Choice>, idempotencyKey: string) =>
  call<ProgrammeVersion>("POST", upgradePath(programmeId), { body: { choices }, idempotencyKey });

export const inLanguage = (words: Words, language: string): string => (language.startsWith("en") && words.en ? words.en : words.tr);
