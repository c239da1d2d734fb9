/** apps.accounts.rights.Right, value by value; a right that stands here and not there opens nothing. */
export const RIGHTS = [
  "people.read",
  "people.read.own",
  "people.write",
  "people.identity.read",
  "people.special.read",
  "people.special.read.own",
  "people.special.read.recent",
  "people.special.read.request",
  "people.special.write",
  "people.safety.write",
  "people.addresses.hidden",
  "people.import",
  "people.export",
  "people.export.approve",
  "people.merge",
  "documents.read",
  "documents.write",
  "cases.read",
  "cases.read.own",
  "cases.write",
  "cases.write.own",
  "contacts.read",
  "contacts.write",
  "urgent.read",
  "urgent.write",
  "directory.read",
  "directory.write",
  "directory.import",
  "directory.export",
  "reports.read",
  "tasks.read",
  "access_log.read",
  "audit.read",
  "notices.manage",
  "basis.record",
  "staff.read",
  "staff.manage",
  "units.manage",
  "roles.assign",
  "work.reassign",
  "staff.view_as_role",
  "programmes.read",
  "programmes.manage",
  "programmes.approve",
  "oversight.read",
  "municipalities.read",
  "municipalities.manage",
] as const;

export type Right = (typeof RIGHTS)[number];

/** Either opens the list of people and a person's page; what is found is the server's to narrow. */
export const PEOPLE_READING = ["people.read", "people.read.own"] as const satisfies readonly Right[];

/** Any of these opens special-category values; caseload, day and purpose are the server's to judge. */
export const SPECIAL_READING = [
  "people.special.read",
  "people.special.read.own",
  "people.special.read.recent",
  "people.special.read.request",
] as const satisfies readonly Right[];
