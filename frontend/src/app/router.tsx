import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type AnyRoute,
} from "@tanstack/react-router";

import type { FeatureRoute } from "@/config/feature";
import { wantHeadingFocus } from "@/lib/focus";
import { say } from "@/lib/i18n";
import { useCan, useHolds } from "@/lib/session";
import { PageHeader } from "@/ui/PageHeader";
import { LoadingState, NoRightState } from "@/ui/states";

import { features } from "./features";
import { NotFoundContent, NotFoundPage } from "./NotFoundPage";
import { PublicFrame, RootFrame } from "./RootFrame";
import { SignedInFrame } from "./SignedInFrame";

const root = createRootRoute({ component: RootFrame, notFoundComponent: NotFoundPage });
const signedIn = createRoute({ getParentRoute: () => root, id: "signed-in", component: SignedInFrame });
const open = createRoute({ getParentRoute: () => root, id: "open", component: PublicFrame });

/** The page behind its right: what a role may not use says why; what no programme holds is as if it were not there. */
function guarded(route: FeatureRoute) {
  const Page = lazyRouteComponent(route.load);
  if (route.isPublic || (route.right === undefined && route.capability === undefined)) return Page;
  function GuardedPage() {
    const can = useCan();
    const holds = useHolds();
    if (!holds(route.capability)) return <NotFoundContent />;
    if (can(route.right)) return <Page />;
    return (
      <>
        <PageHeader title={say(route.title)} />
        <NoRightState />
      </>
    );
  }
  return Object.assign(GuardedPage, { preload: Page.preload });
}

function toRoute(route: FeatureRoute): AnyRoute {
  const parent: AnyRoute = route.isPublic ? open : signedIn;
  return createRoute({
    getParentRoute: () => parent,
    path: route.path,
    component: guarded(route),
    pendingComponent: () => <LoadingState lines={8} />,
  });
}

const all = features.flatMap((feature) => feature.routes);
const routeTree = root.addChildren([
  signedIn.addChildren(all.filter((route) => !route.isPublic).map(toRoute)),
  open.addChildren(all.filter((route) => route.isPublic).map(toRoute)),
]);

export const router = createRouter({
  routeTree,
  scrollRestoration: true,
  defaultPreloadStaleTime: 0,
  // Every value of the query stays the text it is: "00123" must not become a number.
  parseSearch: (query) => Object.fromEntries(new URLSearchParams(query)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(
      Object.entries(search as Record<string, unknown>)
        .filter(([, value]) => value !== undefined && value !== null && value !== "")
        .map(([key, value]) => [key, String(value)]),
    ).toString();
    return text ? `?${text}` : "";
  },
});

router.subscribe("onBeforeNavigate", ({ pathChanged, fromLocation }) => {
  if (pathChanged && fromLocation) wantHeadingFocus();
});
