import { Select } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";

import { useRead } from "@/lib/query";
import { Loaded, PageHeader, Panel } from "@/ui";

import { STAFF, type RoleTable } from "../api";
import { useText } from "../text";

export default function Roles() {
  const t = useText();
  const table = useRead<RoleTable>(`${STAFF}roles/`);
  return (
    <>
      <PageHeader title={t("roles.title")} lead={t("roles.lead")} crumbs={[{ label: t("settings"), to: "/ayarlar" }]} />
      <Loaded query={table}>{(data) => <OneRole table={data} />}</Loaded>
    </>
  );
}

function OneRole({ table }: { table: RoleTable }) {
  const t = useText();
  const [chosen, setChosen] = useState<string>(table.roles[0]?.role ?? "");
  const role = table.roles.find((one) => one.role === chosen);
  return (
    <div style={{ display: "grid", gap: 16 }}>
      <Select
        label={t("roles.pick")}
        data={table.roles.map((one) => ({ value: one.role as string, label: one.mfa_required ? `${one.label} (${t("roles.mfa")})` : one.label }))}
        value={chosen}
        onChange={(value) => value && setChosen(value)}
        allowDeselect={false}
        maw={480}
      />
      {role ? (
        <Panel title={role.label}>
          <ul style={{ display: "grid", gap: 8, margin: 0, padding: 0, listStyle: "none" }}>
            {table.rights
              .filter((right) => role.rights.includes(right.right))
              .map((right) => (
                <li key={right.right} style={{ display: "flex", gap: 8 }}>
                  <IconCheck size={20} aria-hidden style={{ flex: "none", marginTop: 2 }} />
                  {right.label}
                </li>
              ))}
          </ul>
        </Panel>
      ) : null}
    </div>
  );
}
