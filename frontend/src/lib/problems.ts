/** One field's complaint in a problem+json answer (RFC 9457, api/problems.py). */
export interface FieldProblem {
  field: string | null;
  code: string;
  message: string;
  remedy?: string | null;
}

export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  article?: string | null;
  remedy?: string | null;
  errors?: FieldProblem[];
  /** With a 409 on a stale version: the record as it stands now. */
  current?: Record<string, unknown>;
}

/** Why no answer came, where there was none. */
export type Absence = "offline" | "timeout" | "unreachable";

/** Every failed request becomes one of these: the server's words where it spoke, the reason for silence where not. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly article: string | null;
  readonly remedy: string | null;
  readonly errors: readonly FieldProblem[];
  readonly current: Record<string, unknown> | null;
  readonly absence: Absence | null;
  /** The whole answer, for problems that carry more than words: the bookings that a change hits. */
  readonly body: ProblemBody & Record<string, unknown>;

  constructor(status: number, body: ProblemBody, absence: Absence | null = null) {
    super(body.detail ?? body.title ?? body.code ?? `HTTP ${status}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = body.code ?? "";
    this.title = body.title ?? "";
    this.detail = body.detail ?? "";
    this.article = body.article ?? null;
    this.remedy = body.remedy ?? null;
    this.errors = body.errors ?? [];
    this.current = body.current ?? null;
    this.absence = absence;
    this.body = { ...body };
  }

  /** No answer came: whether the server did the work is unknown, so a retry must carry the same Idempotency-Key. */
  get isUnanswered(): boolean {
    return this.absence !== null;
  }

  get isStale(): boolean {
    return this.status === 412 || (this.status === 409 && this.code.includes("stale"));
  }

  static absent(absence: Absence): ApiProblem {
    return new ApiProblem(0, { code: absence }, absence);
  }

  static async fromResponse(response: Response): Promise<ApiProblem> {
    const isJson = (response.headers.get("content-type") ?? "").includes("json");
    const body = isJson ? await response.json().catch(() => ({})) : {};
    return new ApiProblem(response.status, body as ProblemBody);
  }
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new ApiProblem(0, { code: "client_fault", detail });
}
