import type { OptionsFilter } from "@mantine/core";

import { trIncludes } from "@/lib/turkish";

/** "istihdam" finds "İstihdam", in groups of choices as well; the browser's own lower case does not. */
export const filterOptions: OptionsFilter = ({ options, search }) =>
  options.flatMap((one): (typeof options)[number][] => {
    if (!("items" in one)) return trIncludes(one.label, search) ? [one] : [];
    const items = one.items.filter((item) => trIncludes(item.label, search));
    return items.length > 0 ? [{ ...one, items }] : [];
  });
