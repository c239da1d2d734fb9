import { useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { LinkButton, Panel } from "@/ui";

import { TODAY, type Day } from "../api";
import { DayList } from "../components/DayList";
import { useText } from "../text";

const SHOWN = 5;

/** The next things of a coach's day on Bugün; silent where there is nothing. */
export default function HomeVisits() {
  const t = useText();
  const can = useCan();
  const day = useRead<Day>(TODAY);
  const open = (day.data?.items ?? []).filter((one) => !one.is_done);
  if (open.length === 0) return null;
  return (
    <Panel
      title={t("home.title", { count: open.length })}
      actions={
        <LinkButton to="/ziyaretler" size="sm" variant="default">
          {t("home.all")}
        </LinkButton>
      }
    >
      <DayList items={open.slice(0, SHOWN)} mayWrite={can("coaching.write.own")} />
    </Panel>
  );
}
