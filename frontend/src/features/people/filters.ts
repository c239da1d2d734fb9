import type { ListParams } from "@/lib/query";

/** Names that stand in the address; "age" is one choice there and two bounds in the API. */
export const FILTERS = ["unit", "programme", "channel", "registered_from", "registered_to", "district", "sex", "age", "missing", "education", "employment", "confidential"] as const;

export const AGE_BANDS = ["0-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-"] as const;

/** What the API is asked, with an age band as its two bounds. */
export function toQuery({ age, ...params }: ListParams): ListParams {
  const [from, to] = typeof age === "string" ? age.split("-") : [];
  return { ...params, age_from: from || undefined, age_to: to || undefined };
}

const STORED: Record<string, string> = { q: "text", unit: "unit_id", programme: "programme_id", interviewer: "interviewer_id" };

/** The same narrowing as exports keep it: by the names of what is stored, without order and page. */
export function toExportFilters(params: ListParams): Record<string, string> {
  const where = Object.entries(toQuery(params)).filter(([name, value]) => name !== "sort" && name !== "cursor" && value !== undefined && value !== null && value !== "");
  return Object.fromEntries(where.map(([name, value]) => [STORED[name] ?? name, String(value)]));
}

/** A list's address as a saved view keeps it, and back: an age band is two bounds there. */
export function toStoredView({ sort, age, ...filters }: Record<string, string>) {
  const [age_from, age_to] = age ? age.split("-") : [];
  return { sort: sort ?? "", filters: { ...filters, ...(age_from ? { age_from } : {}), ...(age_to ? { age_to } : {}) } };
}

export function fromStoredView({ sort, filters }: { sort: string; filters: Record<string, unknown> }): Record<string, string> {
  const { age_from, age_to, ...others } = filters;
  const texts = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]));
  const age: Record<string, string> = age_from !== undefined || age_to !== undefined ? { age: `${String(age_from ?? "")}-${String(age_to ?? "")}` } : {};
  return { ...texts, ...age, ...(sort ? { sort } : {}) };
}
