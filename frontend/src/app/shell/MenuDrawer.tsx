import { Drawer, Stack } from "@mantine/core";
import { lazy, Suspense } from "react";

import { useMe } from "@/lib/session";

import { useAppText } from "../text";
import { Navigation } from "./Navigation";

const ScopeFields = lazy(() => import("./ScopeFields"));

/** The navigation of narrow screens, with the switch that has no room at the top there. */
export default function MenuDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useAppText();
  const me = useMe();
  return (
    <Drawer opened={isOpen} onClose={onClose} size={300} title={me.municipality?.name ?? "Omuz"} closeButtonProps={{ "aria-label": t("menuClose") }}>
      <nav aria-label={t("navigation")}>
        <Navigation onNavigate={onClose} />
      </nav>
      <Stack gap="sm" mt="lg" hiddenFrom="48em">
        <Suspense>{isOpen ? <ScopeFields /> : null}</Suspense>
      </Stack>
    </Drawer>
  );
}
