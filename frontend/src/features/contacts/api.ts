import { call } from "@/lib/api";
import type { SaveContext } from "@/lib/form";
import type { components } from "@/schema/api";

export type Contact = components["schemas"]["Contact"];
export type ContactDetail = components["schemas"]["ContactDetail"];
export type UrgentNotice = components["schemas"]["UrgentNotice"];
export type UrgentNoticeDetail = components["schemas"]["UrgentNoticeDetail"];

export const CONTACTS = "/api/v1/contacts/";
export const URGENT = "/api/v1/urgent-notices/";

export interface ContactValues {
  channel: string | null;
  topic: string | null;
  outcome: string;
  note: string;
  referred_to: string;
  caller_label: string;
  caller_phone: string;
  call_back_at: string;
}

export const createContact = (values: ContactValues, { idempotencyKey }: SaveContext) =>
  call<ContactDetail>("POST", CONTACTS, {
    body: { ...values, channel: values.channel ?? "", topic: values.topic ?? "", call_back_at: values.call_back_at ? new Date(values.call_back_at).toISOString() : null },
    idempotencyKey,
  });

export interface UrgentValues {
  authority: string | null;
  what: string;
  who: string;
  where: string;
  answer: string;
  reference: string;
  person_id: string | null;
  contact_id: string | null;
}

export const createUrgent = (values: UrgentValues, { idempotencyKey }: SaveContext) =>
  call<UrgentNoticeDetail>("POST", URGENT, { body: { ...values, authority: values.authority ?? "" }, idempotencyKey });
