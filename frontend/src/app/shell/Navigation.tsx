import { Link } from "@tanstack/react-router";

import type { NavEntry } from "@/config/feature";
import { say, useLanguage } from "@/lib/i18n";
import { usePathname } from "@/lib/routing";
import { useIsDrawn } from "@/lib/session";

import { navEntries } from "../features";
import css from "./shell.module.css";

function isOpen(entry: NavEntry, pathname: string): boolean {
  return entry.to === "/" ? pathname === "/" : pathname === entry.to || pathname.startsWith(`${entry.to}/`);
}

/** What this person does here; what a role may not use is not there. */
export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const isDrawn = useIsDrawn();
  const language = useLanguage();
  const pathname = usePathname();
  const mine = navEntries.filter((entry) => isDrawn(entry));
  const top = mine.filter((entry) => !entry.parent);

  // The entry whose address is the longest part of this one is where we are.
  const nearest = mine.filter((entry) => isOpen(entry, pathname)).sort((a, b) => b.to.length - a.to.length)[0];

  // Some pages stand elsewhere than below their parent's address ("Kararlar" below "Dosyalar").
  const isAround = (entry: NavEntry) => isOpen(entry, pathname) || nearest?.parent === entry.to;

  const line = (entry: NavEntry, isChild: boolean) => (
    <li key={entry.to} className={isChild ? css.child : undefined}>
      <Link
        to={entry.to}
        preload="intent"
        onClick={onNavigate}
        aria-current={pathname === entry.to ? "page" : undefined}
        data-open={entry === nearest}
        data-around={isAround(entry)}
      >
        {isChild ? null : <entry.icon size={20} stroke={1.75} aria-hidden />}
        {say(entry.label, language)}
      </Link>
    </li>
  );

  return (
    <ul className={css.nav}>
        {top.flatMap((entry) => [
          line(entry, false),
          ...(isAround(entry) ? mine.filter((child) => child.parent === entry.to).map((child) => line(child, true)) : []),
        ])}
    </ul>
  );
}
