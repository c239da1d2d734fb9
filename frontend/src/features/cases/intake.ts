import { call } from "@/lib/api";
import type { components } from "@/schema/api";

import { casePath } from "./api";

type Schemas = components["schemas"];

export type Checklist = Schemas["CaseChecklist"];
export type ChecklistItem = Schemas["ChecklistItem"];
export type Presented = Schemas["PresentedDocument"];
export type Intake = Schemas["Intake"];
export type Check = Schemas["GuardCheck"];
export type Undertakings = Schemas["Undertakings"];
export type Undertaking = Schemas["Undertaking"];
export type Receipt = Schemas["Receipt"];
export type Kept = Schemas["Kept"];

export const documentsPath = (id: string) => `${casePath(id)}documents/`;
export const applicationPath = (id: string) => `${casePath(id)}application/`;
export const undertakingsPath = (id: string) => `${casePath(id)}undertakings/`;
export const retentionPath = (id: string) => `${casePath(id)}retention/`;

interface Intent {
  idempotencyKey: string;
}

export interface DocumentTyped {
  file: File | null;
  was_seen: boolean;
  substitute: string | null;
  presented_on: string | null;
  issued_on: string | null;
  valid_until: string | null;
  note: string;
}

export function presentDocument(id: string, document: string, typed: DocumentTyped, { idempotencyKey }: Intent) {
  const body = new FormData();
  body.append("document", document);
  if (typed.file && !typed.was_seen) body.append("file", typed.file);
  for (const name of ["substitute", "presented_on", "issued_on", "valid_until"] as const) {
    const value = typed[name];
    if (value) body.append(name, value);
  }
  body.append("note", typed.note);
  return call<Checklist>("POST", documentsPath(id), { body, idempotencyKey });
}

export const takeOverReport = (id: string, purpose: string, { idempotencyKey }: Intent) => call<Checklist>("POST", `${documentsPath(id)}report/`, { body: { purpose }, idempotencyKey });

export const refuseDocument = (id: string, document: string, reason: string, { idempotencyKey }: Intent) =>
  call<Checklist>("POST", `${documentsPath(id)}${document}/refusal/`, { body: { reason }, idempotencyKey });

export const withdrawDocument = (id: string, document: string, reason: string) => call<Checklist>("DELETE", `${documentsPath(id)}${document}/`, { body: { reason } });

export const giveReceipt = (id: string, { idempotencyKey }: Intent) => call<Receipt>("POST", `${casePath(id)}receipt/`, { body: {}, idempotencyKey });

export interface ApplicationTyped {
  exception_reason: string;
  will: string;
  reason: string;
}

export const recordApplication = (id: string, version: number, body: ApplicationTyped, { idempotencyKey }: Intent) =>
  call<Intake>("POST", applicationPath(id), { body, ifMatch: version, idempotencyKey });

export const prepareUndertaking = (id: string, { idempotencyKey }: Intent) => call<Undertakings>("POST", undertakingsPath(id), { body: {}, idempotencyKey });

export interface SignatureTyped {
  by_person: boolean;
  representative: string | null;
  signed_on: string | null;
  refused: boolean;
  remark: string;
  file: File | null;
}

export function recordSignature(id: string, undertaking: string, typed: SignatureTyped, { idempotencyKey }: Intent) {
  const body = new FormData();
  body.append("refused", String(typed.refused));
  body.append("by_person", String(typed.by_person && !typed.refused));
  if (typed.representative && !typed.refused) body.append("representative", typed.representative);
  if (typed.signed_on && !typed.refused) body.append("signed_on", typed.signed_on);
  if (typed.file && !typed.refused) body.append("file", typed.file);
  body.append("remark", typed.remark);
  return call<Undertakings>("POST", `${undertakingsPath(id)}${undertaking}/signing/`, { body, idempotencyKey });
}
