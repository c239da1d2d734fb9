import { Button } from "@mantine/core";
import { useState } from "react";

import { formatDate, todayIso } from "@/lib/dates";
import { DateField } from "@/ui";

import type { Report } from "../api";
import css from "../reports.module.css";
import { useText } from "../text";

interface AsOfProps {
  /** The day in the address; without one the report's default day is shown. */
  asOf: string | undefined;
  report: Report | undefined;
  onChange: (day: string | null) => void;
}

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Chooses the day that everything on the page is counted on. */
export function AsOf({ asOf, report, onChange }: AsOfProps) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(asOf ?? null);
  const choose = (day: string | null) => {
    setTyped(day);
    // Half a date is no answer yet; the page changes once there is a whole one that has been.
    if (isDay(day) && day <= todayIso()) onChange(day === report?.pinned_as_of ? null : day);
  };
  const pinned = report?.pinned_as_of;
  const hint = pinned ? t("asOf.pinned", { day: formatDate(pinned), reason: report.pinned_reason }) : t("asOf.today");
  const isOtherDay = Boolean(report && pinned && report.as_of !== pinned);
  return (
    <div className={`${css.asOf} no-print`}>
      <DateField label={t("asOf.label")} description={hint} value={typed ?? report?.as_of ?? null} onChange={choose} bound="past" w={480} />
      {asOf ? (
        <Button variant="subtle" onClick={() => onChange(null)}>
          {t("asOf.back")}
        </Button>
      ) : null}
      {isOtherDay ? <p className={css.quiet}>{t("asOf.other")}</p> : null}
    </div>
  );
}
