import { Select } from "@mantine/core";

import { setScope, useScope } from "@/lib/scope";

import { useAppText } from "../text";
import { useScopeChoices } from "./useScopeChoices";

/** The choice itself: in the top bar's popover, and in the drawer of a narrow screen. */
export default function ScopeFields() {
  const t = useAppText();
  const { units, programmes } = useScopeChoices();
  const scope = useScope();
  return (
    <>
      {units.length > 1 ? (
        <Select
          label={t("unit")}
          placeholder={t("scopeAll")}
          data={units.map((one) => ({ value: one.id, label: one.name }))}
          value={scope.unit}
          onChange={(value) => setScope({ unit: value })}
          clearable
          comboboxProps={{ withinPortal: false }}
        />
      ) : null}
      {programmes.length > 1 ? (
        <Select
          label={t("programme")}
          placeholder={t("scopeAllProgrammes")}
          data={programmes.map((one) => ({ value: one.id, label: one.name }))}
          value={scope.programme}
          onChange={(value) => setScope({ programme: value })}
          clearable
          comboboxProps={{ withinPortal: false }}
        />
      ) : null}
    </>
  );
}
