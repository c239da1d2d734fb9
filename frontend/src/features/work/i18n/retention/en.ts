import type { SameKeys } from "@/lib/i18n";

import type { tr } from "./tr";

export const en: SameKeys<typeof tr> = {
  work: "Work",
  title: "Retention ending",
  lead: "Records whose retention period has ended, or ends by the chosen day. This is a list only: Omuz does not yet erase, destroy or anonymise anything by itself.",
  kinds: "Kind of record",
  ofKind: "{{label}} ({{count}})",
  until: "Ending by this day",
  empty: "No record of this kind ends by this day",
  emptyHint: "You may choose another kind or a later day.",
  record: "Record",
  person: "Person",
  nobody: "Nobody registered",
  programme: "Programme",
  kind: "Retention class",
  started: "Started by",
  ends: "Last day",
  over: "ended",
  method: "Foreseen at the end",
  article: "Basis",
  months: "{{count}} months",
  statutory: "Longer statutory periods stand: before disposal, see whether a suit, an audit or an archive duty holds it.",
  withFiles: "Appointments of a case are kept with it; here are only those that no case followed.",
};
