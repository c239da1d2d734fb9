import { Anchor, Button, type AnchorProps, type ButtonProps } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface LinkTarget {
  /** A ready address, parameters filled in: `/kisiler/${id}`. */
  to: string;
  children: ReactNode;
  "aria-label"?: string;
}

/** A link inside the application. For another site use a plain <a>. */
export function AppLink({ to, children, ...props }: LinkTarget & AnchorProps) {
  return (
    <Anchor {...props} renderRoot={(root) => <Link {...root} to={to} preload="intent" />}>
      {children}
    </Anchor>
  );
}

/** A link that looks like a button, for "go there and do it". Actions that happen here are Buttons. */
export function LinkButton({ to, children, ...props }: LinkTarget & ButtonProps) {
  return (
    <Button {...props} renderRoot={(root) => <Link {...root} to={to} preload="intent" />}>
      {children}
    </Button>
  );
}
