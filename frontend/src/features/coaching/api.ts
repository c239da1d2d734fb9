import { call } from "@/lib/api";
import type { components } from "@/schema/api";

type Schemas = components["schemas"];

export const VISITS = "/api/v1/visits/";
export const TODAY = "/api/v1/coaching/today/";
export const CHOICES = "/api/v1/coaching/choices/";
export const DONE = "/api/v1/coaching/done/";
export const PLANS = "/api/v1/plans/";
export const CASES = "/api/v1/cases/";
export const visitPath = (id: string) => `${VISITS}${id}/`;
export const planPath = (id: string) => `${PLANS}${id}/`;
export const coachingPath = (caseId: string) => `${CASES}${caseId}/coaching/`;
export const plansPath = (caseId: string) => `${CASES}${caseId}/plans/`;
export const employmentPath = (caseId: string) => `${CASES}${caseId}/employment/`;
export const caseHome = (id: string) => `/dosyalar/${id}`;
export const visitHome = (id: string) => `/ziyaretler/${id}`;
export const planHome = (caseId: string, id: string) => `/dosyalar/${caseId}/plan/${id}`;

export type Code = Schemas["CoachingCode"];
export type Choices = Schemas["CoachingChoices"];
export type CaseCoaching = Schemas["CaseCoaching"];
export type Visit = Schemas["Visit"];
export type VisitWords = Schemas["VisitWords"];
export type Day = Schemas["Day"];
export type DayItem = Schemas["DayItem"];
export type Done = Schemas["WorkDone"];
export type PlanRow = Schemas["SupportPlanRow"];
export type Plan = Schemas["SupportPlan"];
export type EmploymentPage = Schemas["EmploymentPage"];
export type Observation = Schemas["Observation"];
export type Referral = Schemas["InstitutionReferral"];

interface Intent {
  idempotencyKey: string;
}

export interface VisitFields {
  visited_on: string | null;
  place: string;
  minutes: number | string;
  activity: string | null;
  topics: string[];
  next_on: string | null;
  next_words: string;
  workplace: string;
  note: string;
}

const visitBody = (values: VisitFields) => ({ ...values, activity: values.activity ?? "", minutes: Number(values.minutes) || 0 });

export const writeVisit = (body: VisitFields & { case: string; client_key: string; appointment: string | null }, { idempotencyKey }: Intent) =>
  call<Visit>("POST", VISITS, { body: { ...visitBody(body), case: body.case, client_key: body.client_key, appointment: body.appointment }, idempotencyKey });

export const mendVisit = (visit: Visit, body: VisitFields, ifMatch: number | null) => call<Visit>("PATCH", visitPath(visit.id), { body: visitBody(body), ifMatch });

export const correctVisit = (visit: Visit, body: VisitFields & { reason: string; client_key: string }, ifMatch: number | null, { idempotencyKey }: Intent) =>
  call<Visit>("POST", `${visitPath(visit.id)}correction/`, { body: { ...visitBody(body), reason: body.reason, client_key: body.client_key }, ifMatch, idempotencyKey });

export const openVisit = (id: string, purpose: string) => call<VisitWords>("POST", `${visitPath(id)}words/`, { body: { purpose } });

export type PlanFields = Schemas["SupportPlanWriteRequest"];

export const draftPlan = (caseId: string, body: PlanFields, { idempotencyKey }: Intent) => call<Plan>("POST", plansPath(caseId), { body, idempotencyKey });
export const editPlan = (id: string, body: PlanFields, ifMatch: number | null) => call<Plan>("PATCH", planPath(id), { body, ifMatch });
export const discardPlan = (plan: Plan) => call("DELETE", planPath(plan.id), { ifMatch: plan.version });
export const openPlan = (id: string, purpose: string) => call<Plan>("POST", `${planPath(id)}words/`, { body: { purpose } });

export const agreePlan = (plan: Plan, body: Schemas["PlanAgreementRequest"], ifMatch: number | null, { idempotencyKey }: Intent) =>
  call<Plan>("POST", `${planPath(plan.id)}agreement/`, { body, ifMatch, idempotencyKey });

export const writePlanLetter = (plan: Plan, { idempotencyKey }: Intent) => call<Plan>("POST", `${planPath(plan.id)}letter/`, { body: {}, idempotencyKey });

export const reviewPlan = (plan: Plan, body: Schemas["SupportPlanReviewWriteRequest"], ifMatch: number | null, { idempotencyKey }: Intent) =>
  call<Plan>("POST", `${planPath(plan.id)}review/`, { body, ifMatch, idempotencyKey });

export const noteEmployment = (caseId: string, body: Schemas["ObservationWriteRequest"], { idempotencyKey }: Intent) =>
  call<EmploymentPage>("POST", employmentPath(caseId), { body, idempotencyKey });

export const correctEmployment = (row: Observation, body: Schemas["ObservationCorrectionRequest"], { idempotencyKey }: Intent) =>
  call<EmploymentPage>("POST", `/api/v1/employment/${row.id}/correction/`, { body, ifMatch: row.version, idempotencyKey });

export const referTo = (caseId: string, body: Schemas["InstitutionReferralWriteRequest"], { idempotencyKey }: Intent) =>
  call<EmploymentPage>("POST", `${CASES}${caseId}/institution-referrals/`, { body, idempotencyKey });

export const tellOutcome = (row: Referral, body: Schemas["ReferralOutcomeWriteRequest"], { idempotencyKey }: Intent) =>
  call<EmploymentPage>("POST", `/api/v1/institution-referrals/${row.id}/outcome/`, { body, ifMatch: row.version, idempotencyKey });

export const openEmployment = (caseId: string, purpose: string) => call<EmploymentPage>("POST", `${employmentPath(caseId)}words/`, { body: { purpose } });
