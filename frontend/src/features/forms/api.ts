import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { call } from "@/lib/api";
import { asProblem, type ApiProblem } from "@/lib/problems";
import { versionPath, type Finding, type Form } from "@/lib/programmes";
import type { BuilderField } from "@/ui/conditions/model";
import type { PrivacyNotes, SchemaObject, UiSchema } from "@/ui/programme-form/types";

import { cleaned, placeOf, type Place } from "./model";

export interface Preview {
  findings: Finding[];
  /** Missing while the form cannot be compiled. */
  schema: SchemaObject | null;
  ui_schema: UiSchema | null;
  /** What conditions of the form may ask, and those inside each repeated group. */
  fields: BuilderField[];
  group_fields: Record<string, BuilderField[]>;
  privacy: PrivacyNotes;
}

const WAIT_MS = 500;

/** What conditions may ask, also while a title is blank and the form is none for a moment: the last that was known. */
export function useFacts(read: Preview | undefined) {
  const [known, setKnown] = useState<Pick<Preview, "fields" | "group_fields">>({ fields: [], group_fields: {} });
  if (read?.schema && read.fields !== known.fields) setKnown(read);
  return known;
}

/** The form as the server reads it, a moment after the last key: what is wrong, how it looks, what conditions may ask. */
export function usePreview(versionId: string, form: Form) {
  const [settled] = useDebouncedValue(form, WAIT_MS);
  return useQuery<Preview, ApiProblem>({
    queryKey: ["forms.preview", versionId, settled],
    queryFn: ({ signal }) => call<Preview>("POST", `${versionPath(versionId)}forms/preview/`, { body: { form: cleaned(settled) }, signal }),
    placeholderData: (before) => before,
    staleTime: Infinity,
    gcTime: 30_000,
  });
}

export interface PlacedFinding {
  place: Place;
  /** The field of the part: "label.tr". */
  rest: string;
  message: string;
  weight: Finding["weight"];
}

/** Findings at their places in the form, whether their paths begin at the form or at the document. */
export function placed(findings: readonly Finding[]): PlacedFinding[] {
  return findings.map((one) => {
    const path = one.path[0] === "forms" ? one.path.slice(2) : one.path[0] === "form" ? one.path.slice(1) : one.path;
    return { ...placeOf(path), message: [one.message, one.remedy].filter(Boolean).join(" "), weight: one.weight };
  });
}

/** What a refused save said, as findings; those of other forms are left to the overview. */
export function refused(problem: ApiProblem | null, index: number): Finding[] {
  if (!problem) return [];
  return asProblem(problem).errors.flatMap((one) => {
    const path = (one.field ?? "").split(".");
    if (path[0] !== "forms" || path[1] !== String(index)) return [];
    return [{ place: path.join("."), path, code: one.code ?? "", message: one.message, remedy: "", weight: "error" as const, article: "" }];
  });
}
