import { Button, Popover, Stack, Text } from "@mantine/core";
import { IconBuildingCommunity } from "@tabler/icons-react";
import { lazy, Suspense } from "react";

import { useScope } from "@/lib/scope";

import { useAppText } from "../text";
import css from "./shell.module.css";
import { useScopeChoices } from "./useScopeChoices";

const ScopeFields = lazy(() => import("./ScopeFields"));

/** Narrows lists to one unit or programme; shown only to people who work in more than one. */
export function ScopeSwitch() {
  const t = useAppText();
  const { units, programmes } = useScopeChoices();
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
          <Suspense>
            <ScopeFields />
          </Suspense>
          <Text size="sm" c="dimmed">
            {t("scopeHint")}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
