import { MultiSelect, Select, type MultiSelectProps, type SelectProps } from "@mantine/core";

import { trIncludes } from "@/lib/turkish";

const SEARCHABLE_FROM = 9;
const filter: SelectProps["filter"] = ({ options, search }) =>
  options.flatMap<(typeof options)[number]>((one) => {
    if ("label" in one) return trIncludes(one.label, search) ? [one] : [];
    const items = one.items.filter((item) => trIncludes(item.label, search));
    return items.length > 0 ? [{ ...one, items }] : [];
  });

/** One of a list; long lists are searched with or without Turkish letters. */
export function Pick({ data = [], ...props }: SelectProps) {
  return <Select clearable searchable={data.length >= SEARCHABLE_FROM} filter={filter} data={data} {...props} />;
}

/** Several of a list. */
export function PickMany({ data = [], ...props }: MultiSelectProps) {
  return <MultiSelect clearable searchable={data.length >= SEARCHABLE_FROM} filter={filter} data={data} hidePickedOptions {...props} />;
}
