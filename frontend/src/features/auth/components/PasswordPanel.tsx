import { Button, PasswordInput } from "@mantine/core";
import { useState, type FormEvent } from "react";

import { Panel } from "@/ui/Panel";
import { toastDone } from "@/ui/toast";

import { auth } from "../api";
import { useText } from "../text";
import { FormErrors } from "./FormErrors";
import { NewPassword } from "./NewPassword";
import { useGuarded } from "./Reauthentication";
import { useAuthForm } from "./useAuthForm";
import { useNewPassword } from "./useNewPassword";

export function PasswordPanel() {
  const t = useText();
  const guarded = useGuarded();
  const form = useAuthForm();
  const next = useNewPassword(form);
  const [current, setCurrent] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!current) return form.say(t("errors.required"), "current_password");
    if (!next.isFine()) return;
    const answer = await form.attempt(() => guarded(() => auth("POST", "account/password/change", { current_password: current, new_password: next.password })));
    if (!answer) return;
    if (answer.status !== 200) return form.complain(answer);
    setCurrent("");
    next.reset();
    toastDone(t("account.changed"));
  };
  return (
    <Panel title={t("account.password")}>
      <form onSubmit={(event) => void submit(event)} noValidate style={{ display: "grid", gap: 20, maxWidth: 420 }}>
        <FormErrors messages={form.general(["current_password", "password", "new_password", "again"])} />
        <PasswordInput
          label={t("account.current")}
          name="current_password"
          autoComplete="current-password"
          value={current}
          error={form.of("current_password")}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <NewPassword {...next.fields} />
        <Button type="submit" loading={form.isBusy} style={{ justifySelf: "start" }}>
          {t("account.change")}
        </Button>
      </form>
    </Panel>
  );
}
