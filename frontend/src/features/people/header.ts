import type { DatePrecision, PartialDate } from "@/lib/dates";

import type { Person } from "./api";

export interface HeaderValues {
  given_names: string;
  surname: string;
  other_names: string;
  working_label: string;
  birth: PartialDate;
  sex: string | null;
  email: string;
  channel: string | null;
  interviewer: string | null;
  unit: string | null;
  programme: string | null;
  notes: string;
}

/** The header of a record as the form holds it; of a conflict's record too. */
export function toHeaderValues(person: Person): HeaderValues {
  return {
    given_names: person.given_names,
    surname: person.surname,
    other_names: person.other_names,
    working_label: person.working_label,
    birth: { value: person.birth_date ?? null, precision: person.birth_precision as DatePrecision },
    sex: person.sex || null,
    email: person.email,
    channel: person.channel || null,
    interviewer: person.interviewer?.id ?? null,
    unit: person.unit?.id ?? null,
    programme: person.programme?.id ?? null,
    notes: person.notes,
  };
}

/** What has been changed, as the API takes it: a field that was not touched is not sent, so it cannot undo a colleague's. */
export function toHeaderChanges(values: HeaderValues, before: HeaderValues): Record<string, unknown> {
  const changed = (Object.keys(values) as (keyof HeaderValues)[]).filter((name) => JSON.stringify(values[name]) !== JSON.stringify(before[name]));
  return Object.fromEntries(
    changed.flatMap((name): [string, unknown][] => {
      if (name === "birth") return [["birth_date", values.birth.value], ["birth_precision", values.birth.precision]];
      if (name === "sex" || name === "channel") return [[name, values[name] ?? ""]];
      return [[name, values[name]]];
    }),
  );
}

export const headerField = (name: string): string => (name === "birth_date" || name === "birth_precision" ? "birth" : name);
