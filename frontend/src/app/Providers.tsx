import { DirectionProvider, MantineProvider, type MantineColorSchemeManager } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import type { ReactNode } from "react";

import { storedTheme, storeTheme } from "@/lib/preferences";
import { queryClient } from "@/lib/query";

import { cssVariables, theme } from "./theme";

/** Django writes the request's nonce here; style elements made at run time carry it through the security policy. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
setNonce(nonce);

const colorScheme: MantineColorSchemeManager = {
  get: () => storedTheme(),
  set: storeTheme,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => storeTheme("auto"),
};

export function Providers({ children }: { children: ReactNode }) {
  return (
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colorScheme}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <QueryClientProvider client={queryClient}>
          {children}
          <Notifications position="bottom-right" limit={4} containerWidth={420} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
