import { Select, type SelectProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { call } from "@/lib/api";
import { formatBirth, type DatePrecision } from "@/lib/dates";
import type { components } from "@/schema/api";

type Match = components["schemas"]["Match"];

/** Up to 20 people by name, complete identity number, telephone, file number or e-mail. */
async function searchPeople(query: string, signal: AbortSignal): Promise<Match[]> {
  const { results } = await call<{ results: Match[] }>("GET", "/api/v1/people/search/", { query: { q: query }, signal });
  return results;
}

type PersonPickerProps = Omit<SelectProps, "data" | "onChange"> & { onChange: (id: string | null) => void; except?: readonly string[] };

/** One person, found while typing as the one box finds them. */
export function PersonPicker({ except = [], onChange, ...props }: PersonPickerProps) {
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<Match | null>(null);
  const [asked] = useDebouncedValue(query.trim(), 200);
  const found = useQuery({ queryKey: ["people.picker", asked], queryFn: ({ signal }) => searchPeople(asked, signal), enabled: asked.length >= 2, gcTime: 0 });
  const matches = (found.data ?? []).filter((one) => !except.includes(one.id));
  const shown = chosen && !matches.some((one) => one.id === chosen.id) ? [chosen, ...matches] : matches;
  const label = (one: Match) => [one.name, one.file_number, formatBirth(one.birth_date, one.birth_precision as DatePrecision)].filter(Boolean).join(" · ");
  return (
    <Select
      {...props}
      searchable
      clearable
      // The server has matched already; filtering again would lose what it found by number.
      filter={({ options }) => options}
      data={shown.map((one) => ({ value: one.id, label: label(one) }))}
      onSearchChange={setQuery}
      onChange={(id) => {
        setChosen(shown.find((one) => one.id === id) ?? null);
        onChange(id);
      }}
      rightSectionPointerEvents="all"
    />
  );
}
