import { PasswordInput } from "@mantine/core";

import { useText } from "../text";

export const MIN_PASSWORD = 12;

interface NewPasswordProps {
  password: string;
  again: string;
  onPassword: (value: string) => void;
  onAgain: (value: string) => void;
  error?: string | null;
  againError?: string | null;
  label?: string;
}

/** A new password, twice. Pasting is allowed: password managers are welcome. */
export function NewPassword({ password, again, onPassword, onAgain, error, againError, label }: NewPasswordProps) {
  const t = useText();
  return (
    <>
      <PasswordInput
        label={label ?? t("reset.newPassword")}
        description={t("reset.rule")}
        name="password"
        autoComplete="new-password"
        value={password}
        error={error}
        onChange={(event) => onPassword(event.currentTarget.value)}
      />
      <PasswordInput label={t("reset.again")} name="again" autoComplete="new-password" value={again} error={againError} onChange={(event) => onAgain(event.currentTarget.value)} />
    </>
  );
}
