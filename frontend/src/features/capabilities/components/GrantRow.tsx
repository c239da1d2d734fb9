import { formatDate, formatDateTime } from "@/lib/dates";
import { AppLink, Status } from "@/ui";

import { grantHome, grantMeaning, type Grant } from "../api";
import css from "../capabilities.module.css";
import { useText } from "../text";

/** One grant in a list: on what it rests, for which days, who asked, who decided. */
export function GrantRow({ grant }: { grant: Grant }) {
  const t = useText();
  return (
    <li className={css.row}>
      <div className={css.between}>
        <AppLink to={grantHome(grant.id)}>{t("numbered", { basis: grant.basis_label, number: grant.number, date: formatDate(grant.dated) })}</AppLink>
        <Status meaning={grantMeaning(grant)}>{grant.state_label}</Status>
      </div>
      <div>
        {grant.capability_label}, {t("days", { from: formatDate(grant.valid_from), to: formatDate(grant.valid_to) })}
      </div>
      <p className={css.small}>{useSteps(grant).join(" · ")}</p>
      {grant.reason ? (
        <p className={css.small}>
          {t("reason")}: {grant.reason}
        </p>
      ) : null}
    </li>
  );
}

/** Who and when, in the order in which it happened. */
function useSteps(grant: Grant): string[] {
  const t = useText();
  const decision = grant.state === "refused" ? "refused" : "approved";
  return [
    t("by.requested", { name: grant.requested_by, date: formatDateTime(grant.requested_at) }),
    grant.decided_at ? t(`by.${decision}`, { name: grant.decided_by, date: formatDateTime(grant.decided_at) }) : "",
    grant.ended_at ? t("by.ended", { date: formatDateTime(grant.ended_at) }) : "",
  ].filter(Boolean);
}
