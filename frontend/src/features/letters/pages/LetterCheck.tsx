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

const COLUMN = { maxWidth: 720, marginInline: "auto", paddingInline: 16 } as const;

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
    <>
      <header style={{ background: "var(--omuz-surface)", borderBottom: "1px solid var(--omuz-line)" }}>
        <div style={{ ...COLUMN, paddingBlock: 12, display: "flex", flexWrap: "wrap", gap: "8px 16px", alignItems: "center", justifyContent: "space-between" }}>
          <div style={{ display: "flex", gap: 12, alignItems: "center", fontWeight: 650, fontSize: "1.125rem", overflowWrap: "anywhere" }}>
            <img src={`${import.meta.env.BASE_URL}omuz.svg`} width={40} height={40} alt="" />
            {municipality || t("check.title")}
          </div>
          <Button variant="default" lang={other} onClick={() => setLanguage(other)}>
            {t("check.language")}
          </Button>
        </div>
      </header>
      <main style={{ ...COLUMN, paddingBlock: "24px 40px", display: "grid", gap: 24 }}>
        <div>
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
      </main>
    </>
  );
}
