import { Button, Group, Progress, Text } from "@mantine/core";

import { formatDateTime } from "@/lib/dates";
import { formatPercent } from "@/lib/numbers";

import { AppLink } from "./AppLink";
import { Status, type Meaning } from "./Notice";
import { useUiText } from "./text";

export interface Task {
  id: string;
  label: string;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  /** 0-100, null when the length is not known. */
  progress: number | null;
  detail?: string | null;
  created_at: string;
  result_url?: string | null;
  can_cancel?: boolean;
}

const MEANING: Record<Task["state"], Meaning | "neutral"> = {
  queued: "neutral",
  running: "info",
  done: "done",
  failed: "danger",
  cancelled: "neutral",
};

/** Long work with its progress, its end and its way out; in the task tray and on import and export pages. */
export function ProgressTask({ task, onCancel }: { task: Task; onCancel?: () => void }) {
  const t = useUiText();
  const isGoing = task.state === "queued" || task.state === "running";
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text fw={600}>{task.label}</Text>
        <Status meaning={MEANING[task.state]}>{t(`tasks.${task.state}`)}</Status>
      </Group>
      {isGoing ? (
        <Group gap="sm" wrap="nowrap" my={4}>
          <Progress value={task.progress ?? 100} animated={task.progress === null} style={{ flex: 1 }} aria-label={task.label} />
          {task.progress === null ? null : <Text size="sm">{formatPercent(task.progress / 100, 0)}</Text>}
        </Group>
      ) : null}
      <Group gap="sm" justify="space-between">
        <Text size="sm" c="dimmed">
          {[formatDateTime(task.created_at), task.detail].filter(Boolean).join(" · ")}
        </Text>
        {task.result_url ? task.result_url.startsWith("/api/") ? <a href={task.result_url}>{t("tasks.result")}</a> : <AppLink to={task.result_url}>{t("tasks.result")}</AppLink> : null}
        {isGoing && onCancel ? (
          <Button size="compact-sm" variant="default" onClick={onCancel}>
            {t("tasks.cancel")}
          </Button>
        ) : null}
      </Group>
    </div>
  );
}
