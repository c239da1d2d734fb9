import { ActionIcon } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { IconMenu2 } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from "react";

import { setLanguage } from "@/lib/i18n";
import { singleKeysEnabled } from "@/lib/preferences";
import { RegistryProvider } from "@/lib/registry";
import { usePathname } from "@/lib/routing";
import { useIsDrawn, useMe } from "@/lib/session";

import { actPages, caseSections, homeSections, personSections, quickActions } from "../features";
import { useAppText } from "../text";
import { Banners } from "./Banners";
import { Navigation } from "./Navigation";
import css from "./shell.module.css";
import { TopBar } from "./TopBar";

const CommandPalette = lazy(() => import("./CommandPalette"));
const MenuDrawer = lazy(() => import("./MenuDrawer"));
const Shortcuts = lazy(() => import("./Shortcuts"));

function Brand() {
  const { municipality } = useMe();
  return (
    <Link to="/" className={css.brand}>
      <img src={`${import.meta.env.BASE_URL}omuz.svg`} width={36} height={36} alt="" />
      <span className={css.brandText}>
        <span className={css.brandName}>Omuz</span>
        <span className={css.brandPlace}>{municipality?.name ?? ""}</span>
      </span>
    </Link>
  );
}

/** The frame of every signed-in page: navigation at the left, tools on top, the page in the middle. */
export default function Shell({ children }: { children: ReactNode }) {
  const t = useAppText();
  const me = useMe();
  const isDrawn = useIsDrawn();
  const pathname = usePathname();
  const [isMenuOpen, menu] = useDisclosure(false);
  // Once opened it stays, so that it can close as it opened and give the focus back.
  const [hasMenu, setHasMenu] = useState(false);
  const [isPaletteOpen, palette] = useDisclosure(false);
  const [isHelpOpen, help] = useDisclosure(false);

  const openMenu = () => {
    setHasMenu(true);
    menu.open();
  };

  // The account's language wins over the machine's.
  useEffect(() => setLanguage(me.language), [me.language]);
  useEffect(() => menu.close(), [pathname, menu]);

  useHotkeys([["mod+K", palette.open]], []);
  useHotkeys([
    ["/", () => singleKeysEnabled() && palette.open()],
    ["shift+?", () => singleKeysEnabled() && help.open()],
    ["?", () => singleKeysEnabled() && help.open()],
  ]);

  const actions = useMemo(() => quickActions.filter((action) => isDrawn(action)), [isDrawn]);
  const sections = useMemo(() => homeSections.filter((section) => isDrawn(section)), [isDrawn]);
  const onPerson = useMemo(() => personSections.filter((section) => isDrawn(section)), [isDrawn]);
  const onCase = useMemo(() => caseSections.filter((section) => isDrawn(section)), [isDrawn]);
  const registry = useMemo(
    () => ({ actions, homeSections: sections, personSections: onPerson, caseSections: onCase, actPages, openPalette: palette.open }),
    [actions, sections, onPerson, onCase, palette.open],
  );

  return (
    <RegistryProvider value={registry}>
      <a className={css.skip} href="#icerik">
        {t("skip")}
      </a>
      <div className={css.frame}>
        <nav className={css.side} aria-label={t("navigation")}>
          <Brand />
          <Navigation />
        </nav>
        <div className={css.column}>
          <TopBar
            onSearch={palette.open}
            onHelp={help.open}
            menuButton={
              <ActionIcon className={css.burger} variant="subtle" color="gray" size={40} onClick={openMenu} aria-label={t("menuOpen")}>
                <IconMenu2 size={22} aria-hidden />
              </ActionIcon>
            }
          />
          <Banners />
          <main id="icerik" className={css.page} tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
      <Suspense>
        {hasMenu ? <MenuDrawer isOpen={isMenuOpen} onClose={menu.close} /> : null}
        {isPaletteOpen ? <CommandPalette onClose={palette.close} /> : null}
        {isHelpOpen ? <Shortcuts onClose={help.close} /> : null}
      </Suspense>
    </RegistryProvider>
  );
}
