import { useDebouncedCallback } from "@mantine/hooks";
import { useRef, useState } from "react";

import { asProblem, type ApiProblem } from "@/lib/problems";
import { refreshReads } from "@/lib/query";

import { LETTERS, saveDraft, type Letter } from "../api";

export const PARTS = ["subject", "body", "plain", "references", "annexes", "distribution", "address", "signatory_name", "signatory_title", "signatory_acting_for"] as const;
export type Part = (typeof PARTS)[number];
export type Parts = Pick<Letter, Part>;

const pick = (letter: Letter): Parts => Object.fromEntries(PARTS.map((name) => [name, letter[name]])) as unknown as Parts;

/**
 * A draft that saves itself while somebody writes, one request at a time. What was typed stays in the window whatever the
 * server says; a letter that somebody else changed meanwhile is asked about, never overwritten unseen.
 */
export function useAutosave(letter: Letter) {
  const [parts, setParts] = useState<Parts>(() => pick(letter));
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [isDirty, setDirty] = useState(false);
  const version = useRef(letter.version);
  const waiting = useRef<Partial<Parts>>({});
  const running = useRef<Promise<void> | null>(null);

  const flush = async (): Promise<void> => {
    if (running.current) await running.current;
    if (Object.keys(waiting.current).length === 0) return;
    const changes = waiting.current;
    waiting.current = {};
    const run = (async () => {
      setSaving(true);
      try {
        const saved = await saveDraft(letter.id, version.current, changes as Partial<Letter>);
        version.current = saved.version;
        setSavedAt(new Date().toISOString());
        setProblem(null);
        setDirty(Object.keys(waiting.current).length > 0);
      } catch (error) {
        waiting.current = { ...changes, ...waiting.current };
        setProblem(asProblem(error));
      } finally {
        setSaving(false);
      }
    })();
    running.current = run;
    await run;
    running.current = null;
  };
  const later = useDebouncedCallback(() => void flush(), 1200);

  const set = <P extends Part>(name: P, value: Parts[P]) => {
    setParts((before) => ({ ...before, [name]: value }));
    waiting.current = { ...waiting.current, [name]: value };
    setDirty(true);
    later();
  };
  /** Saves what is still waiting; resolves to the version an act may rely on, or null where it could not be saved. */
  const settle = async (): Promise<number | null> => {
    later.cancel();
    await flush();
    return Object.keys(waiting.current).length === 0 ? version.current : null;
  };
  const keepMine = async (latest: number) => {
    version.current = latest;
    setProblem(null);
    await flush();
    await refreshReads([LETTERS]);
  };
  const takeTheirs = (theirs: Letter) => {
    waiting.current = {};
    version.current = theirs.version;
    setParts(pick(theirs));
    setProblem(null);
    setDirty(false);
  };
  return { parts, set, settle, retry: () => void flush(), keepMine, takeTheirs, savedAt, problem, isSaving, isDirty };
}

export type Autosave = ReturnType<typeof useAutosave>;
