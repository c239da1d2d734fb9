import { Button, PasswordInput, Text, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";

import { API_ROOT, PATHS } from "@/config/app";
import { queryClient, useRead } from "@/lib/query";
import { safeReturn, useGo, useSearchParams } from "@/lib/routing";
import { publicPlace } from "@/lib/session";
import { AppLink } from "@/ui/AppLink";
import { Panel } from "@/ui/Panel";

import { auth, pendingFlow, type AuthAnswer } from "../api";
import css from "../auth.module.css";
import { AuthFrame } from "../components/AuthFrame";
import { FormErrors } from "../components/FormErrors";
import { useAuthForm } from "../components/useAuthForm";
import { useText } from "../text";

interface DemoAccount {
  role: string;
  role_label: string;
  name: string;
  email: string;
  password: string;
  totp_code: string;
  seconds_left: number;
}

/** Where to go after an answer of sign-in: in, to the second step, or nowhere yet. */
function useArrival() {
  const go = useGo();
  const { devam } = useSearchParams();
  const query = devam ? `?devam=${encodeURIComponent(devam)}` : "";
  return {
    devam,
    arrive: (answer: AuthAnswer): boolean => {
      if (answer.status === 200 || answer.status === 409) {
        queryClient.clear();
        go(safeReturn(devam), { replace: true });
        return true;
      }
      if (pendingFlow(answer, "mfa_authenticate")) {
        go(PATHS.secondStep + query, { replace: true });
        return true;
      }
      return false;
    },
  };
}

export default function SignIn() {
  const t = useText();
  const form = useAuthForm();
  const { arrive, devam } = useArrival();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await form.attempt(() => auth("POST", "auth/login", { email: email.trim(), password }));
    if (answer && !arrive(answer)) {
      form.complain(answer);
      setPassword("");
    }
  };
  return (
    <AuthFrame title={t("title")} lead={devam && devam !== "/" ? <Text c="dimmed">{t("returnNote")}</Text> : null} isWide={publicPlace().isDemo} below={publicPlace().isDemo ? <DemoAccounts arrive={arrive} /> : null}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <FormErrors messages={form.general(["email", "password"])} />
        <TextInput label={t("email")} name="email" type="email" autoComplete="username" value={email} error={form.of("email")} onChange={(event) => setEmail(event.currentTarget.value)} />
        <PasswordInput
          label={t("password")}
          name="password"
          autoComplete="current-password"
          value={password}
          error={form.of("password")}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" fullWidth loading={form.isBusy}>
          {t("signIn")}
        </Button>
      </form>
      <AppLink to={PATHS.passwordRequest}>{t("forgot")}</AppLink>
    </AuthFrame>
  );
}

/** Signs in as a role with one click; only on demonstration hosts, elsewhere the address does not exist. */
function DemoAccounts({ arrive }: { arrive: (answer: AuthAnswer) => boolean }) {
  const t = useText();
  const form = useAuthForm();
  const accounts = useRead<DemoAccount[]>(`${API_ROOT}/demo/accounts`);

  const enter = async (role: string) => {
    const answer = await form.attempt(async () => {
      // Codes live for half a minute: the one to use is read now.
      const { data = [] } = await accounts.refetch();
      const account = data.find((one) => one.role === role);
      if (!account) return null;
      const first = await auth("POST", "auth/login", { email: account.email, password: account.password });
      if (!pendingFlow(first, "mfa_authenticate")) return first;
      if (!account.totp_code) {
        form.say(t("demoWait", { count: account.seconds_left }));
        return null;
      }
      return auth("POST", "auth/2fa/authenticate", { code: account.totp_code });
    });
    if (answer && !arrive(answer)) form.complain(answer);
  };
  if (!accounts.data || accounts.data.length === 0) return null;
  return (
    <Panel title={t("demoTitle")}>
      <Text c="dimmed" size="sm" mb="sm">
        {t("demoHint")}
      </Text>
      <FormErrors messages={form.general([])} />
      <ul className={css.demo}>
        {accounts.data.map((account) => (
          <li key={account.role}>
            <button type="button" disabled={form.isBusy} onClick={() => void enter(account.role)}>
              {account.role_label}
              <small>{account.name}</small>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
