import { Button } from "@mantine/core";
import { useState, type FormEvent } from "react";

import { API_ROOT, PATHS } from "@/config/app";
import { call } from "@/lib/api";
import { formatDateTime } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { LinkButton } from "@/ui/AppLink";
import { DataList } from "@/ui/DataList";
import { Notice } from "@/ui/Notice";
import { LoadingState, useProblemText } from "@/ui/states";

import { AuthFrame } from "../components/AuthFrame";
import { FormErrors } from "../components/FormErrors";
import { NewPassword } from "../components/NewPassword";
import { useAuthForm } from "../components/useAuthForm";
import { useNewPassword } from "../components/useNewPassword";
import { useText } from "../text";

interface OpenInvitation {
  municipality: string;
  email: string;
  full_name: string;
  expires_at: string;
  roles: string[];
}

export default function Invitation() {
  const t = useText();
  const words = useProblemText();
  const path = `${API_ROOT}/invitations/${encodeURIComponent(useParam("key"))}/`;
  const form = useAuthForm();
  const next = useNewPassword(form);
  const [isDone, setDone] = useState(false);
  const invitation = useRead<OpenInvitation>(path, undefined, { enabled: !isDone });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!next.isFine()) return;
    const accepted = await form.attempt(() => call("POST", path, { body: { password: next.password } }));
    if (accepted) setDone(true);
  };

  if (isDone) {
    return (
      <AuthFrame title={t("invite.doneTitle")}>
        <Notice meaning="done" live="status">
          {t("invite.done")}
        </Notice>
        <LinkButton to={PATHS.signIn}>{t("signIn")}</LinkButton>
      </AuthFrame>
    );
  }
  if (invitation.error) {
    const isGone = invitation.error.status === 404 || invitation.error.status === 410;
    return (
      <AuthFrame title={t("invite.invalidTitle")}>
        <Notice meaning="danger" live="alert">
          {isGone ? t("invite.invalid") : words(invitation.error).detail}
        </Notice>
        <LinkButton to={PATHS.signIn} variant="default">
          {t("reset.back")}
        </LinkButton>
      </AuthFrame>
    );
  }
  if (!invitation.data) {
    return (
      <AuthFrame title={t("invite.title")}>
        <LoadingState lines={4} />
      </AuthFrame>
    );
  }
  const { municipality, email, full_name, expires_at, roles } = invitation.data;
  return (
    <AuthFrame title={t("invite.title")} lead={t("invite.lead", { municipality })} isWide>
      <DataList
        facts={[
          { label: t("invite.name"), value: full_name },
          { label: t("email"), value: email },
          { label: t("invite.roles"), value: roles.join(", ") },
          { label: t("invite.until"), value: formatDateTime(expires_at) },
        ]}
      />
      <form onSubmit={(event) => void submit(event)} noValidate>
        <FormErrors messages={form.general(["password", "again"])} />
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <NewPassword {...next.fields} label={t("invite.password")} />
        <Button type="submit" fullWidth loading={form.isBusy}>
          {t("invite.accept")}
        </Button>
      </form>
    </AuthFrame>
  );
}
