import { useQuery } from "@tanstack/react-query";
import { createContext, useCallback, useContext } from "react";

import type { Language } from "@/config/app";
import type { Need } from "@/config/feature";

import { call } from "./api";
import type { ApiProblem } from "./problems";

/** The answer of `GET /api/v1/me`. */
export interface Me {
  user: {
    id: string;
    full_name: string;
    email: string;
    title: string;
    language: Language;
    theme: "light" | "dark" | "system";
  };
  municipality: { slug: string; name: string; kind: string; is_demo: boolean } | null;
  roles: {
    role: string;
    label: string;
    unit: string | null;
    programme: string | null;
    ends_on: string | null;
    acting_for: string | null;
  }[];
  rights: string[];
  units: { id: string; name: string }[];
  programmes: { id: string; code: string; name: string }[];
  /** The role the screen is drawn for while an administrator looks through its eyes. */
  viewing_as: string | null;
  /** Roles this person may look as; absent when none. */
  viewable_roles?: { role: string; label: string }[];
  mfa_enrolment_required?: boolean;
}

export const ME_PATH = "/api/v1/me";

export function readMe(signal?: AbortSignal): Promise<Me> {
  return call<Me>("GET", ME_PATH, { signal });
}

export const meQuery = {
  queryKey: [ME_PATH],
  queryFn: ({ signal }: { signal?: AbortSignal }) => readMe(signal),
  staleTime: 60_000,
};

const SessionContext = createContext<Me | null>(null);
export const SessionProvider = SessionContext.Provider;

/** The signed-in person. Only inside the shell: a public page has nobody to ask about. */
export function useMe(): Me {
  const me = useContext(SessionContext);
  if (!me) throw new Error("useMe was used outside the signed-in shell");
  return me;
}

/** The signed-in person or nothing, for parts drawn on public pages too. */
export function useMaybeMe(): Me | null {
  return useContext(SessionContext);
}

export function meets(rights: readonly string[], need: Need): boolean {
  if (need === undefined) return true;
  return typeof need === "string" ? rights.includes(need) : need.length === 0 || need.some((one) => rights.includes(one));
}

/** `const can = useCan(); can("people.write")`: draws the screen; the server decides all the same. */
export function useCan(): (need: Need) => boolean {
  const { rights } = useMe();
  return useCallback((need) => meets(rights, need), [rights]);
}

export function useMeQuery() {
  return useQuery<Me, ApiProblem>({ ...meQuery, retry: false });
}
