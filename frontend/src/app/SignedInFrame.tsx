import { Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, type ReactNode } from "react";

import { PATHS } from "@/config/app";
import { usePathname } from "@/lib/routing";
import { SessionProvider, useMeQuery } from "@/lib/session";
import { Boundary, ErrorState, LoadingState } from "@/ui/states";

// The sign-in screen needs no shell, so it does not wait for one.
const Shell = lazy(() => import("./shell/Shell"));

/** Asks who is there before anything is drawn; sends to the sign-in screen and back to the same address. */
export function SignedInFrame() {
  const me = useMeQuery();
  const pathname = usePathname();
  const href = useRouterState({ select: (state) => state.location.href });

  if (me.error?.status === 401) {
    return <Navigate to={PATHS.signIn} search={{ devam: href } as never} replace />;
  }
  if (me.data?.mfa.required && !me.data.mfa.satisfied) {
    const to = me.data.mfa.enrolled ? PATHS.secondStep : PATHS.enrolSecondStep;
    return <Navigate to={to} search={{ devam: href } as never} replace />;
  }
  const waiting = (content: ReactNode) => <main style={{ maxWidth: 720, margin: "15vh auto 0" }}>{content}</main>;
  if (!me.data) {
    return waiting(me.error ? <ErrorState problem={me.error} onRetry={() => void me.refetch()} /> : <LoadingState />);
  }
  return (
    <SessionProvider value={me.data}>
      <Suspense fallback={waiting(<LoadingState />)}>
        <Shell>
          <Boundary resetKey={pathname}>
            <Outlet />
          </Boundary>
        </Shell>
      </Suspense>
    </SessionProvider>
  );
}
