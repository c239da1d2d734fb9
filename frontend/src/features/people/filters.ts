import type { ListParams } from "@/lib/query";

/** Names that stand in the address; "age" is one choice there and two bounds in the API. */
export const FILTERS = ["unit", "programme", "channel", "registered_from", "registered_to", "district", "sex", "age", "missing", "education", "employment", "confidential"] as const;

export const AGE_BANDS = ["0-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-"] as const;

/** What the API is asked, with an age band as its two bounds. */
export function toQuery({ age, ...params }: ListParams): ListParams {
  const [from, to] = typeof age === "string" ? age.split("-") : [];
  return { ...params, age_from: from || undefined, age_to: to || undefined };
}
