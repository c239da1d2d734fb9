import "@mantine/dates/styles.layer.css";
import "dayjs/locale/tr";

import { DatePicker } from "@mantine/dates";

import { useLanguage } from "@/lib/i18n";

import { useUiText } from "./text";

interface CalendarProps {
  value: string | null;
  onPick: (iso: string) => void;
}

/** Loaded only when somebody opens it. Weeks begin on Monday. */
export default function Calendar({ value, onPick }: CalendarProps) {
  const t = useUiText();
  const language = useLanguage();
  return (
    <DatePicker
      value={value}
      defaultDate={value ?? undefined}
      locale={language}
      firstDayOfWeek={1}
      size="md"
      hideOutsideDates
      weekendDays={[]}
      ariaLabels={{
        previousMonth: t("date.previousMonth"),
        nextMonth: t("date.nextMonth"),
        previousYear: t("date.previousYear"),
        nextYear: t("date.nextYear"),
        previousDecade: t("date.previousDecade"),
        nextDecade: t("date.nextDecade"),
      }}
      onChange={(next) => {
        if (next) onPick(next);
      }}
    />
  );
}
