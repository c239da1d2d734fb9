import { Button, Skeleton, Stack, Title, VisuallyHidden } from "@mantine/core";
import { IconCloudOff, IconFileSearch, IconInbox, IconLock, IconPlugConnectedX, IconRefresh, type Icon } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { Component, type ErrorInfo, type ReactNode } from "react";

import { asProblem, type ApiProblem } from "@/lib/problems";

import css from "./kit.module.css";
import { useUiText } from "./text";

interface StateProps {
  icon?: Icon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  live?: "alert" | "status";
}

/** The frame of every state: what it is, why, what to do. */
export function State({ icon: StateIcon = IconInbox, title, children, actions, live }: StateProps) {
  return (
    <div className={css.state} role={live}>
      <StateIcon size={32} stroke={1.5} className={css.stateIcon} aria-hidden />
      <Title order={2} size="h3">
        {title}
      </Title>
      {children ? <div>{children}</div> : null}
      {actions ? <div style={{ display: "flex", gap: 12, flexWrap: "wrap" }}>{actions}</div> : null}
    </div>
  );
}

/** Nothing here yet: what this place is for and what to do first. */
export function EmptyState(props: Omit<StateProps, "live">) {
  return <State {...props} />;
}

/** Why the person may not see this and whom to ask. `detail` names the duty when the caller knows better. */
export function NoRightState({ detail }: { detail?: string }) {
  const t = useUiText();
  return (
    <State icon={IconLock} title={t("states.noRightTitle")}>
      {detail ?? t("states.noRightDetail")}
    </State>
  );
}

export function NotFoundState({ actions }: { actions?: ReactNode }) {
  const t = useUiText();
  return (
    <State icon={IconFileSearch} title={t("states.notFoundTitle")} actions={actions}>
      {t("states.notFoundDetail")}
    </State>
  );
}

/** What a problem says to a person: the server's sentence where there is one, ours where it was silent. */
export function useProblemText(): (problem: ApiProblem) => { title: string; detail: string } {
  const t = useUiText();
  return (problem) => {
    if (problem.absence === "offline") return { title: t("states.offlineTitle"), detail: t("states.offlineDetail") };
    if (problem.absence === "timeout") return { title: t("states.timeoutTitle"), detail: t("states.timeoutDetail") };
    if (problem.absence === "unreachable") return { title: t("states.unreachableTitle"), detail: t("states.unreachableDetail") };
    // The server's title says what happened, its detail what to do; ours stand in only where it said nothing.
    const spoken = problem.title || problem.detail;
    if (spoken) return { title: problem.title || t("states.errorTitle"), detail: [problem.detail, problem.remedy].filter(Boolean).join(" ") };
    if (problem.status === 403) return { title: t("states.noRightTitle"), detail: t("states.noRightDetail") };
    if (problem.status === 404) return { title: t("states.notFoundTitle"), detail: t("states.notFoundDetail") };
    if (problem.status === 429) return { title: t("states.errorTitle"), detail: t("states.tooManyRequests") };
    return { title: t("states.errorTitle"), detail: t("states.serverDetail") };
  };
}

/** A read that failed: what happened and how to go on. Chooses the no-right and not-found faces by itself. */
export function ErrorState({ problem, onRetry }: { problem: ApiProblem; onRetry?: () => void }) {
  const t = useUiText();
  const { title, detail } = useProblemText()(problem);
  if (problem.status === 403) return <NoRightState detail={problem.detail || undefined} />;
  if (problem.status === 404) return <NotFoundState />;
  const retry = onRetry ? (
    <Button variant="default" leftSection={<IconRefresh size={18} aria-hidden />} onClick={onRetry}>
      {t("retry")}
    </Button>
  ) : null;
  return (
    <State icon={problem.absence === "offline" ? IconCloudOff : IconPlugConnectedX} title={title} actions={retry} live="alert">
      {detail}
      {problem.article ? <div>{t("article", { article: problem.article })}</div> : null}
    </State>
  );
}

/** Lines where text will stand, so that nothing jumps when it comes. */
export function LoadingState({ lines = 5 }: { lines?: number }) {
  const t = useUiText();
  return (
    <Stack gap="sm" p="lg" aria-busy="true">
      <VisuallyHidden role="status">{t("loading")}</VisuallyHidden>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={20} width={`${[62, 88, 74, 93, 56][index % 5]}%`} />
      ))}
    </Stack>
  );
}

interface LoadedProps<T> {
  query: UseQueryResult<T, ApiProblem>;
  lines?: number;
  children: (data: T) => ReactNode;
}

/** Draws a read in whichever state it is: `<Loaded query={person}>{(person) => ...}</Loaded>`. */
export function Loaded<T>({ query, lines, children }: LoadedProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <ErrorState problem={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingState lines={lines} />;
}

interface BoundaryProps {
  children: ReactNode;
  /** A change of this clears the fault: the address of the page. */
  resetKey?: string;
}

/** Keeps a fault in one part of the screen from taking the rest with it. */
export class Boundary extends Component<BoundaryProps, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override componentDidUpdate(before: BoundaryProps) {
    if (before.resetKey !== this.props.resetKey && this.state.error) this.setState({ error: null });
  }

  override render() {
    return this.state.error ? <CrashState error={this.state.error} /> : this.props.children;
  }
}

function CrashState({ error }: { error: Error }) {
  const t = useUiText();
  const problem = asProblem(error);
  if (problem.status > 0) return <ErrorState problem={problem} onRetry={() => window.location.reload()} />;
  return (
    <State
      icon={IconPlugConnectedX}
      title={t("states.crashTitle")}
      live="alert"
      actions={
        <Button variant="default" onClick={() => window.location.reload()}>
          {t("states.reload")}
        </Button>
      }
    >
      {t("states.crashDetail")}
    </State>
  );
}
