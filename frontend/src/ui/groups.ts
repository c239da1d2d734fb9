import type { OptionsFilter } from "@mantine/core";

import { trIncludes } from "@/lib/turkish";

/** Searching in a Select whose choices stand in groups; the theme's filter knows none. */
export const filterGroups: OptionsFilter = ({ options, search }) =>
  options.flatMap((one): (typeof options)[number][] => {
    if (!("items" in one)) return trIncludes(one.label, search) ? [one] : [];
    const items = one.items.filter((item) => trIncludes(item.label, search));
    return items.length > 0 ? [{ ...one, items }] : [];
  });
