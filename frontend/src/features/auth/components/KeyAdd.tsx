import { Button, TextInput } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useState, type FormEvent } from "react";

import { auth } from "../api";
import { useText } from "../text";
import { isWebAuthnSupported, makeKey, type CreationOptions } from "../webauthn";
import { FormErrors } from "./FormErrors";
import { useGuarded } from "./Reauthentication";
import { useAuthForm } from "./useAuthForm";

/** Adds a security key or the device's own (fingerprint, face, PIN). */
export function KeyAdd({ onDone }: { onDone: () => void }) {
  const t = useText();
  const guarded = useGuarded();
  const form = useAuthForm();
  const [name, setName] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWebAuthnSupported()) return form.say(t("errors.keyUnsupported"));
    if (!name.trim()) return form.say(t("errors.required"), "name");
    const answer = await form.attempt(async () => {
      const options = await guarded(() => auth<{ creation_options: CreationOptions }>("GET", "account/authenticators/webauthn"));
      if (!options?.data) return options;
      const credential = await makeKey(options.data.creation_options);
      return auth("POST", "account/authenticators/webauthn", { name: name.trim(), credential });
    });
    if (!answer) return;
    if (answer.status === 200) {
      setName("");
      onDone();
    } else form.complain(answer);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate style={{ display: "grid", gap: 12 }}>
      <FormErrors messages={form.general(["name"])} />
      <TextInput
        label={t("account.keyName")}
        description={t("account.keyNameHint")}
        value={name}
        maxLength={60}
        maw={320}
        error={form.of("name")}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={form.isBusy} style={{ justifySelf: "start" }} leftSection={<IconKey size={18} aria-hidden />}>
        {t("account.keyAdd")}
      </Button>
    </form>
  );
}
