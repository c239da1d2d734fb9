import type { FormProblem, PrivacyNotes } from "./types";

/** What the parts of a drawn form share, handed through RJSF's registry. */
export interface FormContext {
  /** RJSF's prefix of element ids. */
  prefix: string;
  /** Problems by the id of the element that they are about. */
  problems: Record<string, FormProblem>;
  privacy: PrivacyNotes;
  headingOrder: 2 | 3 | 4;
  /** An entry of a group as it stands, and putting one back that was taken away. */
  entryAt: (group: string, index: number) => unknown;
  restore: (group: string, index: number, entry: unknown) => void;
}

export const SEPARATOR = "__";

/** The id of the element that answers a place, as RJSF makes it. */
export const idOf = (prefix: string, path: readonly (string | number)[]): string => [prefix, ...path].join(SEPARATOR);

/** The place of a question in privacy notes, from its element's id: indexes of entries left out. */
export const noteKey = (prefix: string, id: string): string =>
  id
    .slice(prefix.length + SEPARATOR.length)
    .split(SEPARATOR)
    .filter((step) => !/^\d+$/.test(step))
    .join(".");
