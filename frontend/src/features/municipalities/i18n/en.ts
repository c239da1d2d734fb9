import type { SameKeys } from "@/lib/i18n";

import type { tr } from "./tr";

export const en: SameKeys<typeof tr> = {
  title: "Municipalities",
  lead: "Municipalities that use Omuz. No municipality's records are reached from here.",
  search: "Name of the municipality",
  field: { name: "Name", kind: "Kind", province: "Province", parent: "Metropolitan municipality", state: "State", address: "Sign-in address" },
  demo: "Demo",
  empty: { title: "No municipalities yet", hint: "They appear here when the platform's operator opens them." },
};
