import { Button, Group, Text } from "@mantine/core";

import { formatTime } from "@/lib/dates";
import { Notice, useProblemText } from "@/ui";

import type { DraftState } from "../drafts";
import { useText } from "../text";

interface DraftLineProps {
  state: DraftState;
  onRetry: () => void;
  onKeepMine: () => void;
}

/** Where the draft stands, in words, always at the same place. */
export function DraftLine({ state, onRetry, onKeepMine }: DraftLineProps) {
  const t = useText();
  const words = useProblemText();
  if (state.kind === "stale") {
    return (
      <Notice
        meaning="attention"
        live="alert"
        title={t("form.stale")}
        actions={
          <Group gap="xs">
            <Button size="sm" variant="default" onClick={onKeepMine}>
              {t("form.keepMine")}
            </Button>
            <Button size="sm" variant="default" onClick={() => window.location.reload()}>
              {t("form.takeOther")}
            </Button>
          </Group>
        }
      >
        {t("form.staleHint")}
      </Notice>
    );
  }
  if (state.kind === "failed") {
    return (
      <Notice
        meaning="danger"
        live="alert"
        title={t("form.failed")}
        actions={
          <Button size="sm" variant="default" onClick={onRetry}>
            {t("form.retry")}
          </Button>
        }
      >
        {words(state.problem).title}
      </Notice>
    );
  }
  return (
    <Text size="sm" c="dimmed" role="status" data-draft={state.kind}>
      {state.kind === "saving" ? t("form.saving") : state.kind === "saved" ? t("form.saved", { time: formatTime(state.at) }) : t("form.draftEmpty")}
    </Text>
  );
}
