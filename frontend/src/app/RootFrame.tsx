import { VisuallyHidden } from "@mantine/core";
import { useNetwork } from "@mantine/hooks";
import { Outlet } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import { onAnnounce } from "@/lib/announce";
import { useClosed } from "@/lib/maintenance";
import { usePathname } from "@/lib/routing";
import { Notice } from "@/ui/Notice";
import { Boundary } from "@/ui/states";

import { useAppText } from "./text";

/** One polite region for the whole application; a message said twice is read twice. */
function Announcer() {
  const [message, setMessage] = useState({ text: "", turn: 0 });
  useEffect(() => onAnnounce((text) => setMessage((before) => ({ text, turn: before.turn + 1 }))), []);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      <span key={message.turn}>{message.text}</span>
    </VisuallyHidden>
  );
}

function OfflineBar() {
  const t = useAppText();
  const { online } = useNetwork();
  if (online) return null;
  return (
    <div style={{ position: "fixed", insetInline: 0, bottom: 0, zIndex: 400 }}>
      <Notice meaning="attention" live="status">
        {t("offline")}
      </Notice>
    </div>
  );
}

/** A door that is closed for a while: calm words, while requests wait and go on by themselves. */
function ClosedBar() {
  const t = useAppText();
  const closed = useClosed();
  if (!closed) return null;
  return (
    <div style={{ position: "fixed", insetInline: 0, bottom: 0, zIndex: 400 }}>
      <Notice meaning="info" live="status" title={t(closed === "maintenance" ? "closed.maintenance" : "closed.suspended")}>
        {t(closed === "maintenance" ? "closed.maintenanceHint" : "closed.suspendedHint")}
      </Notice>
    </div>
  );
}

export function RootFrame() {
  return (
    <>
      <Outlet />
      <Announcer />
      <OfflineBar />
      <ClosedBar />
    </>
  );
}

/** Pages reached without signing in stand alone, without navigation. */
export function PublicFrame() {
  const pathname = usePathname();
  return (
    <Boundary resetKey={pathname}>
      <Outlet />
    </Boundary>
  );
}
