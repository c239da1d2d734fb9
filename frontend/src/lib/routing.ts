import { useNavigate, useParams, useRouterState, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** Goes to a ready address: `go("/kisiler/" + id)`; `replace` leaves no step to go back to. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback((to, options) => void navigate({ href: to, replace: options?.replace }), [navigate]);
}

/** A parameter of the address; every page with `$name` in its route has it. */
export function useParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  return params[name] ?? "";
}

export function useSearchParams(): Record<string, string> {
  return useSearch({ strict: false });
}

/** Changes some of the query; undefined removes. Replaces the step in the history, as filters should. */
export function useSetSearchParams(): (changes: Record<string, string | undefined>) => void {
  const navigate = useNavigate();
  return useCallback(
    (changes) => {
      void navigate({
        to: ".",
        replace: true,
        resetScroll: false,
        search: ((before: Record<string, string | undefined>) => {
          const next = { ...before, ...changes };
          return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ""));
        }) as never,
      });
    },
    [navigate],
  );
}

export function usePathname(): string {
  return useRouterState({ select: (state) => state.location.pathname });
}

/** The path of the page that is drawn, while `usePathname` may already name the next one. */
export function useDrawnPathname(): string {
  return useRouterState({ select: (state) => (state.resolvedLocation ?? state.location).pathname });
}

/** Addresses given from outside are followed only inside this application. */
export function safeReturn(to: string | undefined): string {
  return to && to.startsWith("/") && !to.startsWith("//") && !to.startsWith("/\\") ? to : "/";
}
