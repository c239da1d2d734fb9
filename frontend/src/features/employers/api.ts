import { call } from "@/lib/api";
import type { components } from "@/schema/api";

type Schemas = components["schemas"];

export const SERVICES = "/api/v1/employer-services/";
export const CHOICES = `${SERVICES}choices/`;
export const NUMBERS = `${SERVICES}numbers/`;
export const HOME = "/isveren-hizmetleri";
export const servicePath = (id: string) => `${SERVICES}${id}/`;
export const serviceHome = (id: string) => `${HOME}/${id}`;

export type ServiceRow = Schemas["EmployerServiceRow"];
export type Service = Schemas["EmployerService"];
export type Choices = Schemas["EmployerChoices"];
export type Programme = Schemas["EmployerProgramme"];
export type Numbers = Schemas["EmployerNumbers"];
export type Refusal = Schemas["EmployerRefusal"];

export interface ServiceValues {
  programme: string | null;
  kind: string;
  activity: string | null;
  provider: string | null;
  employer_name: string;
  channel: string;
  requested_on: string | null;
  requested_by: string;
  subject: string;
  topics: string[];
  given_on: string | null;
  minutes: number | string;
  participants: number | string;
  employee: string;
  employee_consent_on: string | null;
  note: string;
}

export const bodyOf = (values: ServiceValues) => ({
  ...values,
  activity: values.activity ?? "",
  minutes: Number(values.minutes) || 0,
  participants: values.participants === "" ? null : Number(values.participants),
});

interface Intent {
  idempotencyKey: string;
}

export const recordService = (values: ServiceValues, { idempotencyKey }: Intent) => call<Service>("POST", SERVICES, { body: bodyOf(values), idempotencyKey });
export const editService = (id: string, values: ServiceValues, keepsEmployee: boolean, ifMatch: number | null) =>
  call<Service>("PATCH", servicePath(id), { body: { ...bodyOf(values), keeps_employee: keepsEmployee }, ifMatch });
export const previewService = (values: ServiceValues, signal: AbortSignal) => call<{ refusals: Refusal[] }>("POST", `${SERVICES}preview/`, { body: bodyOf(values), signal });
export const openEmployee = (id: string) => call<{ employee: string }>("POST", `${servicePath(id)}employee/`);
