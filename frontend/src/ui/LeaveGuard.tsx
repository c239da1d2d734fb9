import { Button, Group, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";

import { useUiText } from "./text";

/** Asks before what was typed is left behind. Only the address' path counts: filters and tabs may change freely. */
export function LeaveGuard({ isActive }: { isActive: boolean }) {
  const t = useUiText();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isActive && current.pathname !== next.pathname,
    enableBeforeUnload: () => isActive,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return (
    <Modal opened returnFocus={false} onClose={blocker.reset} title={t("form.leaveTitle")} size="md" closeButtonProps={{ "aria-label": t("close") }}>
      <Text>{t("form.leaveDetail")}</Text>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={blocker.proceed}>
          {t("form.leaveGo")}
        </Button>
        <Button onClick={blocker.reset}>{t("form.leaveStay")}</Button>
      </Group>
    </Modal>
  );
}
