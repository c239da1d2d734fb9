import { call } from "@/lib/api";
import type { SaveContext } from "@/lib/form";
import type { ActionContext } from "@/lib/query";
import type { components } from "@/schema/api";

type Schemas = components["schemas"];
export type PetitionRow = Schemas["PetitionRow"];
export type Petition = Schemas["Petition"];
export type PetitionClock = Schemas["PetitionClock"];
export type Choices = Schemas["PetitionChoices"];
export type Due = Schemas["DuePreview"];
export type Candidate = Schemas["Candidate"];
export type Pause = Schemas["DeadlinePause"];
export type PauseChoices = Schemas["PauseChoices"];
export type PausePreview = Schemas["PausePreview"];
export type CaseDeadline = Schemas["CaseDeadline"];
export type Representative = Schemas["Representative"];
export type Decision = { id: string; kind_label: string; taken_at: string | null };

export const PETITIONS = "/api/v1/petitions/";
export const PAUSES = "/api/v1/deadline-pauses/";
export const pathOf = (id: string) => `${PETITIONS}${id}/`;
export const homeOf = (id: string) => `/basvurular/${id}`;

export interface NewPetition {
  kind: string;
  channel: string;
  sender_kind: string;
  received_on: string | null;
  subject: string;
  text: string;
  person: string | null;
  representative: string | null;
  sender_name: string;
  sender_address: string;
  sender_contact: string;
  brought_by: string;
  programme: string | null;
  unit: string | null;
  case: string | null;
  decision: string | null;
  concerns: string | null;
  read_back: boolean;
}

export function register(values: NewPetition, { idempotencyKey }: SaveContext) {
  const isOutsider = values.sender_kind === "outsider";
  return call<Petition>("POST", PETITIONS, {
    body: {
      ...values,
      person: isOutsider ? null : values.person,
      representative: values.sender_kind === "representative" ? values.representative : null,
      case: isOutsider ? null : values.case,
      decision: values.kind === "objection" ? values.decision : null,
    },
    idempotencyKey,
  });
}

export const scanPath = (id: string) => `${pathOf(id)}scan/`;

/** The scan of what came in: the same file again changes nothing. */
export function keepScan(id: string, file: File, { idempotencyKey }: ActionContext) {
  const body = new FormData();
  body.append("file", file);
  return call<Petition>("POST", scanPath(id), { body, idempotencyKey });
}

/** Everything that is done with a petition names the version that was seen. */
export const act = (petition: Petition, what: string, body: unknown, { idempotencyKey }: ActionContext) =>
  call<Petition>("POST", `${pathOf(petition.id)}${what}/`, { body, idempotencyKey, ifMatch: petition.version });

export const saveAnswer = (petition: Petition, body: { text: string; outcome: string }) =>
  call<Petition>("PATCH", `${pathOf(petition.id)}answer/`, { body, ifMatch: petition.version });
