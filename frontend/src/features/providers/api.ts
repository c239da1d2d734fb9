import { call } from "@/lib/api";
import type { SaveContext } from "@/lib/form";
import type { components } from "@/schema/api";

export type Provider = components["schemas"]["Provider"];
export type ProviderRow = components["schemas"]["ProviderList"];

export const PROVIDERS = "/api/v1/providers/";
export const providerPath = (id: string) => `${PROVIDERS}${id}/`;

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];

export interface ServiceValues {
  name: string;
  topic: string;
  target_groups: string[];
  how_to_apply: string;
  description: string;
  is_free: boolean | null;
}

export interface ContactValues {
  full_name: string;
  duty: string;
  phone: string;
  email: string;
}

export interface ProviderValues {
  name: string;
  short_name: string;
  kind: string | null;
  phone: string;
  email: string;
  website: string;
  province: string;
  district: string;
  neighbourhood: string;
  address: string;
  accessibility: string;
  notes: string;
  opening_hours: Record<Day, string>;
  services: ServiceValues[];
  contacts: ContactValues[];
}

export const newService = (): ServiceValues => ({ name: "", topic: "", target_groups: [], how_to_apply: "", description: "", is_free: null });
export const newContact = (): ContactValues => ({ full_name: "", duty: "", phone: "", email: "" });

/** "08:30-12:00, 13:00-17:30" for one day, as it is typed and shown. */
export const writeHours = (spans: readonly (readonly string[])[] | undefined): string => (spans ?? []).map((span) => span.join("-")).join(", ");

/** What was typed for a day, as the API takes it; dots and dashes of any kind are understood. */
export function readHours(typed: string): string[][] {
  return typed
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => part.split(/\s*[-–—]\s*/).map((time) => time.replace(".", ":").replace(/^(\d):/, "0$1:")));
}

export function toValues(provider?: Provider): ProviderValues {
  return {
    name: provider?.name ?? "",
    short_name: provider?.short_name ?? "",
    kind: provider?.kind ?? null,
    phone: provider?.phone ?? "",
    email: provider?.email ?? "",
    website: provider?.website ?? "",
    province: provider?.province ?? "",
    district: provider?.district ?? "",
    neighbourhood: provider?.neighbourhood ?? "",
    address: provider?.address ?? "",
    accessibility: provider?.accessibility ?? "",
    notes: provider?.notes ?? "",
    opening_hours: Object.fromEntries(DAYS.map((day) => [day, writeHours(provider?.opening_hours[day])])) as Record<Day, string>,
    services: (provider?.services ?? []).map((one) => ({ ...newService(), ...pick(one, ["name", "topic", "how_to_apply", "description"]), target_groups: one.target_groups ?? [], is_free: one.is_free ?? null })),
    contacts: (provider?.contacts ?? []).map((one) => ({ ...newContact(), ...pick(one, ["full_name", "duty", "phone", "email"]) })),
  };
}

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]])) as Pick<T, K>;
}

function toBody(values: ProviderValues) {
  const hours = Object.entries(values.opening_hours).map(([day, typed]) => [day, readHours(typed)] as const);
  return { ...values, kind: values.kind ?? "", opening_hours: Object.fromEntries(hours.filter(([, spans]) => spans.length > 0)) };
}

export const createProvider = (values: ProviderValues, context: SaveContext) => call<Provider>("POST", PROVIDERS, { body: toBody(values), idempotencyKey: context.idempotencyKey });
export const updateProvider = (id: string, values: ProviderValues, context: SaveContext) => call<Provider>("PUT", providerPath(id), { body: toBody(values), ifMatch: context.ifMatch });
