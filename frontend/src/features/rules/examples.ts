import type { BuilderField } from "@/ui/conditions/model";

import type { Facts } from "./api";

/** People nobody is: enough to see a rule answer yes, no and "not known". Facts that a rule does not ask are left out. */
export const EXAMPLES: Record<"disabledAdult" | "child" | "unemployed" | "elderly" | "employed" | "unknownAge", Facts> = {
  disabledAdult: {
    age: 24,
    age_months: 290,
    sex: "female",
    target_groups: ["disabled"],
    primary_target_group: "disabled",
    disability_groups: ["hearing"],
    has_medical_report: true,
    medical_report_rate: 55,
    has_representative: false,
    education: "upper_secondary",
    employment: "seeking",
    channel: "office",
    registered_on: "2026-09-14",
  },
  child: {
    age: 9,
    age_months: 112,
    sex: "male",
    target_groups: ["disabled"],
    primary_target_group: "disabled",
    disability_groups: ["intellectual"],
    has_medical_report: true,
    has_representative: true,
    education: "primary",
    channel: "office",
    registered_on: "2026-10-02",
  },
  unemployed: {
    age: 47,
    age_months: 568,
    sex: "female",
    target_groups: ["poverty"],
    primary_target_group: "poverty",
    disability_groups: [],
    has_medical_report: false,
    has_representative: false,
    education: "primary",
    employment: "seeking",
    income: "none",
    marital: "divorced",
    channel: "referral",
    registered_on: "2026-03-21",
  },
  elderly: {
    age: 71,
    age_months: 858,
    sex: "male",
    target_groups: [],
    disability_groups: [],
    has_medical_report: false,
    has_representative: false,
    employment: "retired",
    social_security: "pension",
    marital: "widowed",
    channel: "phone",
    registered_on: "2025-12-05",
  },
  employed: {
    age: 33,
    age_months: 402,
    sex: "female",
    target_groups: [],
    disability_groups: [],
    has_medical_report: false,
    has_representative: false,
    education: "bachelor",
    employment: "employed",
    marital: "single",
    channel: "web",
    registered_on: "2026-11-20",
  },
  unknownAge: { target_groups: ["poverty"], channel: "office", registered_on: "2026-11-22" },
};

export type ExampleKey = keyof typeof EXAMPLES;

/** What of an example fits these facts: known names, codes that the version has. */
export function fitting(example: Facts, fields: readonly BuilderField[]): Facts {
  const fits = (field: BuilderField, value: unknown): unknown => {
    const codes = field.values?.map((one) => one.name);
    if (!codes) return value;
    if (Array.isArray(value)) return value.filter((one) => codes.includes(one as string));
    return codes.includes(value as string) ? value : undefined;
  };
  return Object.fromEntries(fields.flatMap((field) => {
    const value = field.name in example ? fits(field, example[field.name]) : undefined;
    return value === undefined ? [] : [[field.name, value]];
  }));
}
