import { Button, Modal, PasswordInput, TextInput } from "@mantine/core";
import { createContext, useCallback, useContext, useRef, useState, type FormEvent, type ReactNode } from "react";

import { useUiText } from "@/ui/text";

import { auth, type AuthAnswer } from "../api";
import { useText } from "../text";
import { FormErrors } from "./FormErrors";
import { useAuthForm } from "./useAuthForm";

type Guarded = <D, M>(run: () => Promise<AuthAnswer<D, M>>) => Promise<AuthAnswer<D, M> | null>;

const ReauthenticationContext = createContext<Guarded>(async (run) => run());

/** Runs an act on the account's security; where the server wants to be sure first, asks and runs it again. */
export function useGuarded(): Guarded {
  return useContext(ReauthenticationContext);
}

export function ReauthenticationProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<"password" | "code" | null>(null);
  const settle = useRef<(isProven: boolean) => void>(() => undefined);

  const guarded = useCallback<Guarded>(async (run) => {
    const answer = await run();
    if (answer.status !== 401 || !answer.meta?.is_authenticated) return answer;
    const flows = answer.data?.flows?.map((flow) => flow.id) ?? [];
    setAsked(flows.includes("mfa_reauthenticate") && !flows.includes("reauthenticate") ? "code" : "password");
    const isProven = await new Promise<boolean>((resolve) => {
      settle.current = resolve;
    });
    setAsked(null);
    return isProven ? run() : null;
  }, []);

  return (
    <ReauthenticationContext.Provider value={guarded}>
      {children}
      {asked ? <Dialog kind={asked} onEnd={(isProven) => settle.current(isProven)} /> : null}
    </ReauthenticationContext.Provider>
  );
}

function Dialog({ kind, onEnd }: { kind: "password" | "code"; onEnd: (isProven: boolean) => void }) {
  const t = useText();
  const ui = useUiText();
  const form = useAuthForm();
  const [value, setValue] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The dialog stands inside a form's tree on some screens; its submit must not travel on.
    event.stopPropagation();
    const answer = await form.attempt(() =>
      kind === "code" ? auth("POST", "auth/2fa/reauthenticate", { code: value.trim() }) : auth("POST", "auth/reauthenticate", { password: value }),
    );
    if (!answer) return;
    if (answer.status === 200) onEnd(true);
    else form.complain(answer);
  };
  const shared = { "data-autofocus": true, value, onChange: (event: { currentTarget: HTMLInputElement }) => setValue(event.currentTarget.value) };
  return (
    <Modal opened onClose={() => onEnd(false)} title={t("reauth.title")} size="md" closeButtonProps={{ "aria-label": ui("close") }}>
      <form onSubmit={(event) => void submit(event)} noValidate style={{ display: "grid", gap: 20 }}>
        <div>{t("reauth.lead")}</div>
        <FormErrors messages={form.general(["password", "code"])} />
        {kind === "code" ? (
          <TextInput {...shared} label={t("step.code")} inputMode="numeric" autoComplete="one-time-code" error={form.of("code")} />
        ) : (
          <PasswordInput {...shared} label={t("password")} autoComplete="current-password" error={form.of("password")} />
        )}
        <Button type="submit" loading={form.isBusy}>
          {t("reauth.confirm")}
        </Button>
      </form>
    </Modal>
  );
}
