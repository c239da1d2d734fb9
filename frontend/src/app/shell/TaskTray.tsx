import { ActionIcon, Indicator, Popover, Stack, Text, Title } from "@mantine/core";
import { IconListCheck } from "@tabler/icons-react";

import { API_ROOT } from "@/config/app";
import { call } from "@/lib/api";
import { useAction, useRead, type Page } from "@/lib/query";
import { ProgressTask, type Task } from "@/ui/ProgressTask";
import { useUiText } from "@/ui/text";

const TASKS = `${API_ROOT}/tasks/`;

/** Long work that goes on while people do something else: imports, exports, reports. */
export function TaskTray() {
  const t = useUiText();
  const tasks = useRead<Page<Task>>(TASKS);
  const running = (tasks.data?.results ?? []).filter((task) => task.state === "queued" || task.state === "running");
  // A second reading with its own rhythm: often while something runs, otherwise hardly.
  useRead<Page<Task>>(TASKS, undefined, { refetchInterval: tasks.error ? false : running.length > 0 ? 3_000 : 60_000 });
  const cancel = useAction((task: Task) => call("POST", `${TASKS}${task.id}/cancel/`), { refresh: [TASKS] });

  const label = running.length > 0 ? `${t("tasks.title")}: ${t("tasks.running_count", { count: running.length })}` : t("tasks.title");
  return (
    <Popover width={400} position="bottom-end" shadow="md" trapFocus>
      <Indicator label={running.length} size={20} disabled={running.length === 0} offset={6}>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size={40} aria-label={label}>
            <IconListCheck size={22} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown maw="calc(100vw - 16px)">
        <Title order={2} size="h4" mb="sm">
          {t("tasks.title")}
        </Title>
        {(tasks.data?.results ?? []).length === 0 ? (
          <Text c="dimmed">{t("tasks.empty")}</Text>
        ) : (
          <Stack gap="md">
            {tasks.data?.results.map((task) => (
              <ProgressTask key={task.id} task={task} onCancel={task.can_cancel ? () => cancel.mutate(task) : undefined} />
            ))}
          </Stack>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
