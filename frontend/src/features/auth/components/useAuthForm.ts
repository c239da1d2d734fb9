import { useState } from "react";

import { asProblem } from "@/lib/problems";
import { useProblemText } from "@/ui/states";

import type { AuthAnswer } from "../api";
import { useText } from "../text";

type Said = { field: string | null; message: string };

/** Turns what allauth or the browser says into our words, on the field where it belongs. */
export function useAuthForm() {
  const t = useText();
  const words = useProblemText();
  const [said, setSaid] = useState<Said[]>([]);
  const [isBusy, setBusy] = useState(false);

  const translate = (code: string, message: string): string => {
    if (code === "email_password_mismatch" || code === "username_password_mismatch") return t("errors.wrong");
    if (code.startsWith("too_many")) return t("errors.tooMany");
    if (code === "incorrect_code") return t("errors.wrongCode");
    if (code === "required") return t("errors.required");
    if (code === "invalid_password_reset" || code === "invalid_or_expired_key") return t("errors.link");
    // The server answers in the language of the request: what it says of a password is already for people.
    return message || t("errors.other");
  };

  const complain = (answer: AuthAnswer) => {
    if (answer.status === 429) return setSaid([{ field: null, message: t("errors.tooMany") }]);
    if (answer.status === 403) return setSaid([{ field: null, message: t("errors.csrf") }]);
    const errors = (answer.errors ?? []).map((one) => ({ field: one.param ?? null, message: translate(one.code, one.message) }));
    setSaid(errors.length > 0 ? errors : [{ field: null, message: t("errors.other") }]);
  };

  /** Runs one attempt; what it throws is said, what it returns is returned. */
  const attempt = async <T,>(run: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setSaid([]);
    try {
      return await run();
    } catch (error) {
      if (error instanceof DOMException) setSaid([{ field: null, message: t("errors.key") }]);
      else {
        const problem = asProblem(error);
        const onFields = problem.errors.map((one) => ({ field: one.field, message: [one.message, one.remedy].filter(Boolean).join(" ") }));
        setSaid(onFields.length > 0 ? onFields : [{ field: null, message: Object.values(words(problem)).join(". ") }]);
      }
      return undefined;
    } finally {
      setBusy(false);
    }
  };

  return {
    isBusy,
    attempt,
    complain,
    say: (message: string, field: string | null = null) => setSaid([{ field, message }]),
    clear: () => setSaid([]),
    of: (field: string) => said.find((one) => one.field === field)?.message ?? null,
    general: (known: readonly string[]) => said.filter((one) => one.field === null || !known.includes(one.field)).map((one) => one.message),
  };
}
