import { Button, Title } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";

import { setLanguage, useLanguage } from "@/lib/i18n";
import { publicPlace } from "@/lib/session";
import { AppLink } from "@/ui/AppLink";
import { Notice } from "@/ui/Notice";

import type { Desk } from "../api";
import css from "../booking.module.css";
import { useText } from "../text";

export const QUESTION = "soru";

/** The key of what is drawn until the questions are there. */
export const LOADING = "start";

/** The question that was drawn last: pages draw the frame anew, and the first question of a visit takes no focus. */
let shown = "";

interface BookingFrameProps {
  heading: string;
  /** Changes with the question: the heading then takes the focus, so that a screen reader starts there. */
  stepKey: string;
  step?: { current: number; total: number };
  hint?: ReactNode;
  /** The same in shorter sentences; drawn larger, where somebody has asked for it. */
  easy?: string;
  isEasy: boolean;
  onEasy: (on: boolean) => void;
  hasFaults?: boolean;
  desk?: Desk;
  /** The other one of the two public pages. */
  other: { to: string; label: string };
  children: ReactNode;
}

/** The frame of the citizens' pages: whose it is, one question, where help stands, the other language. */
export function BookingFrame({ heading, stepKey, step, hint, easy, isEasy, onEasy, hasFaults = false, desk, other, children }: BookingFrameProps) {
  const t = useText();
  const language = useLanguage();
  const title = useRef<HTMLHeadingElement>(null);
  const { municipality, isDemo } = publicPlace();
  const place = desk?.municipality || municipality;
  useEffect(() => {
    // What is asked, never what was answered: tabs and histories are read by others.
    document.title = `${hasFaults ? t("faults.prefix") : ""}${heading} · ${t("tab")}${place ? ` · ${place}` : ""}`;
  }, [heading, hasFaults, place, t]);
  useEffect(() => {
    // What stands while the page loads is no question that somebody has moved on from.
    const isMove = shown !== "" && shown !== LOADING && shown !== stepKey;
    shown = stepKey;
    if (!isMove) return;
    window.scrollTo(0, 0);
    title.current?.focus({ preventScroll: true });
  }, [stepKey]);
  const next = language === "tr" ? "en" : "tr";

  return (
    <div className={css.frame}>
      <a href={`#${QUESTION}`} className={css.skip} onClick={() => title.current?.focus()}>
        {t("skip")}
      </a>
      <header className={css.head}>
        <div className={css.headIn}>
          <div className={css.place}>
            <img src={`${import.meta.env.BASE_URL}omuz.svg`} width={40} height={40} alt="" />
            <span>{place || t("title")}</span>
          </div>
          <div className={css.tools}>
            <Button variant={isEasy ? "filled" : "default"} aria-pressed={isEasy} onClick={() => onEasy(!isEasy)}>
              {t("easyOn")}
            </Button>
            <Button variant="default" lang={next} onClick={() => setLanguage(next)}>
              {t("language")}
            </Button>
          </div>
        </div>
      </header>
      <main className={css.main}>
        {isDemo ? <Notice meaning="attention">{t("demo")}</Notice> : null}
        <div>
          {step ? <div className={css.step}>{t("step", step)}</div> : null}
          <Title order={1} id={QUESTION} ref={title} tabIndex={-1} className={css.h1}>
            {heading}
          </Title>
          {hint ? <div className={css.hint}>{hint}</div> : null}
        </div>
        {isEasy && easy ? <div className={css.easy}>{easy}</div> : null}
        {children}
      </main>
      <footer className={css.foot}>
        <div className={css.footIn}>
          <nav aria-label={t("help")}>
            <ul>
              {desk?.sign_language_video ? (
                <li>
                  <Outside to={desk.sign_language_video}>{t("sign")}</Outside>
                </li>
              ) : desk && step ? (
                // Only where the contact step of which it speaks is still to come.
                <li>{t("signNone")}</li>
              ) : null}
              {desk?.easy_read ? (
                <li>
                  <Outside to={desk.easy_read}>{t("easyText")}</Outside>
                </li>
              ) : null}
              {desk?.phone ? <li>{t("callUs", { phone: desk.phone })}</li> : null}
              <li>
                <AppLink to={other.to}>{other.label}</AppLink>
              </li>
              <li>
                {t("noticeShort")}
                {desk?.privacy_notice ? <PrivacyNotice text={desk.privacy_notice} /> : null}
              </li>
            </ul>
          </nav>
        </div>
      </footer>
    </div>
  );
}

/** The municipality's notice: its address where it has one, else its text, closed until it is asked for. */
function PrivacyNotice({ text }: { text: string }) {
  const t = useText();
  if (text.startsWith("https://")) {
    return (
      <>
        {" "}
        <Outside to={text}>{t("notice")}</Outside>
      </>
    );
  }
  return (
    <details>
      <summary>{t("notice")}</summary>
      <p style={{ whiteSpace: "pre-line" }}>{text}</p>
    </details>
  );
}

function Outside({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a href={to} target="_blank" rel="noreferrer noopener">
      {children} <IconExternalLink size={16} aria-hidden />
    </a>
  );
}
