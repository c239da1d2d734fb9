import { useRead } from "@/lib/query";
import { formatDateTime } from "@/lib/dates";
import { versionHome, VERSIONS } from "@/lib/programmes";
import { useMe } from "@/lib/session";
import type { components } from "@/schema/api";
import { AppLink, Panel } from "@/ui";

import css from "../programmes.module.css";
import { useText } from "../text";

type Waiting = components["schemas"]["WaitingVersion"];

/** On Bugün: versions that wait for this person as their second pair of eyes. */
export default function WaitingSection() {
  const t = useText();
  const me = useMe();
  const waiting = useRead<{ results: Waiting[] }>(`${VERSIONS}waiting/`, undefined, { enabled: me.municipality !== null });
  const rows = waiting.data?.results ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t("waiting.title")}>
      <ul className={css.entries}>
        {rows.map((one) => (
          <li key={one.id}>
            <AppLink to={`${versionHome(one.programme.id, one.id)}/onay`}>{t("waiting.one", { programme: one.programme.name, number: one.number })}</AppLink>
            <div>{[one.note, one.submitted_by, one.submitted_at ? formatDateTime(one.submitted_at) : ""].filter(Boolean).join(" · ")}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
