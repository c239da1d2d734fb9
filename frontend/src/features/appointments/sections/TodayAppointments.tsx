import { formatTime, todayIso } from "@/lib/dates";
import { useRead, type Page } from "@/lib/query";
import { useMe } from "@/lib/session";
import { AppLink, LinkButton, Panel, Status } from "@/ui";

import { appointmentHome, APPOINTMENTS, HOME, type Appointment } from "../api";
import css from "../appointments.module.css";
import { useText } from "../text";
import { MEANINGS, nameOf } from "../words";

/** One's own appointments of today, the next first; nothing where one has none. */
export default function TodayAppointments() {
  const me = useMe();
  return me.municipality ? <Mine staff={me.id} /> : null;
}

function Mine({ staff }: { staff: string }) {
  const t = useText();
  const today = todayIso();
  const found = useRead<Page<Appointment>>(APPOINTMENTS, { staff, from: today, to: today });
  const mine = (found.data?.results ?? []).filter((one) => one.state !== "cancelled");
  if (mine.length === 0) return null;
  return (
    <Panel
      title={t("home.title")}
      actions={
        <LinkButton to={HOME} size="sm" variant="subtle">
          {t("home.all")}
        </LinkButton>
      }
    >
      <ul className={css.lines}>
        {mine.map((one) => (
          <li key={one.id}>
            <div>
              <strong className="tabular">{formatTime(one.starts_at)}</strong> <AppLink to={appointmentHome(one.id)}>{nameOf(one, t("unknownPerson"))}</AppLink>
              <div className={css.detail}>{[one.service.label, one.place_label, one.room].filter(Boolean).join(" · ")}</div>
            </div>
            <Status meaning={MEANINGS[one.state]}>{one.state_label}</Status>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
