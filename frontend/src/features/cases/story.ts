import { call } from "@/lib/api";
import type { components } from "@/schema/api";

import { casePath } from "./api";

type Schemas = components["schemas"];

export type StoryPage = Schemas["StoryPage"];
export type StoryLine = Schemas["StoryLine"];
export type Outcomes = Schemas["CaseOutcomes"];
export type Outcome = Schemas["Outcome"];
export type OutcomeChoice = Schemas["OutcomeChoice"];

export const outcomesPath = (id: string) => `${casePath(id)}outcomes/`;
export const storyPath = (id: string) => `${casePath(id)}timeline/`;

export interface Proposed {
  outcome: string;
  given_on: string | null;
  reason: string;
}

interface Intent {
  idempotencyKey: string;
}

export const giveOutcomes = (id: string, body: { outcomes: Proposed[]; submission: string | null }, { idempotencyKey }: Intent) =>
  call<Outcomes>("POST", outcomesPath(id), { body, idempotencyKey });

export const withdrawOutcome = (id: string, outcome: string, reason: string, { idempotencyKey }: Intent) =>
  call<Outcomes>("POST", `${outcomesPath(id)}${outcome}/withdrawal/`, { body: { reason }, idempotencyKey });

export const draftResultLetter = (id: string, { idempotencyKey }: Intent) => call<Outcomes>("POST", `${outcomesPath(id)}letter/`, { body: {}, idempotencyKey });
