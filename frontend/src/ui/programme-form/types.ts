/** A compiled form as `GET programme-versions/{id}/forms/{key}/` gives it (apps/programmes/forms). */

export interface Annotation {
  kind: string;
  bound?: "past" | "future";
}

export type Schema = boolean | SchemaObject;

/** The part of JSON Schema 2020-12 that compiled forms use. */
export interface SchemaObject {
  title?: string;
  description?: string;
  type?: string | string[];
  enum?: (string | null)[];
  required?: string[];
  properties?: Record<string, Schema>;
  propertyNames?: { enum: string[] };
  items?: SchemaObject;
  allOf?: Schema[];
  if?: Schema;
  then?: SchemaObject;
  $defs?: Record<string, Schema>;
  $ref?: string;
  minItems?: number;
  maxItems?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  "x-omuz"?: Annotation;
  [keyword: string]: unknown;
}

export type UiSchema = Record<string, unknown>;
export type Answers = Record<string, unknown>;
export type Path = readonly (string | number)[];

/** One thing that is wrong with an answer; the same shape as an entry of problem+json. */
export interface FormProblem {
  path: Path;
  code: string;
  message: string;
  remedy: string;
}

export interface Choice {
  value: string;
  label: string;
  hint?: string;
  retired?: boolean;
}

export interface SectionUi {
  key: string;
  title: string;
  help?: string;
  fields: string[];
}

/** Why a question is asked, by its key ("children.birth_date" inside a group). */
export type PrivacyNotes = Record<string, { purpose: string; legal_basis: string; statute: string; retention: string | null }>;

export const place = (path: Path): string => path.join(".");
