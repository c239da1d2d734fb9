import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, type RenderResult } from "@testing-library/react";
import axe from "axe-core";
import type { ReactNode } from "react";

import { queryClient } from "@/lib/query";

/** Draws a part inside what every page has: theme, requests, an address. Answers once the part is there. */
export async function show(children: ReactNode, at = "/"): Promise<RenderResult & { address: () => string }> {
  queryClient.clear();
  const router = createRouter({
    routeTree: createRootRoute({ component: () => <>{children}</> }),
    history: createMemoryHistory({ initialEntries: [at] }),
    parseSearch: (query) => Object.fromEntries(new URLSearchParams(query)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString();
      return text ? `?${text}` : "";
    },
  });
  await router.load();
  const result = render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return Object.assign(result, { address: () => router.state.location.href });
}

/** Ids of the accessibility rules that a drawn part breaks; contrast needs a real browser and is checked there. */
export async function violations(container: Element): Promise<string[]> {
  const { violations: found } = await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  return found.map((one) => `${one.id}: ${one.nodes[0]?.html ?? ""}`);
}

/** Answers `fetch` from a list, in order, and remembers what was asked. */
export function answerWith(...answers: { status: number; json?: unknown }[]): Request[] {
  const asked: Request[] = [];
  let turn = 0;
  globalThis.fetch = (async (input: Request) => {
    asked.push(input.clone());
    const next = answers[Math.min(turn++, answers.length - 1)];
    if (!next) throw new TypeError("no answer prepared");
    if (next.status === 0) throw new TypeError("network");
    return new Response(next.json === undefined ? null : JSON.stringify(next.json), {
      status: next.status,
      headers: { "Content-Type": next.status >= 400 ? "application/problem+json" : "application/json" },
    });
  }) as typeof fetch;
  return asked;
}
