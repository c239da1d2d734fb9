import { Button, Stack, Text, TextInput, Title } from "@mantine/core";
import { useEffect, useRef, useState, type FormEvent } from "react";

import { call } from "@/lib/api";
import { formatDate } from "@/lib/dates";
import { takeHeadingFocus } from "@/lib/focus";
import { setLanguage, useLanguage } from "@/lib/i18n";
import { useAction } from "@/lib/query";
import { publicPlace } from "@/lib/session";
import { Notice } from "@/ui/Notice";
import { useProblemText } from "@/ui/states";

import { CHECK } from "../api";
import { useText } from "../text";

interface Checked {
  is_genuine: boolean;
  date: string | null;
  municipality: string;
}

/** For anybody who holds a letter: genuine or not, and nothing of whom it is about. */
export default function LetterCheck() {
  const t = useText();
  const words = useProblemText();
  const language = useLanguage();
  const other = language === "tr" ? "en" : "tr";
  const heading = useRef<HTMLHeadingElement>(null);
  const { municipality } = publicPlace();
  const [code, setCode] = useState("");
  const [isTried, setTried] = useState(false);
  // The code stands in no address: it goes in the body, and is forgotten with the page.
  const check = useAction((typed: string, { idempotencyKey }) => call<Checked>("POST", CHECK, { body: { code: typed }, idempotencyKey }));
  useEffect(() => {
    document.title = t("check.title");
  }, [t]);
  useEffect(() => takeHeadingFocus(heading.current), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (code.trim()) check.mutate(code.trim());
    else document.getElementById("dogrulama-kodu")?.focus();
  };
  return (
    <main style={{ maxWidth: 640, margin: "0 auto", padding: "32px 16px", display: "grid", gap: 24 }}>
      <div>
        <Text fw={600}>{municipality}</Text>
        <Title order={1} ref={heading} tabIndex={-1}>
          {t("check.title")}
        </Title>
        <Text size="lg">{t("check.lead")}</Text>
      </div>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            id="dogrulama-kodu"
            size="lg"
            label={t("check.code")}
            description={t("check.hint")}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={60}
            value={code}
            error={isTried && !code.trim() ? t("check.empty") : null}
            onChange={(event) => {
              setCode(event.currentTarget.value);
              check.reset();
            }}
          />
          <Button type="submit" size="lg" loading={check.isPending} style={{ justifySelf: "start", width: "fit-content" }}>
            {t("check.ask")}
          </Button>
        </Stack>
      </form>
      {check.error ? (
        <Notice meaning="danger" live="alert" title={check.error.status === 429 ? t("check.tooMany") : words(check.error).title}>
          {check.error.status === 429 ? null : words(check.error).detail}
        </Notice>
      ) : null}
      {check.data ? (
        <Notice meaning={check.data.is_genuine ? "done" : "attention"} live="status" title={check.data.is_genuine ? t("check.genuine") : t("check.wrong")}>
          {check.data.is_genuine ? t("check.genuineText", { municipality: check.data.municipality, date: formatDate(check.data.date) }) : t("check.wrongText")}
        </Notice>
      ) : null}
      <Text c="dimmed">{t("check.private")}</Text>
      <footer>
        <Button variant="subtle" size="sm" lang={other} onClick={() => setLanguage(other)}>
          {t("check.language")}
        </Button>
      </footer>
    </main>
  );
}
