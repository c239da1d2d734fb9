import { useQuery } from "@tanstack/react-query";
import { createContext, useCallback, useContext } from "react";

import { API_ROOT, type Language } from "@/config/app";
import type { Need } from "@/config/feature";
import type { Right } from "@/config/rights";

import { call } from "./api";
import type { ApiProblem } from "./problems";

export interface Named {
  id: string;
  name: string;
}

/** The answer of `GET /api/v1/me/`. */
export interface Me {
  id: string;
  version: number;
  email: string;
  full_name: string;
  title: string;
  language: Language;
  theme: "light" | "dark" | "system";
  is_demo: boolean;
  kind: "staff" | "coordinator";
  municipality: { slug: string; name: string; kind: string; province: string; district: string; is_demo: boolean } | null;
  roles: {
    id: string;
    role: string;
    role_label: string;
    unit: Named | null;
    programme_id: string | null;
    ends_on: string | null;
    kind: string;
    kind_label: string;
    acting_for: Named | null;
  }[];
  rights: Right[];
  /** Keys of the units this person works in; null is all of them. */
  units: string[] | null;
  mfa: { required: boolean; enrolled: boolean; satisfied: boolean };
  /** The role an administrator looks through, with the rights its screens are drawn for. */
  view_as: { role: string; label: string; until: string; rights: Right[] } | null;
  /** Programme -> what it holds: "on", "frozen" (what exists can be read) or "waiting" (not there yet). */
  capabilities?: Record<string, Record<string, "on" | "frozen" | "waiting">>;
}

export const ME_PATH = `${API_ROOT}/me/`;

export const meQuery = {
  queryKey: [ME_PATH],
  queryFn: ({ signal }: { signal?: AbortSignal }) => call<Me>("GET", ME_PATH, { signal }),
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

export function meets(rights: readonly Right[], need: Need): boolean {
  if (need === undefined) return true;
  return typeof need === "string" ? rights.includes(need) : need.length === 0 || need.some((one) => rights.includes(one));
}

/** `const can = useCan(); can("people.write")`: draws the screen; the server decides all the same. */
export function useCan(): (need: Need) => boolean {
  const { rights, view_as } = useMe();
  const drawn = view_as?.rights ?? rights;
  return useCallback((need) => meets(drawn, need), [drawn]);
}

/**
 * `holds("job_brokerage")`: whether some programme, or the one given, holds a capability so that its screens are drawn.
 * The server answers 404 all the same where it does not.
 */
export function useHolds(): (capability: string | undefined, programme?: string | null) => boolean {
  const { capabilities } = useMe();
  return useCallback(
    (capability, programme) => {
      if (capability === undefined) return true;
      const held = capabilities ?? {};
      const rows = programme ? [held[programme]] : Object.values(held);
      return rows.some((row) => row?.[capability] === "on" || row?.[capability] === "frozen");
    },
    [capabilities],
  );
}

/** Whether an entry of the registry is drawn for this person: its right is held, and its capability by a programme. */
export function useIsDrawn(): (entry: { right?: Need; capability?: string }) => boolean {
  const can = useCan();
  const holds = useHolds();
  return useCallback((entry) => can(entry.right) && holds(entry.capability), [can, holds]);
}

export function useMeQuery() {
  return useQuery<Me, ApiProblem>({ ...meQuery, retry: false });
}

/** What the page itself knows before anyone has signed in; Django writes it into index.html. */
export function publicPlace(): { municipality: string; isDemo: boolean } {
  const read = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
  const written = read("omuz-municipality");
  // Vite serves the file without Django, placeholders and all.
  return { municipality: written.includes("{{") ? "" : written, isDemo: read("omuz-demo") !== "0" };
}
