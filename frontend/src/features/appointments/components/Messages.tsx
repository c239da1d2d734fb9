import { Text } from "@mantine/core";

import { formatDateTime } from "@/lib/dates";
import { Panel, Status, type Meaning } from "@/ui";

import type { Message } from "../api";
import css from "../appointments.module.css";
import { useText } from "../text";

const MEANINGS: Record<string, Meaning | "neutral"> = { waiting: "info", sending: "info", sent: "done", failed: "danger", withheld: "neutral" };

/** What the person was told about an appointment, will be, or why not: by which channel, when, in which words. */
export function Messages({ messages }: { messages: readonly Message[] }) {
  const t = useText();
  return (
    <Panel title={t("told.title")}>
      {messages.length === 0 ? (
        <Text c="dimmed">{t("told.none")}</Text>
      ) : (
        <ul className={css.lines}>
          {messages.map((one) => (
            <li key={one.id}>
              <div>
                <strong>{one.kind_label}</strong>
                <div className={css.detail}>{line(one, t)}</div>
                {one.trouble ? <div>{one.trouble}</div> : null}
                {one.text ? <div className={css.detail}>{t("told.words", { text: one.text })}</div> : null}
              </div>
              <Status meaning={MEANINGS[one.state] ?? "neutral"}>{one.state_label}</Status>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function line(one: Message, t: ReturnType<typeof useText>): string {
  const channel = one.channel === "sms" ? t("told.sms") : one.channel === "email" ? t("told.email") : "";
  const when = one.sent_at ? formatDateTime(one.sent_at) : one.state === "waiting" ? t("told.due", { time: formatDateTime(one.due_at) }) : "";
  return [channel, one.to, when].filter(Boolean).join(" · ");
}
