import { Button, Text, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";

import { PATHS } from "@/config/app";
import { AppLink } from "@/ui/AppLink";
import { Notice } from "@/ui/Notice";

import { auth } from "../api";
import { AuthFrame } from "../components/AuthFrame";
import { FormErrors } from "../components/FormErrors";
import { useAuthForm } from "../components/useAuthForm";
import { useText } from "../text";

export default function PasswordRequest() {
  const t = useText();
  const form = useAuthForm();
  const [email, setEmail] = useState("");
  const [isSent, setSent] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await form.attempt(() => auth("POST", "auth/password/request", { email: email.trim() }));
    if (!answer) return;
    if (answer.status === 200) setSent(true);
    else form.complain(answer);
  };
  return (
    <AuthFrame title={t("reset.title")} lead={isSent ? null : <Text>{t("reset.lead")}</Text>}>
      {isSent ? (
        <Notice meaning="done" title={t("reset.sentTitle")} live="status">
          {t("reset.sent")}
        </Notice>
      ) : (
        <form onSubmit={(event) => void submit(event)} noValidate>
          <FormErrors messages={form.general(["email"])} />
          <TextInput label={t("email")} type="email" name="email" autoComplete="username" value={email} error={form.of("email")} onChange={(event) => setEmail(event.currentTarget.value)} />
          <Button type="submit" fullWidth loading={form.isBusy}>
            {t("reset.send")}
          </Button>
        </form>
      )}
      <AppLink to={PATHS.signIn}>{t("reset.back")}</AppLink>
    </AuthFrame>
  );
}
