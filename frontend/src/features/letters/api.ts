import { call } from "@/lib/api";
import type { SaveContext } from "@/lib/form";
import { useRead, type ActionContext } from "@/lib/query";
import type { Meaning } from "@/ui";

export const LETTERS = "/api/v1/letters/";
export const BATCHES = "/api/v1/letter-batches/";
export const CHECK = "/api/v1/letter-check/";

export interface Link {
  id: string;
  name: string;
}

export interface Code {
  key: string;
  label: string;
  count?: number;
}

export type LetterState = "draft" | "approved" | "signed" | "served" | "undeliverable" | "cancelled";

export interface LetterRow {
  id: string;
  version: number;
  number: string;
  official_number: string;
  official_date: string | null;
  use: string;
  use_label: string;
  subject: string;
  state: LetterState;
  state_label: string;
  queue: string;
  /** None of a letter to a sender who is not registered; then `sender_name` says who. */
  person: Link | null;
  sender_name: string;
  programme: Link | null;
  unit: Link;
  case: string | null;
  batch: string | null;
  drafted_at: string;
  approved_at: string | null;
  signed_on: string | null;
  served_on: string | null;
  is_protected: boolean;
  /** A representative of the protected person has to be confirmed before it goes out. */
  waits: boolean;
}

/** Why a letter may not go out to whom it is addressed; `today` is who is notified by now. */
export interface Standing {
  code: string;
  message: string;
  remedy: string;
  article: string;
  text: string;
  held: string[];
  today: string[];
}

export interface Service {
  id: string;
  channel: string;
  channel_label: string;
  state: "under_way" | "served" | "failed";
  state_label: string;
  sent_on: string | null;
  arrived_on: string | null;
  served_on: string | null;
  due_on: string | null;
  receiver_label: string;
  receiver_name: string;
  reference: string;
  note: string;
  failure_label: string;
  next_step_label: string;
  proof: string | null;
}

export interface Letter extends LetterRow {
  standing: Standing | null;
  replaces: Link | null;
  replaced_by: Link | null;
  petition: string | null;
  body: string;
  plain: string;
  references: string[];
  annexes: string[];
  distribution: string[];
  addressee_kind: string;
  addressee_name: string;
  addressee_capacity: string;
  address: string[];
  signatory_name: string;
  signatory_title: string;
  signatory_acting_for: string;
  code: string;
  approved_alone: boolean;
  signed_file: string | null;
  channels: string[];
  services: Service[];
  copies: { id: string; format: string; format_label: string; given_on: string; by: string }[];
  events: { id: string; kind: string; label: string; at: string; by: string; day: string | null; text: string }[];
  may_write: boolean;
  may_approve: boolean;
  is_own: boolean;
}

export interface Choices {
  queues: Code[];
  states: Code[];
  uses: Code[];
  channels: Code[];
  receivers: Code[];
  failures: Code[];
  next_steps: Code[];
  formats: Code[];
}

export interface TextChoice {
  use: string;
  template: string;
  label: string;
  subject: string;
  asks: string[];
  may_ask: string[];
  values: Record<string, string>;
}

export interface Batch {
  id: string;
  version: number;
  programme: Link;
  unit: Link;
  label: string;
  state: "running" | "done" | "approving" | "approved" | "cancelled";
  state_label: string;
  requested_at: string;
  requested_by: string;
  task: string | null;
  total: number;
  done: number;
  problems: number;
  drafts: number;
  approved: number;
}

export interface BatchPage extends Batch {
  wrong: { case: string; person: string; problem: string }[];
  is_own: boolean;
}

export interface NumberResult {
  row: number;
  letter: string;
  number: string;
  code: string;
  message: string;
  remedy: string;
}

export const letterPath = (id: string) => `${LETTERS}${id}/`;
export const MEANING: Record<LetterState, Meaning | "neutral"> = { draft: "neutral", approved: "info", signed: "info", served: "done", undeliverable: "attention", cancelled: "neutral" };

export const useChoices = () => useRead<Choices>(`${LETTERS}choices/`);
export const options = (codes: readonly Code[] | undefined) => (codes ?? []).map((one) => ({ value: one.key, label: one.label }));

/** An act on a letter as it was read; what somebody else changed meanwhile is refused. */
export const act = (letter: LetterRow, what: string, body: unknown, { idempotencyKey }: ActionContext | SaveContext) => call<Letter>("POST", `${letterPath(letter.id)}${what}/`, { body, ifMatch: letter.version, idempotencyKey });

export const saveDraft = (id: string, version: number, changes: Partial<Letter>) => call<Letter>("PATCH", letterPath(id), { body: changes, ifMatch: version });

export async function keepFile(id: string, kind: "signed" | "proof", file: File | null): Promise<string | null> {
  if (!file) return null;
  const body = new FormData();
  body.append("file", file);
  body.append("kind", kind);
  return (await call<{ id: string }>("POST", `${letterPath(id)}files/`, { body })).id;
}
