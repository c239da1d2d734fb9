import "@mantine/dates/styles.layer.css";
import "dayjs/locale/tr";

import { DatePicker } from "@mantine/dates";

import { useLanguage } from "@/lib/i18n";

interface CalendarProps {
  value: string | null;
  onPick: (iso: string) => void;
}

/** Loaded only when somebody opens it. Weeks begin on Monday. */
export default function Calendar({ value, onPick }: CalendarProps) {
  const language = useLanguage();
  return (
    <DatePicker
      value={value}
      defaultDate={value ?? undefined}
      locale={language}
      firstDayOfWeek={1}
      onChange={(next) => {
        if (next) onPick(next);
      }}
    />
  );
}
