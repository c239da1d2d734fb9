import { call } from "@/lib/api";
import { PROGRAMMES_HOME } from "@/lib/programmes";
import type { Meaning } from "@/ui";

export type Opening = "off" | "waiting" | "on" | "frozen";
export type GrantState = "requested" | "approved" | "refused" | "ended";

/** Where a capability stands in a programme, in words. */
export interface Capability {
  key: string;
  label: string;
  description: string;
  state: Opening;
  why: string;
  reason: string;
  article: string;
  until: string | null;
  needs_grant: boolean;
  comes_later: boolean;
  request: { allowed: boolean; reason: string };
}

export interface Grant {
  id: string;
  programme: string;
  programme_name: string;
  capability: string;
  capability_label: string;
  state: GrantState;
  state_label: string;
  is_over: boolean;
  basis: string;
  basis_label: string;
  number: string;
  dated: string;
  valid_from: string;
  valid_to: string;
  requested_by: string;
  requested_at: string;
  named_approver: string;
  decided_by: string;
  decided_at: string | null;
  ended_at: string | null;
  reason: string;
  can_decide: boolean;
  can_end: boolean;
}

export interface ProgrammeCapabilities {
  programme: string;
  name: string;
  results: Capability[];
  grants: Grant[];
  basis_kinds: { key: string; label: string }[];
}

export const GRANTS = "/api/v1/capability-grants/";
export const ME = "/api/v1/me/";
export const capabilitiesPath = (programmeId: string) => `/api/v1/programmes/${programmeId}/capabilities/`;
export const grantPath = (grantId: string) => `${GRANTS}${grantId}/`;
export const grantHome = (grantId: string) => `/ayarlar/yetkiler/${grantId}`;
export const modulesHome = (programmeId: string) => `${PROGRAMMES_HOME}/${programmeId}/moduller`;

export const OPENING_MEANING: Record<Opening, Meaning | "neutral"> = { off: "neutral", waiting: "info", on: "done", frozen: "attention" };

export function grantMeaning(grant: Grant): Meaning | "neutral" {
  if (grant.state === "requested") return "info";
  if (grant.state === "approved") return grant.is_over ? "attention" : "done";
  return grant.state === "refused" ? "danger" : "neutral";
}

export interface GrantDraft {
  basis: string | null;
  number: string;
  dated: string | null;
  valid_from: string | null;
  valid_to: string | null;
  named_approver: string | null;
  act: File | null;
}

/** Ask for a capability with the scanned act; what is empty is left out so that the server names it. */
export function requestGrant(programmeId: string, capability: string, draft: GrantDraft, idempotencyKey: string): Promise<Grant> {
  const body = new FormData();
  body.append("capability", capability);
  const { act, ...values } = draft;
  for (const [name, value] of Object.entries(values)) if (value) body.append(name, value);
  if (act) body.append("act", act);
  return call<Grant>("POST", `/api/v1/programmes/${programmeId}/capability-grants/`, { body, idempotencyKey });
}
