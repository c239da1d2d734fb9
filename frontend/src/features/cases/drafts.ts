import { useCallback, useEffect, useRef, useState } from "react";

import { asProblem, type ApiProblem } from "@/lib/problems";
import type { Answers } from "@/ui/programme-form";

import { saveDraft } from "./api";

/** What the screen says of the draft: nothing typed yet, on its way, kept, not kept, or another window was faster. */
export type DraftState =
  | { kind: "empty" }
  | { kind: "saving" }
  | { kind: "saved"; at: string }
  | { kind: "failed"; problem: ApiProblem }
  | { kind: "stale"; problem: ApiProblem };

interface DraftStart {
  caseId: string;
  form: string;
  /** What the fields show first: the draft, or the submission that is corrected. */
  answers: Answers;
  version: number;
  savedAt: string | null;
  corrects: string | null;
}

const PAUSE = 800;

/** Keeps what is typed as it is typed: one request at a time, the latest words always last, nothing lost by a failure. */
export function useDraft(start: DraftStart) {
  const [value, setValue] = useState(start.answers);
  const [state, setState] = useState<DraftState>(start.savedAt ? { kind: "saved", at: start.savedAt } : { kind: "empty" });
  const latest = useRef(start.answers);
  const kept = useRef(start.answers);
  const version = useRef<number | null>(start.version);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const running = useRef<Promise<void> | null>(null);
  const { caseId, form, corrects } = start;

  const save = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    await running.current;
    if (latest.current === kept.current) return;
    const sent = latest.current;
    setState({ kind: "saving" });
    const attempt = saveDraft(caseId, form, { answers: sent, corrects }, version.current).then(
      (saved) => {
        version.current = saved.version;
        kept.current = sent;
        if (latest.current === sent) setState({ kind: "saved", at: saved.saved_at ?? new Date().toISOString() });
      },
      (error: unknown) => {
        const problem = asProblem(error);
        setState({ kind: problem.isStale ? "stale" : "failed", problem });
      },
    );
    running.current = attempt;
    await attempt;
    running.current = null;
  }, [caseId, form, corrects]);

  const change = useCallback(
    (next: Answers) => {
      latest.current = next;
      setValue(next);
      setState((before) => (before.kind === "stale" ? before : { kind: "saving" }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), PAUSE);
    },
    [save],
  );

  // Whoever leaves the page takes the last words along; what was handed in or thrown away is not written again.
  const isOver = useRef(false);
  useEffect(
    () => () => {
      if (!isOver.current) void save();
    },
    [save],
  );

  return {
    value,
    state,
    change,
    save,
    /** After a conflict: what stands here wins. */
    keepMine: () => {
      version.current = null;
      kept.current = {};
      void save();
    },
    /** Nothing more is written: the form was handed in or its draft thrown away. */
    end: () => {
      isOver.current = true;
      clearTimeout(timer.current);
    },
    /** Goes on after all: handing in was refused. */
    resume: () => {
      isOver.current = false;
    },
    isUnsaved: state.kind === "saving" || state.kind === "failed" || state.kind === "stale",
  };
}
