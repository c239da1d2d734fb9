import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, type ReactNode } from "react";

import { PATHS } from "@/config/app";
import { onAccessProblem } from "@/lib/http";
import { queryClient } from "@/lib/query";
import { useGo, usePathname } from "@/lib/routing";
import { ME_PATH, SessionProvider, useMeQuery } from "@/lib/session";
import { Boundary, ErrorState, LoadingState } from "@/ui/states";

// The sign-in screen needs no shell, so it does not wait for one.
const Shell = lazy(() => import("./shell/Shell"));
const SessionEnded = lazy(() => import("./SessionEnded"));

/** Leads away once, remembering where to come back to. (Navigate would read the address again on every drawing.) */
function SentTo({ path }: { path: string }) {
  const go = useGo();
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current) return;
    isDone.current = true;
    const here = window.location.pathname + window.location.search;
    go(`${path}?devam=${encodeURIComponent(here)}`, { replace: true });
  }, [go, path]);
  return null;
}

/** Asks who is there before anything is drawn; sends to the sign-in screen and back to the same address. */
export function SignedInFrame() {
  const me = useMeQuery();
  const pathname = usePathname();

  const isEnded = me.error?.status === 401;
  const first = useRef<string | undefined>(undefined);
  first.current ??= me.data?.id;

  // Any request that is told "not signed in" has the account asked again, which decides what the screen does.
  useEffect(
    () =>
      onAccessProblem(() => {
        const state = queryClient.getQueryState([ME_PATH]);
        if (state?.fetchStatus !== "fetching" && state?.status !== "error") void queryClient.invalidateQueries({ queryKey: [ME_PATH] });
      }),
    [],
  );
  // Somebody else has signed in here meanwhile: what is on the screen is not theirs.
  useEffect(() => {
    if (me.data && first.current && me.data.id !== first.current) window.location.reload();
  }, [me.data]);

  if (isEnded && !me.data) {
    return <SentTo path={PATHS.signIn} />;
  }
  if (me.data?.mfa.required && !me.data.mfa.satisfied) {
    return <SentTo path={me.data.mfa.enrolled ? PATHS.secondStep : PATHS.enrolSecondStep} />;
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
          <Suspense>{isEnded ? <SessionEnded onSignedIn={() => void me.refetch()} /> : null}</Suspense>
        </Shell>
      </Suspense>
    </SessionProvider>
  );
}
