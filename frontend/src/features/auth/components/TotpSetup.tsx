import { Button, CopyButton, Text, TextInput } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { asProblem } from "@/lib/problems";
import { ErrorState, LoadingState } from "@/ui/states";
import { useUiText } from "@/ui/text";

import { auth } from "../api";
import css from "../auth.module.css";
import { useText } from "../text";
import { FormErrors } from "./FormErrors";
import { QrCode } from "./QrCode";
import { useGuarded } from "./Reauthentication";
import { useAuthForm } from "./useAuthForm";

interface Secret {
  secret: string;
  totp_url: string;
}

/** Square code, key in words, first code: the authenticator app is bound once the code is right. */
export function TotpSetup({ onDone }: { onDone: (code: string) => void }) {
  const t = useText();
  const ui = useUiText();
  const guarded = useGuarded();
  const form = useAuthForm();
  const [code, setCode] = useState("");
  // The server makes a new secret each time it is asked, so it is asked once.
  const secret = useQuery({
    queryKey: ["auth", "totp-secret"],
    queryFn: async () => (await guarded(() => auth<unknown, Secret>("GET", "account/authenticators/totp")))?.meta ?? null,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const typed = code.replace(/\s/g, "");
    const answer = await form.attempt(() => guarded(() => auth("POST", "account/authenticators/totp", { code: typed })));
    if (!answer) return;
    if (answer.status === 200) onDone(typed);
    else form.complain(answer);
  };

  if (secret.error) return <ErrorState problem={asProblem(secret.error)} onRetry={() => void secret.refetch()} />;
  if (!secret.data?.totp_url) return secret.isPending ? <LoadingState lines={4} /> : null;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate style={{ display: "grid", gap: 20 }}>
      <ol className={css.stepList}>
        <li>{t("enrol.step1")}</li>
        <li>{t("enrol.step2")}</li>
        <li>{t("enrol.step3")}</li>
      </ol>
      <div className={css.qr}>
        <QrCode text={secret.data.totp_url} label={t("enrol.qr")} />
        <div style={{ flex: "1 1 200px", minWidth: 0 }}>
          <Text size="sm" c="dimmed">
            {t("enrol.secret")}
          </Text>
          <div className={css.secret}>{secret.data.secret.replace(/(.{4})/g, "$1 ").trim()}</div>
          <CopyButton value={secret.data.secret}>
            {({ copied, copy }) => (
              <Button size="sm" variant="default" mt="sm" leftSection={<IconCopy size={18} aria-hidden />} onClick={copy}>
                {copied ? ui("copied") : ui("copy")}
              </Button>
            )}
          </CopyButton>
        </div>
      </div>
      <FormErrors messages={form.general(["code"])} />
      <TextInput
        label={t("enrol.code")}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        w={200}
        value={code}
        error={form.of("code")}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={form.isBusy} style={{ justifySelf: "start" }}>
        {t("enrol.confirm")}
      </Button>
    </form>
  );
}
