import { ActionIcon, Indicator, Popover, Stack, Text, Title } from "@mantine/core";
import { IconListCheck } from "@tabler/icons-react";

import { API_ROOT } from "@/config/app";
import { call } from "@/lib/api";
import { formatNumber } from "@/lib/numbers";
import { useAction, useRead, type Page } from "@/lib/query";
import { ProgressTask, type Task } from "@/ui/ProgressTask";
import { useUiText } from "@/ui/text";

const TASKS = `${API_ROOT}/tasks/`;

/** A row of the tray as the server keeps it; it counts steps, people read parts of the whole. */
interface TrayRow {
  id: string;
  kind: string;
  label?: string;
  state: Task["state"];
  done: number;
  total: number | null;
  error: string;
  cancel_requested: boolean;
  created_at: string;
  result_url?: string | null;
}

function toTask(row: TrayRow): Task {
  const isGoing = row.state === "queued" || row.state === "running";
  return {
    id: row.id,
    label: row.label ?? row.kind,
    state: row.state,
    progress: row.total ? Math.min(100, Math.round((100 * row.done) / row.total)) : null,
    detail: row.error || (row.total ? `${formatNumber(row.done)} / ${formatNumber(row.total)}` : null),
    created_at: row.created_at,
    result_url: row.result_url ?? null,
    can_cancel: isGoing && !row.cancel_requested,
  };
}

/** Long work that goes on while people do something else: imports, exports, reports. */
export function TaskTray() {
  const t = useUiText();
  const tasks = useRead<Page<TrayRow>>(TASKS);
  const rows = (tasks.data?.results ?? []).map(toTask);
  const running = rows.filter((task) => task.state === "queued" || task.state === "running");
  // A second reading with its own rhythm: often while something runs, otherwise hardly.
  useRead<Page<TrayRow>>(TASKS, undefined, { refetchInterval: tasks.error ? false : running.length > 0 ? 3_000 : 60_000 });
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
        {rows.length === 0 ? (
          <Text c="dimmed">{t("tasks.empty")}</Text>
        ) : (
          <Stack gap="md">
            {rows.map((task) => (
              <ProgressTask key={task.id} task={task} onCancel={task.can_cancel ? () => cancel.mutate(task) : undefined} />
            ))}
          </Stack>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
