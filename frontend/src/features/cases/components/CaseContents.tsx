import { useEffect, useRef, useState } from "react";

import { useText } from "../text";
import css from "./contents.module.css";

/** Wide enough for the list to stand open without pushing the page down. */
const WIDE = "(min-width: 62em)";

function headingsOf(page: Element | null | undefined): HTMLElement[] {
  return page ? [...page.querySelectorAll<HTMLElement>("h2")] : [];
}

/**
 * The way to the sections of a long page. They are read off the page itself: each is loaded by its own feature and draws
 * nothing when it has nothing to say, so nobody else knows which of them stand there.
 */
export function CaseContents() {
  const t = useText();
  const nav = useRef<HTMLElement>(null);
  const [titles, setTitles] = useState<readonly string[]>([]);
  const [isOpen] = useState(() => window.matchMedia(WIDE).matches);
  const pageOf = () => nav.current?.parentElement?.parentElement;
  useEffect(() => {
    const page = nav.current?.parentElement?.parentElement;
    if (!page) return undefined;
    const read = () => {
      const found = headingsOf(page).map((heading) => heading.textContent);
      setTitles((before) => (before.join("\n") === found.join("\n") ? before : found));
    };
    read();
    const watch = new MutationObserver(read);
    watch.observe(page, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
  const show = (index: number) => {
    const heading = headingsOf(pageOf())[index];
    if (!heading) return;
    heading.tabIndex = -1;
    heading.closest("section")?.scrollIntoView();
    heading.focus({ preventScroll: true });
  };
  return (
    <nav ref={nav} aria-label={t("record.contents")} className={css.contents}>
      <details open={isOpen}>
        <summary>{t("record.contents")}</summary>
        <ul>
          {titles.map((title, index) => (
            <li key={`${index} ${title}`}>
              <button type="button" onClick={() => show(index)}>
                {title}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}
