import type { SameKeys } from "@/lib/i18n";

import type { tr } from "./tr";

export const en: SameKeys<typeof tr> = {
  title: "Today",
  greeting: "Hello {{name}}",
  quick: "Start here",
  find: "Find a person",
  findHint: "By name, file number or phone",
  mine: "With you today",
  mineEmpty: "Nothing is waiting for you",
  mineEmptyHint: "Work given to you, deadlines that come near and requests waiting for an answer appear here.",
  missing: "Missing information",
  missingHint: "What is still missing for the people you registered.",
  missingNone: "Nothing is missing",
  missingNoneHint: "The people you registered are complete.",
  people_one: "{{count}} person",
  people_other: "{{count}} people",
  due: "Due {{date}}",
  overdue: "Overdue: {{date}}",
  roles: "Your roles today",
  acting: "acting for {{name}} until {{date}}",
};
