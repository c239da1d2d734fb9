import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";

import { call } from "@/lib/api";
import type { ApiProblem } from "@/lib/problems";
import type { components } from "@/schema/api";

import { PEOPLE } from "./api";
import type { RegistrationValues } from "./registration";

/** A record that may be the same person: who, and why; never in which programme (readings 3). */
export type Likeness = components["schemas"]["Duplicate"];
export type Likenesses = components["schemas"]["Duplicates"];

/** From this score on the two are one person unless somebody looks and says otherwise (an identity number). */
export const CERTAIN = 100;

export interface Candidate {
  given_names: string;
  surname: string;
  birth_date: string | null;
  birth_precision: string;
  phones: string[];
  identities: { kind: string; number: string; country: string }[];
}

/** What is compared, once there is enough of it to compare: a whole name, a phone or a number. */
export function candidateOf(values: RegistrationValues): Candidate | null {
  const phones = values.phones.map((one) => one.number.trim()).filter((one) => one.replace(/\D/g, "").length >= 10);
  const identities = values.identities
    .filter((one) => one.number.replace(/\W/g, "").length >= (one.kind === "passport" ? 6 : 11))
    .map((one) => ({ kind: one.kind ?? "tckn", number: one.number.trim(), country: one.country.trim().toUpperCase() }));
  const hasName = values.given_names.trim().length > 1 && values.surname.trim().length > 1;
  if (!hasName && phones.length === 0 && identities.length === 0) return null;
  return { given_names: values.given_names, surname: values.surname, birth_date: values.birth.value, birth_precision: values.birth.precision, phones, identities };
}

/** Asks while the form is filled in; the answer is forgotten with the page. */
export function useLikenesses(values: RegistrationValues) {
  const candidate = candidateOf(values);
  const [asked] = useDebouncedValue(JSON.stringify(candidate), 500);
  return useQuery<Likenesses, ApiProblem>({
    queryKey: ["people.duplicates", asked],
    queryFn: ({ signal }) => call<Likenesses>("POST", `${PEOPLE}duplicates/`, { body: JSON.parse(asked) as Candidate, signal }),
    enabled: asked !== "null",
    placeholderData: (before) => before,
    gcTime: 0,
    retry: false,
  });
}
