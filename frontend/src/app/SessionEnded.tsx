import { Button, Group, Modal, Text } from "@mantine/core";
import { useRouterState } from "@tanstack/react-router";

import { PATHS } from "@/config/app";

import { useAppText } from "./text";

/** The session ended under somebody's hands: the page stays as it is until they have signed in again. */
export default function SessionEnded({ onSignedIn }: { onSignedIn: () => void }) {
  const t = useAppText();
  const href = useRouterState({ select: (state) => state.location.href });
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} title={t("ended.title")}>
      <Text>{t("ended.detail")}</Text>
      <Group mt="lg">
        <Button component="a" href={PATHS.signIn} target="_blank" rel="noopener">
          {t("ended.newTab")}
        </Button>
        <Button variant="default" onClick={onSignedIn}>
          {t("ended.goOn")}
        </Button>
        <Button variant="subtle" component="a" href={`${PATHS.signIn}?devam=${encodeURIComponent(href)}`}>
          {t("ended.here")}
        </Button>
      </Group>
    </Modal>
  );
}
