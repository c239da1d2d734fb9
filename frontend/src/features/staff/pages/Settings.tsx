import { Text } from "@mantine/core";

import { useCan } from "@/lib/session";
import { AppLink, PageHeader, Panel } from "@/ui";

import { useText } from "../text";

export default function Settings() {
  const t = useText();
  const can = useCan();
  const entries = [
    { to: "/ayarlar/personel", title: t("staff.title"), lead: t("staff.lead"), right: "staff.read" as const },
    { to: "/ayarlar/roller", title: t("roles.title"), lead: t("roles.lead"), right: "staff.read" as const },
    { to: "/ayarlar/birimler", title: t("units.title"), lead: t("units.lead"), right: "staff.read" as const },
    { to: "/ayarlar/programlar", title: t("programmes.title"), lead: t("programmes.lead"), right: "programmes.read" as const },
    { to: "/ayarlar/denetim-izi", title: t("audit.title"), lead: t("audit.lead"), right: "audit.read" as const },
  ];
  return (
    <>
      <PageHeader title={t("settings")} lead={t("settingsLead")} />
      <Panel>
        <ul style={{ display: "grid", gap: 20, margin: 0, padding: 0, listStyle: "none" }}>
          {entries
            .filter((entry) => can(entry.right))
            .map((entry) => (
              <li key={entry.to}>
                <AppLink to={entry.to}>{entry.title}</AppLink>
                <Text size="sm">{entry.lead}</Text>
              </li>
            ))}
        </ul>
      </Panel>
    </>
  );
}
