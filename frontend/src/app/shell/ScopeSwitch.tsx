import { Button, Popover, Select, Stack, Text } from "@mantine/core";
import { IconBuildingCommunity } from "@tabler/icons-react";

import { setScope, useScope } from "@/lib/scope";
import { API_ROOT } from "@/config/app";
import { useRead, type Page } from "@/lib/query";
import { useMe, type Named } from "@/lib/session";

import { useAppText } from "../text";
import css from "./shell.module.css";

/** The units this person works in, and the municipality's programmes, by name. */
function useChoices(): { units: Named[]; programmes: (Named & { code?: string })[] } {
  const me = useMe();
  const hasPlace = me.municipality !== null;
  const units = useRead<Page<Named> | Named[]>(`${API_ROOT}/units/`, undefined, { enabled: hasPlace });
  const programmes = useRead<Page<Named & { code?: string }>>(`${API_ROOT}/programmes/`, undefined, { enabled: hasPlace });
  const all = Array.isArray(units.data) ? units.data : (units.data?.results ?? []);
  return {
    units: me.units === null ? all : all.filter((unit) => me.units?.includes(unit.id)),
    programmes: programmes.data?.results ?? [],
  };
}

/** Narrows lists to one unit or programme; shown only to people who work in more than one. */
export function ScopeSwitch() {
  const t = useAppText();
  const { units, programmes } = useChoices();
  const scope = useScope();
  if (units.length < 2 && programmes.length < 2) return null;

  const unit = units.find((one) => one.id === scope.unit)?.name;
  const programme = programmes.find((one) => one.id === scope.programme)?.code ?? null;
  const label = [unit ?? t("scopeAll"), programme].filter(Boolean).join(" · ");
  return (
    <Popover width={320} position="bottom-end" trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          h={40}
          className={css.wideOnly}
          maw={220}
          leftSection={<IconBuildingCommunity size={18} aria-hidden />}
          aria-label={`${t("scope")}: ${label}`}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <ScopeFields />
          <Text size="sm" c="dimmed">
            {t("scopeHint")}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The same choice without the button around it, for the drawer of a narrow screen. */
export function ScopeFields() {
  const t = useAppText();
  const { units, programmes } = useChoices();
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
