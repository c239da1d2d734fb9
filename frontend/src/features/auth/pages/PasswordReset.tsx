import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { PATHS } from "@/config/app";
import { useParam } from "@/lib/routing";
import { AppLink, LinkButton } from "@/ui/AppLink";
import { Notice } from "@/ui/Notice";
import { LoadingState } from "@/ui/states";

import { auth } from "../api";
import { AuthFrame } from "../components/AuthFrame";
import { FormErrors } from "../components/FormErrors";
import { NewPassword } from "../components/NewPassword";
import { useAuthForm } from "../components/useAuthForm";
import { useNewPassword } from "../components/useNewPassword";
import { useText } from "../text";

export default function PasswordReset() {
  const t = useText();
  const key = useParam("key");
  const form = useAuthForm();
  const next = useNewPassword(form);
  const [isDone, setDone] = useState(false);
  const check = useQuery({
    queryKey: ["auth", "reset-key"],
    queryFn: () => auth("GET", "auth/password/reset", undefined, { "X-Password-Reset-Key": key }),
    gcTime: 0,
    retry: false,
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!next.isFine()) return;
    const answer = await form.attempt(() => auth("POST", "auth/password/reset", { key, password: next.password }));
    if (!answer) return;
    // 401 says: changed, and now sign in.
    if (answer.status === 200 || answer.status === 401) setDone(true);
    else form.complain(answer);
  };

  const body = () => {
    if (isDone) {
      return (
        <>
          <Notice meaning="done" live="status">
            {t("reset.done")}
          </Notice>
          <LinkButton to={PATHS.signIn}>{t("signIn")}</LinkButton>
        </>
      );
    }
    if (check.isPending) return <LoadingState lines={3} />;
    if (check.error || check.data.status !== 200) {
      return (
        <>
          <Notice meaning="danger" live="alert">
            {t("errors.link")}
          </Notice>
          <LinkButton to={PATHS.passwordRequest}>{t("reset.again_request")}</LinkButton>
        </>
      );
    }
    return (
      <form onSubmit={(event) => void submit(event)} noValidate>
        <FormErrors messages={form.general(["password", "again"])} />
        <NewPassword {...next.fields} />
        <Button type="submit" fullWidth loading={form.isBusy}>
          {t("reset.save")}
        </Button>
      </form>
    );
  };
  return (
    <AuthFrame title={t("reset.newTitle")}>
      {body()}
      {isDone ? null : <AppLink to={PATHS.signIn}>{t("reset.back")}</AppLink>}
    </AuthFrame>
  );
}
