import { Text } from "@mantine/core";
import type { ReactNode } from "react";

import { formatDateTime, formatRelative } from "@/lib/dates";

import css from "./kit.module.css";

export interface TimelineEvent {
  id: string;
  at: string;
  /** Who did what, without special-category values: "Kişi kaydedildi". */
  title: ReactNode;
  by?: string | null;
  detail?: ReactNode;
}

/** What happened, newest first. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  return (
    <ol className={css.timeline}>
      {events.map((event) => (
        <li key={event.id}>
          <div>{event.title}</div>
          {event.detail ? <Text size="sm" component="div">{event.detail}</Text> : null}
          <div className={css.timelineTime}>
            <time dateTime={event.at}>{formatDateTime(event.at)}</time> ({formatRelative(event.at)})
            {event.by ? ` · ${event.by}` : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
