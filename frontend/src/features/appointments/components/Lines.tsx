import { Title } from "@mantine/core";
import { useId } from "react";

import { formatDateTime } from "@/lib/dates";
import { AppLink, Status } from "@/ui";

import { appointmentHome, type Appointment } from "../api";
import css from "../appointments.module.css";
import { useText } from "../text";
import { MEANINGS } from "../words";

/** Appointments of one person, a line each. */
export function Lines({ title, appointments }: { title?: string; appointments: readonly Appointment[] }) {
  const t = useText();
  const id = useId();
  return (
    <div>
      {title ? (
        <Title order={3} size="h4" mb="xs" id={id}>
          {title}
        </Title>
      ) : null}
      <ul className={css.lines} aria-labelledby={title ? id : undefined}>
        {appointments.map((one) => (
          <li key={one.id}>
            <div>
              <AppLink to={appointmentHome(one.id)}>{formatDateTime(one.starts_at)}</AppLink>
              <div className={css.detail}>{[one.service.label, one.programme.name, one.place_label, one.staff?.name, one.is_walk_in ? t("walkedIn") : ""].filter(Boolean).join(" · ")}</div>
            </div>
            <Status meaning={MEANINGS[one.state]}>{one.state_label}</Status>
          </li>
        ))}
      </ul>
    </div>
  );
}
