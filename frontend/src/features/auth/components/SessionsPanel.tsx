import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { PATHS } from "@/config/app";
import { call } from "@/lib/api";
import { formatDateTime } from "@/lib/dates";
import { asProblem } from "@/lib/problems";
import { queryClient } from "@/lib/query";
import { ME_PATH } from "@/lib/session";
import { ConfirmWithReason } from "@/ui/ConfirmWithReason";
import { Status } from "@/ui/Notice";
import { Panel } from "@/ui/Panel";
import { ErrorState, LoadingState } from "@/ui/states";
import { toastDone, toastProblem } from "@/ui/toast";

import { auth, type OpenSession } from "../api";
import css from "../auth.module.css";
import { useText } from "../text";

const KEY = ["auth", "sessions"];
const moment = (seconds: number) => formatDateTime(new Date(seconds * 1000).toISOString());

/** "Firefox, Windows": enough to recognise a device, for the whole line means nothing to people. */
function deviceOf(agent: string): string | null {
  const browser = /Edg\//.test(agent) ? "Edge" : /Firefox\//.test(agent) ? "Firefox" : /Chrome\//.test(agent) ? "Chrome" : /Safari\//.test(agent) ? "Safari" : null;
  const system = /Windows/.test(agent) ? "Windows" : /Android/.test(agent) ? "Android" : /iPhone|iPad/.test(agent) ? "iOS" : /Mac OS/.test(agent) ? "macOS" : /Linux/.test(agent) ? "Linux" : null;
  return [browser, system].filter(Boolean).join(", ") || null;
}

export function SessionsPanel() {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const sessions = useQuery({
    queryKey: KEY,
    queryFn: async () => ((await auth<OpenSession[]>("GET", "auth/sessions")).data ?? []) as OpenSession[],
  });
  const end = async (session: OpenSession) => {
    try {
      await auth("DELETE", "auth/sessions", { sessions: [session.id] });
      toastDone(t("account.sessionEnded"));
    } catch (error) {
      toastProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: KEY });
  };
  const endAll = async () => {
    try {
      await call("POST", `${ME_PATH}sessions/end/`);
      queryClient.clear();
      sessionStorage.clear();
      window.location.assign(PATHS.signIn);
    } catch (error) {
      setAsking(false);
      toastProblem(error);
    }
  };
  return (
    <Panel title={t("account.sessions")}>
      {sessions.error ? <ErrorState problem={asProblem(sessions.error)} onRetry={() => void sessions.refetch()} /> : null}
      {sessions.isPending ? <LoadingState lines={3} /> : null}
      {(sessions.data ?? []).map((session) => (
        <div key={session.id} className={css.row}>
          <div>
            {deviceOf(session.user_agent) ?? t("account.unknownDevice")} {session.is_current ? <Status meaning="done">{t("account.sessionThis")}</Status> : null}
            <Text size="sm" c="dimmed">
              {t("account.sessionStarted")}: {moment(session.created_at)}
              {session.last_seen_at ? ` · ${t("account.sessionSeen")}: ${moment(session.last_seen_at)}` : null} · {session.ip}
            </Text>
          </div>
          {session.is_current ? null : (
            <Button variant="default" onClick={() => void end(session)}>
              {t("account.sessionEnd")}
            </Button>
          )}
        </div>
      ))}
      <Button variant="default" mt="md" onClick={() => setAsking(true)}>
        {t("account.sessionEndAll")}
      </Button>
      {isAsking ? (
        <ConfirmWithReason
          title={t("account.sessionEndAll")}
          consequences={[t("account.sessionEndAllWhy")]}
          confirmLabel={t("account.sessionEndAll")}
          onClose={() => setAsking(false)}
          onConfirm={() => void endAll()}
        />
      ) : null}
    </Panel>
  );
}
