import { formatDate } from "@/lib/dates";
import { useCan } from "@/lib/session";
import { LinkButton, Notice } from "@/ui";

import type { Case } from "../api";
import { useText } from "../text";
import { Obstacles } from "./Obstacles";

/** What the reader has to know of a case before anything is clicked. */
export function CaseNotices({ one }: { one: Case }) {
  const t = useText();
  const can = useCan();
  const mayMove = can(["programmes.manage", "programmes.approve"]);
  return (
    <>
      {one.is_twin ? (
        <Notice meaning="attention" title={t("record.twin")}>
          {t("record.twinHint")}
        </Notice>
      ) : null}
      {one.closed_at ? <Notice title={t("record.closedOn", { date: formatDate(one.closed_at) })}>{one.closure?.label}</Notice> : null}
      {one.reopening.length > 0 ? (
        <Notice meaning="attention" title={t("record.cannotReopen")}>
          <Obstacles found={one.reopening} />
        </Notice>
      ) : null}
      {one.newer_version && one.state === "open" ? (
        <Notice
          title={t("record.newer", { number: one.newer_version.number })}
          actions={
            mayMove ? (
              <LinkButton to={`/dosyalar/tasima/${one.newer_version.id}`} size="sm" variant="default">
                {t("record.move")}
              </LinkButton>
            ) : null
          }
        >
          {t("record.newerHint", { number: one.programme_version.number })}
        </Notice>
      ) : null}
      {one.may_write ? null : <Notice>{t("record.readOnly")}</Notice>}
    </>
  );
}
