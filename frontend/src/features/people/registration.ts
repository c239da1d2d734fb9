import type { PartialDate } from "@/lib/dates";

import { FACT_KINDS, type FactKind } from "./api";

export interface IdentityValues {
  kind: string | null;
  number: string;
  country: string;
  accept_unusual: boolean;
}

export interface PhoneValues {
  number: string;
  kind: string;
  owner_name: string;
}

export interface AddressValues {
  province: string;
  district: string;
  neighbourhood: string;
  line: string;
  is_hidden: boolean;
}

export interface RegistrationValues {
  given_names: string;
  surname: string;
  other_names: string;
  working_label: string;
  channel: string | null;
  unit: string | null;
  programme: string | null;
  interviewer: string | null;
  registered_on: string | null;
  birth: PartialDate;
  sex: string | null;
  identities: IdentityValues[];
  phones: PhoneValues[];
  email: string;
  address: AddressValues;
  facts: Record<FactKind, string | null>;
  notes: string;
  notice: { id: string | null; variant: string | null; channel: string | null };
  special: SpecialValues;
  missing: Record<string, string | null>;
}

export interface SpecialValues {
  primary: string | null;
  secondary: string[];
  disability: string[];
  needs: string[];
  source: string | null;
  basis: string | null;
}

export const NO_SPECIAL: SpecialValues = { primary: null, secondary: [], disability: [], needs: [], source: "self", basis: null };
export const newIdentity = (): IdentityValues => ({ kind: "tckn", number: "", country: "", accept_unusual: false });
export const newPhone = (): PhoneValues => ({ number: "", kind: "mobile", owner_name: "" });

export function emptyRegistration(given: Partial<RegistrationValues> = {}): RegistrationValues {
  return {
    given_names: "",
    surname: "",
    other_names: "",
    working_label: "",
    channel: "office",
    unit: null,
    programme: null,
    interviewer: null,
    registered_on: null,
    birth: { value: null, precision: "unknown" },
    sex: null,
    identities: [newIdentity()],
    phones: [newPhone()],
    email: "",
    address: { province: "", district: "", neighbourhood: "", line: "", is_hidden: false },
    facts: Object.fromEntries(FACT_KINDS.map((kind) => [kind, null])) as Record<FactKind, string | null>,
    notes: "",
    notice: { id: null, variant: null, channel: null },
    special: NO_SPECIAL,
    missing: {},
    ...given,
  };
}

const hasAddress = (address: AddressValues) => Boolean(address.province && (address.district || address.neighbourhood || address.line));

/** What a complete record would still need, by the server's names, in the order of the form (readings 11). */
export function missingOf(values: RegistrationValues): string[] {
  const absent: [string, boolean][] = [
    ["name", !(values.given_names.trim() && values.surname.trim())],
    ["identity", values.identities.every((one) => !one.number.trim())],
    ["birth_date", values.birth.value === null],
    ["sex", !values.sex],
    ["contact", values.phones.every((one) => !one.number.trim()) && !values.email.trim()],
    ["address", !hasAddress(values.address)],
    ["education", !values.facts.education],
    ["employment", !values.facts.employment],
    ["target_group", !values.special.primary && values.special.secondary.length === 0],
    ["privacy_notice", !values.notice.id],
    ["interviewer", !values.interviewer],
  ];
  return absent.filter(([, isAbsent]) => isAbsent).map(([field]) => field);
}

interface SensitiveEntry {
  kind: string;
  code: string;
  rank: string;
  source: string;
  legal_basis: string;
}

/** Special-category facts with, for each, the field of the form it came from. */
function sensitiveOf({ primary, secondary, disability, needs, source, basis }: SpecialValues): { entry: SensitiveEntry; field: string }[] {
  const entry = (kind: string, code: string, rank: string) => ({ kind, code, rank, source: source ?? "self", legal_basis: basis ?? "" });
  return [
    ...(primary ? [{ entry: entry("target_group", primary, "primary"), field: "special.primary" }] : []),
    ...secondary.filter((code) => code !== primary).map((code) => ({ entry: entry("target_group", code, "secondary"), field: "special.secondary" })),
    ...disability.map((code) => ({ entry: entry("disability_group", code, "secondary"), field: "special.disability" })),
    ...needs.map((code) => ({ entry: entry("communication_need", code, "secondary"), field: "special.needs" })),
  ];
}

const SPECIAL_FIELDS: Record<string, string> = { source: "special.source", legal_basis: "special.basis", statute: "special.basis", programme: "programme" };

/** The registration as the API takes it, and how its complaints find back to the form's fields. */
export function toRegistration(values: RegistrationValues) {
  const filled = <T>(rows: readonly T[], isFilled: (row: T) => boolean) => rows.map((row, index) => ({ row, index })).filter(({ row }) => isFilled(row));
  const identities = filled(values.identities, (one) => one.number.trim() !== "");
  const phones = filled(values.phones, (one) => one.number.trim() !== "");
  const facts = FACT_KINDS.filter((kind) => values.facts[kind]);
  const sensitive = sensitiveOf(values.special);
  const missing = missingOf(values);
  const body = {
    given_names: values.given_names,
    surname: values.surname,
    other_names: values.other_names,
    working_label: values.working_label,
    channel: values.channel ?? "",
    unit: values.unit,
    programme: values.programme,
    interviewer: values.interviewer,
    registered_on: values.registered_on,
    birth_date: values.birth.value,
    birth_precision: values.birth.precision,
    sex: values.sex ?? "",
    email: values.email,
    notes: values.notes,
    identities: identities.map(({ row }) => ({ ...row, kind: row.kind ?? "tckn", country: row.country.trim().toUpperCase() })),
    phones: phones.map(({ row }, index) => ({ ...row, is_preferred: index === 0 })),
    address: hasAddress(values.address) ? values.address : null,
    facts: facts.map((kind) => ({ kind, code: values.facts[kind] })),
    sensitive: sensitive.map(({ entry }) => entry),
    // A reason for what has been filled in meanwhile would contradict the record.
    missing_reasons: missing.flatMap((field) => (values.missing[field] ? [{ field, reason: values.missing[field] }] : [])),
    notice: values.notice.id ? { notice: values.notice.id, channel: values.notice.channel ?? "", variant: values.notice.variant ?? "" } : null,
  };

  const fieldOf = (name: string): string => {
    const [head = "", place = "", rest = ""] = name.split(".");
    const index = Number(place);
    if (head === "birth_date" || head === "birth_precision") return "birth";
    if (head === "identities" && identities[index]) return `identities.${identities[index].index}.${rest}`;
    if (head === "phones" && phones[index]) return `phones.${phones[index].index}.${rest}`;
    if (head === "facts" && facts[index]) return `facts.${facts[index]}`;
    if (head === "sensitive" && sensitive[index]) return SPECIAL_FIELDS[rest] ?? sensitive[index].field;
    if (head === "notice") return "notice.id";
    return name;
  };
  return { body, fieldOf };
}
