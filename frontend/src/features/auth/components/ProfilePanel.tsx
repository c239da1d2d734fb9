import { Radio, TextInput, useMantineColorScheme } from "@mantine/core";

import type { Language } from "@/config/app";
import { call } from "@/lib/api";
import { formatDate } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { setLanguage } from "@/lib/i18n";
import { queryClient } from "@/lib/query";
import { ME_PATH, useMe, type Me } from "@/lib/session";
import { DataList } from "@/ui/DataList";
import { FormBody } from "@/ui/FormPage";
import { Panel } from "@/ui/Panel";
import { toastDone } from "@/ui/toast";

import { useText } from "../text";

export function ProfilePanel() {
  const t = useText();
  const me = useMe();
  const { setColorScheme } = useMantineColorScheme();
  const form = useServerForm({
    initial: { title: me.title, language: me.language as string, theme: me.theme as string },
    labels: { title: t("account.userTitle"), language: t("account.language"), theme: t("account.theme") },
    version: me.version,
    latest: async () => {
      const now = await call<Me>("GET", ME_PATH);
      return { values: { title: now.title, language: now.language, theme: now.theme }, version: now.version };
    },
    save: (values, { ifMatch }) => call<Me>("PATCH", ME_PATH, { body: values, ifMatch }),
    onSaved: (saved) => {
      queryClient.setQueryData([ME_PATH], saved);
      setLanguage(saved.language as Language);
      setColorScheme(saved.theme === "system" ? "auto" : saved.theme);
      toastDone(t("account.saved"));
    },
  });
  const roles = me.roles.map((role) =>
    [role.role_label, role.unit?.name, role.acting_for ? `${role.kind_label}: ${role.acting_for.name}` : null, role.ends_on ? t("account.until", { date: formatDate(role.ends_on) }) : null]
      .filter(Boolean)
      .join(" · "),
  );
  return (
    <Panel title={t("account.profile")}>
      <DataList
        facts={[
          { label: t("account.name"), value: me.full_name },
          { label: t("email"), value: me.email },
          {
            label: t("account.roles"),
            value: (
              <ul style={{ margin: 0, paddingInlineStart: 18 }}>
                {roles.map((role) => (
                  <li key={role}>{role}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <p>{t("account.nameHint")}</p>
      <FormBody form={form}>
        <div style={{ display: "grid", gap: 20, paddingBottom: 20 }}>
          <TextInput {...form.field("title", { isOptional: true })} maw={420} />
          <Radio.Group {...form.field("language")}>
            <div style={{ display: "flex", flexWrap: "wrap", gap: "8px 24px" }}>
              <Radio value="tr" label="Türkçe" />
              <Radio value="en" label="English" />
            </div>
          </Radio.Group>
          <Radio.Group {...form.field("theme")}>
            <div style={{ display: "flex", flexWrap: "wrap", gap: "8px 24px" }}>
              <Radio value="light" label={t("account.themeLight")} />
              <Radio value="dark" label={t("account.themeDark")} />
              <Radio value="system" label={t("account.themeSystem")} />
            </div>
          </Radio.Group>
        </div>
      </FormBody>
    </Panel>
  );
}
