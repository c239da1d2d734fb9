import { call } from "@/lib/api";
import type { components } from "@/schema/api";

type Schemas = components["schemas"];

export const DECISIONS = "/api/v1/decisions/";
export const CASES = "/api/v1/cases/";
export const decisionPath = (id: string) => `${DECISIONS}${id}/`;
export const caseDecisionsPath = (id: string) => `${CASES}${id}/decisions/`;
export const decisionPage = (id: string) => `/kararlar/${id}`;
export const casePage = (id: string) => `/dosyalar/${id}`;
export const newPage = (caseId: string, kind: Kind) => `${casePage(caseId)}/kararlar/yeni?tur=${kind}`;

export type Decision = Schemas["Decision"];
export type DecisionRow = Schemas["DecisionRow"];
export type ProposalForm = Schemas["ProposalForm"];
export type CaseDecisions = Schemas["CaseDecisions"];
export type Stop = Schemas["InterimStop"];
export type Ground = Schemas["DecisionGround"];
export type Article = Schemas["ArticleSays"];
export type Letter = Schemas["DecisionLetter"];
export type Kind = Decision["kind"];

export const KINDS: readonly Kind[] = ["suspend", "terminate", "resume"];
export const isKind = (word: string | undefined): word is Kind => KINDS.some((one) => one === word);
/** Not decided yet, or decided and not in effect: of each kind there is one at most. */
export const OPEN: readonly string[] = ["proposed", "hearing", "taken"];
/** Everything that a step of a decision may change on other pages. */
export const CHANGED = [DECISIONS, CASES, "/api/v1/letters/", "/api/v1/work/"];

interface Intent {
  idempotencyKey: string;
}
interface Seen {
  id: string;
  version: number;
}

export interface GivenEvidence {
  kind: string;
  record: string | null;
  text: string;
}
export interface Proposal {
  ground: string;
  transition: string;
  closure: string;
  evidence: GivenEvidence[];
  reason: string;
  named_taker: string | null;
}

export const propose = (caseId: string, kind: Kind, body: Proposal, idempotencyKey: string) =>
  call<Decision>("POST", caseDecisionsPath(caseId), { body: { ...body, kind }, idempotencyKey });

export const changeProposal = (id: string, body: Proposal, ifMatch: number | null) => call<Decision>("PATCH", decisionPath(id), { body, ifMatch });

const step = (name: string) => (one: Seen, body: object, { idempotencyKey }: Intent) =>
  call<Decision>("POST", `${decisionPath(one.id)}${name}/`, { body, ifMatch: one.version, idempotencyKey });

export const askStatement = step("hearing");
export const recordStatement = step("statement");
export const takeDecision = step("taking");
export const carryOut = step("effect");
export const withdrawDecision = step("withdrawal");

export const startStop = (caseId: string, body: { risk: string; ends_on: string | null }, idempotencyKey: string) =>
  call<CaseDecisions>("POST", `${CASES}${caseId}/interim-stops/`, { body, idempotencyKey });

export const confirmStop = (stop: Seen, body: { reason: string; waived_because: string; review_on: string | null }, idempotencyKey: string) =>
  call<Decision>("POST", `/api/v1/interim-stops/${stop.id}/confirmation/`, { body, ifMatch: stop.version, idempotencyKey });

export const liftStop = (stop: Seen, reason: string, { idempotencyKey }: Intent) =>
  call<CaseDecisions>("POST", `/api/v1/interim-stops/${stop.id}/lifting/`, { body: { reason }, ifMatch: stop.version, idempotencyKey });
