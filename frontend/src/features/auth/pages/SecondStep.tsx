import { Button, TextInput } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";

import { PATHS } from "@/config/app";
import { queryClient } from "@/lib/query";
import { safeReturn, useGo, useSearchParams } from "@/lib/routing";

import { auth, pendingFlow, type Authenticator, type Factor } from "../api";
import { AuthFrame } from "../components/AuthFrame";
import { FormErrors } from "../components/FormErrors";
import { useAuthForm } from "../components/useAuthForm";
import { useText } from "../text";
import { isWebAuthnSupported, signWithKey, type RequestOptions } from "../webauthn";

interface Situation {
  /** Signing in, or an open session that has not shown its second factor. */
  mode: "authenticate" | "reauthenticate";
  types: Factor[];
}

async function readSituation(): Promise<Situation | null> {
  const session = await auth("GET", "auth/session");
  const pending = pendingFlow(session, "mfa_authenticate");
  if (pending) return { mode: "authenticate", types: pending.types ?? ["totp"] };
  if (session.status !== 200) return null;
  const factors = await auth<Authenticator[]>("GET", "account/authenticators");
  const list = Array.isArray(factors.data) ? (factors.data as Authenticator[]) : [];
  return { mode: "reauthenticate", types: list.map((one) => one.type) };
}

export default function SecondStep() {
  const t = useText();
  const go = useGo();
  const form = useAuthForm();
  const { devam } = useSearchParams();
  const situation = useQuery({ queryKey: ["auth", "second-step"], queryFn: readSituation, gcTime: 0, staleTime: Infinity });
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState("");
  const mode = situation.data?.mode ?? "authenticate";
  const types = situation.data?.types ?? [];

  const arrive = () => {
    queryClient.clear();
    go(safeReturn(devam), { replace: true });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await form.attempt(() => auth("POST", `auth/2fa/${mode}`, { code: code.replace(/\s/g, "") }));
    if (!answer) return;
    if (answer.status === 200) return arrive();
    if (answer.status === 401) return go(PATHS.signIn, { replace: true });
    form.complain(answer);
    setCode("");
  };
  const withKey = async () => {
    const answer = await form.attempt(async () => {
      const options = await auth<{ request_options: RequestOptions }>("GET", `auth/webauthn/${mode}`);
      if (!options.data) return options;
      return auth("POST", `auth/webauthn/${mode}`, { credential: await signWithKey(options.data.request_options) });
    });
    if (answer?.status === 200) arrive();
    else if (answer) form.complain(answer);
  };

  if (situation.data === null) return <Navigate to={PATHS.signIn} replace />;
  return (
    <AuthFrame title={t("step.title")} lead={t("step.lead")}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <FormErrors messages={form.general(["code"])} />
        <TextInput
          key={String(isRecovery)}
          autoFocus
          label={isRecovery ? t("step.recovery") : t("step.code")}
          description={isRecovery ? t("step.recoveryHint") : t("step.codeHint")}
          name="code"
          autoComplete="one-time-code"
          inputMode={isRecovery ? "text" : "numeric"}
          value={code}
          error={form.of("code")}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" fullWidth loading={form.isBusy} disabled={code.trim().length < 6}>
          {t("step.verify")}
        </Button>
      </form>
      {types.includes("webauthn") && isWebAuthnSupported() ? (
        <Button variant="default" leftSection={<IconKey size={20} aria-hidden />} onClick={() => void withKey()}>
          {t("step.useKey")}
        </Button>
      ) : null}
      {types.includes("recovery_codes") ? (
        <Button
          variant="subtle"
          onClick={() => {
            setRecovery(!isRecovery);
            setCode("");
            form.clear();
          }}
        >
          {isRecovery ? t("step.useCode") : t("step.useRecovery")}
        </Button>
      ) : null}
      <Button
        variant="subtle"
        onClick={() => {
          void auth("DELETE", "auth/session").then(() => {
            queryClient.clear();
            go(PATHS.signIn, { replace: true });
          });
        }}
      >
        {t("step.other")}
      </Button>
    </AuthFrame>
  );
}
