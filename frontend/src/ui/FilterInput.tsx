import { Select } from "@mantine/core";

import { formatDate } from "@/lib/dates";
import { trIncludes } from "@/lib/turkish";

import { DateField } from "./DateField";

export interface Filter {
  /** The API's parameter; also list it in `useListState({ filters })`. */
  name: string;
  label: string;
  kind?: "choice" | "date";
  options?: readonly { value: string; label: string }[];
  /** How a value reads in its chip; choices use their label, dates are written as dates. */
  describe?: (value: string) => string;
}

export function choiceFilter(name: string, label: string, options: readonly { value: string; label: string }[]): Filter {
  return { name, label, kind: "choice", options };
}

export function dateFilter(name: string, label: string): Filter {
  return { name, label, kind: "date", describe: (value) => formatDate(value) };
}

interface FilterInputProps {
  filter: Filter;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

export function FilterInput({ filter, value, onChange }: FilterInputProps) {
  if (filter.kind === "date") {
    return <DateField label={filter.label} value={value ?? null} onChange={(next) => onChange(next ?? undefined)} />;
  }
  const options = filter.options ?? [];
  return (
    <Select
      label={filter.label}
      data={[...options]}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      clearable
      searchable={options.length > 8}
      filter={({ options: all, search }) => all.filter((one) => "label" in one && trIncludes(one.label, search))}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
