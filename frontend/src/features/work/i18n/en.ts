import type { SameKeys } from "@/lib/i18n";

import type { tr } from "./tr";

export const en: SameKeys<typeof tr> = {
  title: "Work",
  lead: "What is yours today, what is late, and what waits for somebody else.",
  whose: "Whose work",
  mine: "Mine",
  all: "All",
  count: "{{count}} items",
  nothing: "Nothing is waiting.",
  empty: "Show empty ones",
  hideEmpty: "Hide empty ones",
  load: "Workload",
  loadLead: "How the open cases are spread over people; counts only.",
  nobody: "Nobody responsible",
  noLoad: "There is no open case that you can see.",
  noLoadHint: "Cases opened in your unit appear here.",
  queueEmpty: "Nothing waits in this queue",
  queueEmptyHint: "“All” shows the work of your colleagues too.",
  list: "Open in the list",
  todayTitle: "Waiting work",
  allWork: "All work",
  allClear: "Nothing is waiting for you.",
  field: {
    title: "Item",
    hint: "Details",
    due: "Last day",
    since: "Since",
    who: "With",
    name: "Responsible",
    open: "Open cases",
    overdue: "Overdue",
    soon: "Due within 7 days",
    units: "Units",
  },
};
