import { AUTH_ROOT } from "@/config/app";
import { buildRequest, type Method } from "@/lib/api";
import { send } from "@/lib/http";
import { ApiProblem } from "@/lib/problems";

/** What django-allauth's headless browser client answers; 401 is a state to go on from, no failure. */
export interface AuthAnswer<D = unknown, M = unknown> {
  status: number;
  data?: D & { flows?: Flow[] };
  meta?: M & { is_authenticated?: boolean };
  errors?: { message: string; code: string; param?: string }[];
}

export interface Flow {
  id: string;
  is_pending?: boolean;
  types?: Factor[];
}

export type Factor = "totp" | "webauthn" | "recovery_codes";

export interface Authenticator {
  id?: number;
  type: Factor;
  name?: string;
  created_at: number;
  last_used_at: number | null;
  total_code_count?: number;
  unused_code_count?: number;
  unused_codes?: string[];
}

export interface OpenSession {
  id: number;
  user_agent: string;
  ip: string;
  created_at: number;
  last_seen_at?: number;
  is_current: boolean;
}

/** One call to allauth. Answers below 500 come back as they are; silence and server faults throw ApiProblem. */
export async function auth<D = unknown, M = unknown>(method: Method, path: string, body?: unknown, headers?: Record<string, string>): Promise<AuthAnswer<D, M>> {
  const response = await send(buildRequest(method, `${AUTH_ROOT}/${path}`, { body, headers }));
  if (response.status >= 500) throw await ApiProblem.fromResponse(response);
  const answer = (await response.json().catch(() => ({}))) as AuthAnswer<D, M>;
  return { ...answer, status: response.status };
}

export function pendingFlow(answer: AuthAnswer, id: string): Flow | undefined {
  return answer.data?.flows?.find((flow) => flow.id === id && flow.is_pending);
}
