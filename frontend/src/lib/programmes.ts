import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import type { components } from "@/schema/api";

import { call } from "./api";
import type { Definition, Section } from "./definition";
import { asProblem, type ApiProblem } from "./problems";
import { queryClient, refreshReads, useRead, type Page } from "./query";

export type * from "./definition";

export const PROGRAMMES = "/api/v1/programmes/";
export const VERSIONS = "/api/v1/programme-versions/";

export const programmePath = (programmeId: string) => `${PROGRAMMES}${programmeId}/`;
export const versionPath = (versionId: string) => `${VERSIONS}${versionId}/`;

/** Addresses of the screens. */
export const PROGRAMMES_HOME = "/ayarlar/programlar";
export const programmeHome = (programmeId: string) => `${PROGRAMMES_HOME}/${programmeId}`;
export const versionHome = (programmeId: string, versionId: string) => `${programmeHome(programmeId)}/surumler/${versionId}`;

type Schemas = components["schemas"];

export type Programme = Schemas["Programme"];
export type Permission = Schemas["Permission"];
export type VersionAct = keyof Schemas["VersionPermissions"];
export type VersionState = Schemas["Version"]["state"];
export type Weight = Schemas["Finding"]["weight"];

/** One thing that is wrong or incomplete in a definition; `place` is a dotted path ("forms.0.title.tr"). */
export interface Finding extends Omit<Schemas["Finding"], "path"> {
  path: readonly (string | number)[];
}

/** A version in a list: everything but what it says. */
export type VersionRow = Schemas["VersionList"];

/** A version with its document; `version` is sent back as If-Match, `base` is what it was drafted from. */
export interface ProgrammeVersion extends Omit<Schemas["Version"], "document" | "findings"> {
  document: Definition;
  findings: Finding[];
}

/** One difference; `path` names entries by their keys, and of something moved `before` and `after` are its places. */
export interface DiffEntry extends Omit<Schemas["Difference"], "section" | "path" | "before" | "after"> {
  section: Section;
  path: readonly (string | number)[];
  before: unknown;
  after: unknown;
}

/** Every programme of the municipality; they are a handful and come at once. */
export const useProgrammes = () => useRead<Page<Programme>>(PROGRAMMES);

export const useProgramme = (programmeId: string) => useRead<Programme>(programmePath(programmeId));

/** Every version of a programme, newest first. */
export const useVersions = (programmeId: string) => useRead<{ results: VersionRow[] }>(`${programmePath(programmeId)}versions/`);

/** One version with its document, its findings and what the reader may do with it. */
export const useVersion = (versionId: string) => useRead<ProgrammeVersion>(versionPath(versionId));

/** What differs from another version, or from the pack ("upstream"). */
export const useDiff = (versionId: string, against: string, options: { enabled?: boolean } = {}) =>
  useRead<{ entries: DiffEntry[] }>(`${versionPath(versionId)}diff/`, { against }, options);

/** Puts a version as it just came from the server in the place of the one that was read, and drops what it made old. */
export async function keepVersion(version: ProgrammeVersion): Promise<void> {
  queryClient.setQueryData([versionPath(version.id), {}], version);
  const own = versionPath(version.id);
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => {
      const path = queryKey[0];
      if (typeof path !== "string" || path === own) return false;
      // Forms, decision points and differences of this version; lists that name its state.
      return path.startsWith(own) || path.startsWith(PROGRAMMES);
    },
  });
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export interface SectionWrite<S extends Section> {
  versionId: string;
  section: S;
  value: Definition[S];
  /** The section as it was read: what others changed elsewhere is then no conflict. */
  base: Definition[S] | undefined;
  ifMatch: number;
}

/**
 * Saves one section and answers the version as it then stands. When somebody else saved another section meanwhile, the
 * write is repeated on top of theirs; when they changed the same one, it fails with the stale ApiProblem.
 */
export async function saveSection<S extends Section>(write: SectionWrite<S>): Promise<ProgrammeVersion> {
  const path = `${versionPath(write.versionId)}sections/${write.section}/`;
  const put = (ifMatch: number) => call<ProgrammeVersion>("PUT", path, { body: { value: write.value }, ifMatch });
  try {
    return await put(write.ifMatch);
  } catch (error) {
    if (!asProblem(error).isStale) throw error;
    const now = await call<ProgrammeVersion>("GET", versionPath(write.versionId));
    if (!same(now.document[write.section], write.base)) throw error;
    return put(now.version);
  }
}

export interface SectionConflict<S extends Section> {
  theirs: Definition[S] | undefined;
  version: number;
}

export interface SectionSaver<S extends Section> {
  save: (value: Definition[S]) => Promise<ProgrammeVersion | null>;
  isSaving: boolean;
  problem: ApiProblem | null;
  /** Somebody changed the same section: nothing is overwritten until one of the two below is chosen. */
  conflict: SectionConflict<S> | null;
  /** Saves what was tried over theirs. */
  keepMine: () => Promise<ProgrammeVersion | null>;
  /** Gives up what was tried; answers theirs, to be put into the editor. */
  takeTheirs: () => Definition[S] | undefined;
}

/**
 * Saves a section from an editor that keeps its own state (form builder, rule builder): If-Match, and a conflict that is
 * shown instead of overwritten. Nothing that was typed is touched: a failed save leaves it to the caller to try again.
 */
export function useSaveSection<S extends Section>(read: ProgrammeVersion, section: S): SectionSaver<S> {
  const client = useQueryClient();
  const base = useRef<{ version: number; value: Definition[S] | undefined }>({ version: read.version, value: read.document[section] });
  const tried = useRef<Definition[S] | undefined>(undefined);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [conflict, setConflict] = useState<SectionConflict<S> | null>(null);

  const openConflict = async () => {
    const now = await client.fetchQuery({ queryKey: [versionPath(read.id), {}], queryFn: () => call<ProgrammeVersion>("GET", versionPath(read.id)), staleTime: 0 });
    setConflict({ theirs: now.document[section], version: now.version });
  };
  const save = async (value: Definition[S]): Promise<ProgrammeVersion | null> => {
    tried.current = value;
    setSaving(true);
    setProblem(null);
    try {
      const saved = await saveSection({ versionId: read.id, section, value, base: base.current.value, ifMatch: base.current.version });
      base.current = { version: saved.version, value: saved.document[section] };
      await keepVersion(saved);
      return saved;
    } catch (error) {
      const found = asProblem(error);
      if (found.isStale) await openConflict();
      else setProblem(found);
      return null;
    } finally {
      setSaving(false);
    }
  };
  const settle = () => {
    if (conflict) base.current = { version: conflict.version, value: conflict.theirs };
    setConflict(null);
  };
  return {
    save,
    isSaving,
    problem,
    conflict,
    keepMine: () => {
      settle();
      return save(tried.current as Definition[S]);
    },
    takeTheirs: () => {
      const theirs = conflict?.theirs;
      settle();
      return theirs;
    },
  };
}

/** After an act on a version (submitted, approved, withdrawn ...): every list and page that shows its state is read again. */
export const refreshProgrammes = () => refreshReads([PROGRAMMES, VERSIONS]);

/** The findings below a place: `findingsAt(version, "stages")`, `findingsAt(version, "forms.0")`. */
export function findingsAt(version: Pick<ProgrammeVersion, "findings">, place: string): Finding[] {
  return version.findings.filter((one) => one.place === place || one.place.startsWith(`${place}.`));
}
