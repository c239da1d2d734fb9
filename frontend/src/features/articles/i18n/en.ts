import type { SameKeys } from "@/lib/i18n";

import type { tr } from "./tr";

export const en: SameKeys<typeof tr> = {
  title: "Articles",
  settings: "Settings",
  programmes: "Programmes",
  lead: "The programme's text article by article: how Omuz keeps each one, since when, and what shows it.",
  version_one: "Version {{count}}",
  version_other: "Version {{count}}",
  inForce: "In force",
  notInForce: "Not in force yet",
  empty: "No articles are written in this version",
  emptyHint: "The text with its articles stands in a pack or in the section “Articles” of the version. Guards bind only where articles name them.",
  article: "Article {{number}}",
  text: "Text of the article",
  filter: { label: "Show", all: "All", guarded: "With a guard", open: "Without a guard" },
  none: "This article describes or orders; there is nothing that software decides.",
  since: "Binds since {{date}}",
  sinceNever: "Will bind once the version is published",
  refusals_one: "Said no {{count}} time",
  refusals_other: "Said no {{count}} times",
  noRefusals: "Has said no to nobody so far",
  last: "last: {{date}}",
  show: "Last refusals",
  hide: "Hide",
  by: "{{date}} · {{name}}",
  somebody: "a member of staff",
  evidence: "{{label}}: {{count}}",
  place: {
    constraint: "Kept by the database",
    operation: "Asked by the operation",
    absent: "Does not exist in Omuz",
    record: "Recorded as evidence",
  },
};
