import { formatDate } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { AppLink, Panel, Status } from "@/ui";

import { grantHome, GRANTS, type Grant } from "../api";
import css from "../capabilities.module.css";
import { useText } from "../text";

/** On Bugün: grants that wait for a decision, end within 90 days, or have ended lately. Nothing where there are none. */
export default function HomeGrants() {
  const t = useText();
  const { data } = useRead<{ results: Grant[] }>(GRANTS);
  if (!data || data.results.length === 0) return null;
  const standing = (grant: Grant) => {
    if (grant.state === "requested") return <Status meaning="info">{t("home.waiting")}</Status>;
    if (grant.state === "ended" || grant.is_over) return <Status>{t("home.ended")}</Status>;
    return <Status meaning="attention">{t("home.ends", { date: formatDate(grant.valid_to) })}</Status>;
  };
  return (
    <Panel title={t("home.title")}>
      <ul className={css.rows}>
        {data.results.map((one) => (
          <li key={one.id} className={css.row}>
            <div className={css.between}>
              <AppLink to={grantHome(one.id)}>
                {one.programme_name}: {one.capability_label}
              </AppLink>
              {standing(one)}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
