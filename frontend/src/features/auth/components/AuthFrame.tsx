import { Button, Title } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";

import { APP_NAME } from "@/config/app";
import { takeHeadingFocus } from "@/lib/focus";
import { setLanguage, useLanguage } from "@/lib/i18n";
import { useDrawnPathname } from "@/lib/routing";
import { publicPlace } from "@/lib/session";

import css from "../auth.module.css";
import { useText } from "../text";

interface AuthFrameProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  isWide?: boolean;
  below?: ReactNode;
}

/** The frame of every page before the shell: whose it is, one task, the language. */
export function AuthFrame({ title, lead, children, isWide, below }: AuthFrameProps) {
  const t = useText();
  const language = useLanguage();
  const pathname = useDrawnPathname();
  const heading = useRef<HTMLHeadingElement>(null);
  const { municipality } = publicPlace();
  useEffect(() => {
    document.title = `${title} · ${APP_NAME}`;
  }, [title]);
  useEffect(() => takeHeadingFocus(heading.current), [pathname, title]);
  const other = language === "tr" ? "en" : "tr";

  return (
    <div className={css.frame}>
      <main className={isWide ? `${css.inner} ${css.wide}` : css.inner}>
        <div className={css.brand}>
          <img src={`${import.meta.env.BASE_URL}omuz.svg`} width={48} height={48} alt="" />
          <div>
            <div className={css.place}>{municipality || APP_NAME}</div>
            {municipality ? <div className={css.name}>{APP_NAME}</div> : null}
          </div>
        </div>
        <div className={css.card}>
          <div>
            <Title order={1} ref={heading} tabIndex={-1} className={css.h1}>
              {title}
            </Title>
            {lead ? <div>{lead}</div> : null}
          </div>
          {children}
        </div>
        {below}
      </main>
      <footer className={css.foot}>
        <Button variant="subtle" size="sm" lang={other} onClick={() => setLanguage(other)}>
          {other === "tr" ? t("languageTr") : t("languageEn")}
        </Button>
      </footer>
    </div>
  );
}
