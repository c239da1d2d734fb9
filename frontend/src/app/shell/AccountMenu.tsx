import { Menu, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from "@mantine/core";
import { IconEye, IconKeyboard, IconLogout, IconUserCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { API_ROOT, AUTH_ROOT, PATHS, type Language } from "@/config/app";
import { buildRequest, call } from "@/lib/api";
import { send } from "@/lib/http";
import { setLanguage, useLanguage } from "@/lib/i18n";
import type { ThemePreference } from "@/lib/preferences";
import { queryClient, useAction, useRead } from "@/lib/query";
import { ME_PATH, useCan, useMe, type Me } from "@/lib/session";
import { initials } from "@/lib/turkish";

import { useAppText } from "../text";
import css from "./shell.module.css";

interface RoleTable {
  roles: { role: string; label: string }[];
}

/** Ends the session on the server, forgets every answer read so far, and leaves the tab's drafts behind nobody. */
export async function signOut(): Promise<void> {
  await send(buildRequest("DELETE", `${AUTH_ROOT}/auth/session`));
  queryClient.clear();
  sessionStorage.clear();
  // A full load, so that nothing read by this person stays in memory.
  window.location.assign(PATHS.signIn);
}

export function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const t = useAppText();
  const me = useMe();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const can = useCan();
  const [isOpen, setOpen] = useState(false);
  const roles = useRead<RoleTable>(`${API_ROOT}/staff/roles/`, undefined, { enabled: isOpen && can("staff.view_as_role") });
  const update = useAction((body: Partial<Pick<Me, "language" | "theme">>) => call<Me>("PATCH", ME_PATH, { body, ifMatch: me.version }), {
    onDone: (saved) => queryClient.setQueryData([ME_PATH], saved),
  });
  const look = useAction((role: string) => call("POST", `${ME_PATH}view-as/`, { body: { role } }), {
    onDone: () => void queryClient.invalidateQueries(),
  });

  const chooseTheme = (theme: ThemePreference) => {
    setColorScheme(theme);
    update.mutate({ theme: theme === "auto" ? "system" : theme });
  };
  const chooseLanguage = (next: Language) => {
    setLanguage(next);
    update.mutate({ language: next });
  };

  return (
    <Menu position="bottom-end" width={320} withinPortal={false} closeOnItemClick={false} opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <UnstyledButton className={css.avatar}>
          <span>{initials(me.full_name)}</span>
          <VisuallyHidden>{t("accountOf", { name: me.full_name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: "8px 12px 12px" }}>
          <Text fw={650}>{me.full_name}</Text>
          {me.roles.map((role) => (
            <Text key={role.id} size="sm" c="dimmed">
              {[role.role_label, role.unit?.name, role.acting_for ? t("actingFor", { name: role.acting_for.name }) : null].filter(Boolean).join(" · ")}
            </Text>
          ))}
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconUserCircle size={20} aria-hidden />} closeMenuOnClick renderRoot={(root) => <Link {...root} to={PATHS.account} />}>
          {t("account")}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={20} aria-hidden />} closeMenuOnClick onClick={onHelp}>
          {t("shortcuts")}
        </Menu.Item>
        {can("staff.view_as_role") ? (
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<IconEye size={20} aria-hidden />}>{t("viewAs")}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {(roles.data?.roles ?? []).map((role) => (
                <Menu.Item key={role.role} closeMenuOnClick onClick={() => look.mutate(role.role)}>
                  {role.label}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        ) : null}
        <Menu.Divider />
        <Menu.Label>{t("theme")}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => chooseTheme(value as ThemePreference)}>
          <Menu.RadioItem value="light">{t("themeLight")}</Menu.RadioItem>
          <Menu.RadioItem value="dark">{t("themeDark")}</Menu.RadioItem>
          <Menu.RadioItem value="auto">{t("themeAuto")}</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Label>{t("language")}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(value) => chooseLanguage(value as Language)}>
          <Menu.RadioItem value="tr">Türkçe</Menu.RadioItem>
          <Menu.RadioItem value="en">English</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={20} aria-hidden />} onClick={() => void signOut()}>
          {t("signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
