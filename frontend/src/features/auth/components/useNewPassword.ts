import { useState } from "react";

import { useText } from "../text";
import { MIN_PASSWORD } from "./NewPassword";
import type { useAuthForm } from "./useAuthForm";

/** Holds a new password and its repetition; `isFine` says in our words what can be said without the server. */
export function useNewPassword(form: ReturnType<typeof useAuthForm>) {
  const t = useText();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const isFine = (): boolean => {
    if (password.length < MIN_PASSWORD) form.say(t("errors.short"), "password");
    else if (password !== again) form.say(t("errors.differ"), "again");
    else return true;
    return false;
  };
  return {
    password,
    isFine,
    reset: () => {
      setPassword("");
      setAgain("");
    },
    fields: { password, again, onPassword: setPassword, onAgain: setAgain, error: form.of("password") ?? form.of("new_password"), againError: form.of("again") },
  };
}
