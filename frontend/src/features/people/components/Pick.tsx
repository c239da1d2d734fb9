import { MultiSelect, Select, type MultiSelectProps, type SelectProps } from "@mantine/core";

import { trIncludes } from "@/lib/turkish";

const SEARCHABLE_FROM = 9;
const filter: SelectProps["filter"] = ({ options, search }) => options.filter((one) => "label" in one && trIncludes(one.label, search));

/** One of a list; long lists are searched with or without Turkish letters. */
export function Pick({ data = [], ...props }: SelectProps) {
  return <Select clearable searchable={data.length >= SEARCHABLE_FROM} filter={filter} data={data} {...props} />;
}

/** Several of a list. */
export function PickMany({ data = [], ...props }: MultiSelectProps) {
  return <MultiSelect clearable searchable={data.length >= SEARCHABLE_FROM} filter={filter} data={data} hidePickedOptions {...props} />;
}
