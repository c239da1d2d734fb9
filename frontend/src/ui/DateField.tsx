import { ActionIcon, Popover, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCalendar } from "@tabler/icons-react";
import { lazy, Suspense, useState, type ReactNode } from "react";

import { formatDate, parseTypedDate, todayIso, type DatePrecision, type PartialDate } from "@/lib/dates";

import { useUiText } from "./text";

const Calendar = lazy(() => import("./Calendar"));
const NARROW = { wrapper: { maxWidth: 220 } };
const isIso = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

interface SharedProps {
  id?: string;
  name?: string;
  label?: ReactNode;
  description?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  /** A date that has already been (birth, a decision) or is still to come (an expiry that is being planned). */
  bound?: "past" | "future";
  w?: number | string;
  /** Inside a row whose own words say what is asked, in place of a label. */
  "aria-label"?: string;
  size?: "sm" | "md";
}

interface DateFieldProps extends SharedProps {
  /** ISO, or what was typed while it is no date yet: the form keeps it, the server refuses it, nothing is lost. */
  value: string | null | undefined;
  onChange: (value: string | null) => void;
}

function useBoundError(bound: SharedProps["bound"]) {
  const t = useUiText();
  return (iso: string): string | null => {
    if (bound === "past" && iso > todayIso()) return t("date.future");
    if (bound === "future" && iso < todayIso()) return t("date.past");
    return null;
  };
}

/** A whole date, typed as people write it: 21.11.2026. The calendar is an aid, never the only way. */
export function DateField({ value, onChange, error, description, bound, w, ...props }: DateFieldProps) {
  const t = useUiText();
  const boundError = useBoundError(bound);
  const [typed, setTyped] = useState<string | null>(null);
  const [isLeft, setLeft] = useState(false);
  const shown = typed ?? (value && isIso(value) ? formatDate(value) : (value ?? ""));

  const read = (text: string) => {
    setTyped(text);
    const parsed = parseTypedDate(text);
    onChange(parsed?.precision === "day" ? parsed.value : text.trim() || null);
  };
  const own = (): string | null => {
    if (!isLeft || !value) return null;
    if (isIso(value)) return boundError(value);
    return parseTypedDate(value) ? t("date.needDay") : t("date.invalid");
  };
  return (
    <TextInput
      {...props}
      // The box is as wide as a date; what is said above it takes the room there is.
      w={w}
      miw={w === undefined ? "min(220px, 100%)" : undefined}
      maw="100%"
      styles={w === undefined ? NARROW : undefined}
      description={description ?? t("date.hint")}
      error={error ?? own()}
      value={shown}
      inputMode="numeric"
      autoComplete="off"
      onChange={(event) => read(event.currentTarget.value)}
      onBlur={() => {
        setLeft(true);
        setTyped(null);
      }}
      rightSection={<CalendarButton value={value && isIso(value) ? value : null} disabled={props.disabled} onPick={(iso) => onChange(iso)} />}
    />
  );
}

interface PartialDateFieldProps extends SharedProps {
  value: PartialDate;
  onChange: (value: PartialDate) => void;
}

/** A date of which perhaps only the year is known. What was understood is said back in words. */
export function PartialDateField({ value, onChange, error, description, bound, w, ...props }: PartialDateFieldProps) {
  const t = useUiText();
  const boundError = useBoundError(bound);
  const [typed, setTyped] = useState<string | null>(null);
  const [isLeft, setLeft] = useState(false);
  const shown = typed ?? formatDate(value.value, value.precision);

  const read = (text: string) => {
    setTyped(text);
    onChange(parseTypedDate(text) ?? { value: null, precision: "unknown" });
  };
  const isWrong = isLeft && Boolean(typed?.trim()) && value.value === null;
  const own = isWrong ? t("date.invalidPartial") : isLeft && value.value ? boundError(value.value) : null;
  const understood: Partial<Record<DatePrecision, string>> = {
    year: t("date.onlyYear", { year: shown }),
    month: t("date.onlyMonth", { month: shown }),
  };
  return (
    <TextInput
      {...props}
      w={w ?? 320}
      maw="100%"
      description={(value.value ? understood[value.precision] : undefined) ?? description ?? t("date.hintPartial")}
      error={error ?? own}
      value={shown}
      inputMode="numeric"
      autoComplete="off"
      onChange={(event) => read(event.currentTarget.value)}
      onBlur={() => {
        setLeft(true);
        if (value.value) setTyped(null);
      }}
    />
  );
}

interface CalendarButtonProps {
  value: string | null;
  disabled?: boolean;
  onPick: (iso: string) => void;
}

function CalendarButton({ value, disabled, onPick }: CalendarButtonProps) {
  const t = useUiText();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  return (
    <Popover opened={isOpen} onChange={(opened) => (opened ? undefined : close())} position="bottom-end" trapFocus shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={34} disabled={disabled} onClick={toggle} aria-label={t("date.calendar")} aria-expanded={isOpen}>
          <IconCalendar size={20} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense>
          <Calendar
            value={value}
            onPick={(iso) => {
              onPick(iso);
              close();
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
