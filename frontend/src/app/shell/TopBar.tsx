import { Button, Kbd, Menu } from "@mantine/core";
import { IconAlertOctagon, IconPlus, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { say, useLanguage } from "@/lib/i18n";
import { useRegistry } from "@/lib/registry";
import { useMe } from "@/lib/session";
import { Status } from "@/ui/Notice";

import { useAppText } from "../text";
import { AccountMenu } from "./AccountMenu";
import { ScopeSwitch } from "./ScopeSwitch";
import css from "./shell.module.css";
import { TaskTray } from "./TaskTray";

/** "Yeni kayıt": everything this person may start, in one menu. */
function CreateMenu() {
  const t = useAppText();
  const language = useLanguage();
  const { actions } = useRegistry();
  if (actions.length === 0) return null;
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <Button size="sm" h={40} px={12} aria-label={t("create")} leftSection={<IconPlus size={20} aria-hidden />} className={css.create}>
          <span className={css.wideOnly}>{t("create")}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item
            key={action.id}
            leftSection={action.isUrgent ? <IconAlertOctagon size={20} color="var(--omuz-danger)" aria-hidden /> : <action.icon size={20} aria-hidden />}
            renderRoot={(root) => <Link {...root} to={action.to} />}
          >
            {say(action.label, language)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface TopBarProps {
  onSearch: () => void;
  onHelp: () => void;
  menuButton: ReactNode;
}

export function TopBar({ onSearch, onHelp, menuButton }: TopBarProps) {
  const t = useAppText();
  const { municipality } = useMe();
  return (
    <div role="region" className={css.top} aria-label={t("topBar")}>
      {menuButton}
      <button type="button" className={css.search} onClick={onSearch} aria-keyshortcuts="Control+K">
        <IconSearch size={20} aria-hidden />
        <span>{t(municipality ? "search" : "searchPages")}</span>
        <Kbd>Ctrl K</Kbd>
      </button>
      <div className={css.push} />
      {municipality?.is_demo ? (
        <span className={css.wideOnly} title={t("demoHint")}>
          <Status meaning="info">{t("demo")}</Status>
        </span>
      ) : null}
      <ScopeSwitch />
      <CreateMenu />
      {/* Long work is a municipality's; the platform's own room has none. */}
      {municipality ? <TaskTray /> : null}
      <AccountMenu onHelp={onHelp} />
    </div>
  );
}
