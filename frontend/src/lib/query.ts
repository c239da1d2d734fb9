import { QueryClient, useMutation, useQuery, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";
import { useRef } from "react";

import { PAGE_SIZE } from "@/config/app";

import { call, type QueryValue } from "./api";
import { newIntent } from "./http";
import { ApiProblem, asProblem } from "./problems";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server said stands; only silence is worth asking again.
      retry: (count, error) => error instanceof ApiProblem && error.isUnanswered && count < 2,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});

/** A cursor-paged answer, as every list of the API gives it. */
export interface Page<T> {
  results: T[];
  next: string | null;
  previous: string | null;
  count?: number | null;
}

export interface ListParams {
  [key: string]: QueryValue;
}

/** The server hands out whole links or bare cursors; either becomes the cursor. */
export function cursorOf(link: string | null | undefined): string | null {
  if (!link) return null;
  const found = /[?&]cursor=([^&]+)/.exec(link)?.[1];
  return found ? decodeURIComponent(found) : link;
}

/** Reads one page of a list; what stood there stays until the next page is in, so that nothing jumps. */
export function usePage<T>(
  path: string,
  params: ListParams,
  options: { enabled?: boolean; refetchInterval?: (data: Page<T> | undefined) => number | false } = {},
): UseQueryResult<Page<T>, ApiProblem> {
  return useQuery<Page<T>, ApiProblem>({
    queryKey: [path, params],
    queryFn: ({ signal }) => call<Page<T>>("GET", path, { query: { page_size: PAGE_SIZE, ...params }, signal }),
    placeholderData: (before) => before,
    enabled: options.enabled ?? true,
    refetchInterval: ({ state }) => options.refetchInterval?.(state.data) ?? false,
  });
}

/** Reads one address. */
export function useRead<T>(path: string, query?: ListParams, options: { enabled?: boolean; refetchInterval?: number | false } = {}): UseQueryResult<T, ApiProblem> {
  return useQuery<T, ApiProblem>({
    queryKey: [path, query ?? {}],
    queryFn: ({ signal }) => call<T>("GET", path, { query, signal }),
    ...options,
  });
}

export interface ActionContext {
  idempotencyKey: string;
}

/**
 * A write that keeps one Idempotency-Key an intent: a retry after silence repeats the key, a new act after an answer
 * gets a new one. `refresh` lists the addresses whose reads are out of date afterwards.
 */
export function useAction<Input, Output>(
  run: (input: Input, context: ActionContext) => Promise<Output>,
  options: { refresh?: readonly string[]; onDone?: (output: Output, input: Input) => void } = {},
): UseMutationResult<Output, ApiProblem, Input> {
  const intent = useRef<string | null>(null);
  return useMutation<Output, ApiProblem, Input>({
    mutationFn: async (input) => {
      intent.current ??= newIntent();
      try {
        const output = await run(input, { idempotencyKey: intent.current });
        intent.current = null;
        return output;
      } catch (error) {
        const problem = asProblem(error);
        if (!problem.isUnanswered) intent.current = null;
        throw problem;
      }
    },
    onSuccess: async (output, input) => {
      await refreshReads(options.refresh ?? []);
      options.onDone?.(output, input);
    },
  });
}

/** Marks every read whose address begins with one of the given ones as out of date. */
export async function refreshReads(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => typeof queryKey[0] === "string" && paths.some((path) => (queryKey[0] as string).startsWith(path)),
  });
}
