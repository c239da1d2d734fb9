import { call } from "@/lib/api";
import type { components } from "@/schema/api";

export type Person = components["schemas"]["Person"];
export type PersonRow = components["schemas"]["PersonRow"];
export type Match = components["schemas"]["Match"];
export type Phone = components["schemas"]["Phone"];
export type Address = components["schemas"]["Address"];
export type Fact = components["schemas"]["Fact"];
export type Identity = components["schemas"]["Identity"];
export type Missing = components["schemas"]["Missing"];

export const PEOPLE = "/api/v1/people/";
export const personPath = (id: string) => `${PEOPLE}${id}/`;
/** Where a person's page stands. */
export const personHome = (id: string) => `/kisiler/${id}`;

/** The facts that change and are no special category, in the order of the form; each is a list of the catalogue. */
export const FACT_KINDS = ["education", "employment", "marital", "household_situation", "income", "social_security"] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** Up to 20 people by name, complete identity number, telephone, file number or e-mail. */
export async function searchPeople(query: string, signal?: AbortSignal): Promise<Match[]> {
  const { results } = await call<{ results: Match[] }>("GET", `${PEOPLE}search/`, { query: { q: query }, signal });
  return results;
}
