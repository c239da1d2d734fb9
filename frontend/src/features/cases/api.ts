import { call } from "@/lib/api";
import type { components } from "@/schema/api";
import type { DecisionAnswer } from "@/ui/Answer";
import type { Answers, SchemaObject, UiSchema } from "@/ui/programme-form";

type Schemas = components["schemas"];

export const CASES = "/api/v1/cases/";
export const casePath = (id: string) => `${CASES}${id}/`;
export const caseHome = (id: string) => `/dosyalar/${id}`;

export type CaseRow = Schemas["CaseListRow"];
export type CaseForm = Schemas["CaseForm"];
export type Handed = Schemas["Handed"];
export type MovePreview = Schemas["MovePreview"];
export type Offer = Schemas["Offer"];
export type Choices = Schemas["ListChoices"];
export type Step = Omit<Schemas["CaseStep"], "answer"> & { answer: DecisionAnswer | null };
export type Case = Omit<Schemas["Case"], "steps" | "eligibility"> & { steps: Step[]; eligibility: DecisionAnswer };
export type Opening = Omit<Schemas["Opening"], "answer"> & { answer: DecisionAnswer | null };
export type Draft = Omit<Schemas["Draft"], "answers"> & { answers: Answers };
interface Compiled {
  schema: SchemaObject;
  ui_schema: UiSchema;
}
export type OpenForm = Omit<Schemas["OpenForm"], "schema" | "ui_schema" | "draft"> & Compiled & { draft: Draft };
export type Submission = Omit<Schemas["Submission"], "schema" | "ui_schema" | "answers"> & Compiled & { answers: Answers };

interface Intent {
  idempotencyKey: string;
}

export const openCase = (person: string, programme: string, { idempotencyKey }: Intent) =>
  call<Case>("POST", CASES, { body: { person, programme }, idempotencyKey });

export interface StepTaken {
  transition: string;
  reason: string;
  closure: string;
}

export const takeStep = (one: Case, step: StepTaken, { idempotencyKey }: Intent) =>
  call<Case>("POST", `${casePath(one.id)}transitions/`, { body: step, ifMatch: one.version, idempotencyKey });

export const assignCase = (one: Case, responsible: string | null) => call<Case>("PUT", `${casePath(one.id)}responsible/`, { body: { responsible }, ifMatch: one.version });

export const closeCase = (one: Case, body: { reason: string; closure: string }, { idempotencyKey }: Intent) =>
  call<Case>("POST", `${casePath(one.id)}closing/`, { body, ifMatch: one.version, idempotencyKey });

export const reopenCase = (one: Case, reason: string, { idempotencyKey }: Intent) =>
  call<Case>("POST", `${casePath(one.id)}reopening/`, { body: { reason }, ifMatch: one.version, idempotencyKey });

export const writeNote = (id: string, text: string, { idempotencyKey }: Intent) => call("POST", `${casePath(id)}notes/`, { body: { text }, idempotencyKey });

export const saveDraft = (id: string, form: string, body: { answers: Answers; corrects: string | null }, seen: number | null) =>
  call<Draft>("PUT", `${casePath(id)}drafts/${form}/`, { body, ifMatch: seen });

export const discardDraft = (id: string, form: string) => call("DELETE", `${casePath(id)}drafts/${form}/`);

export interface HandIn {
  form: string;
  answers: Answers;
  replaces: string | null;
  keeps_special: boolean;
}

export const handIn = (id: string, body: HandIn, { idempotencyKey }: Intent) => call<Submission>("POST", `${casePath(id)}submissions/`, { body, idempotencyKey });

/** Opens the special answers; the server writes the access log before it answers. */
export const readSpecialAnswers = async (id: string, submission: string, purpose: string): Promise<Answers> =>
  (await call<{ answers: Answers }>("GET", `${casePath(id)}submissions/${submission}/special/`, { query: { purpose } })).answers;
