import type { RJSFSchema, ValidatorType } from "@rjsf/utils";

import { todayIso } from "@/lib/dates";
import { currentLanguage } from "@/lib/i18n";

import type { FormContext } from "./context";
import { complaints, meets } from "./engine";
import { place, type Schema, type SchemaObject } from "./types";
import { validateAnswers } from "./validate";

type Validator = ValidatorType<unknown, RJSFSchema, FormContext>;

/**
 * Our validator in RJSF's clothes. RJSF asks `isValid` to find out which conditions are met; what is wrong with the
 * answers is shown by ProgrammeForm, which also shows what the server says.
 */
export const validator: Validator = {
  isValid: (schema, answers, root) => meets(schema as Schema, answers, root as SchemaObject),
  rawValidation: <Result>(schema: RJSFSchema, answers?: unknown) => ({ errors: complaints(schema as SchemaObject, answers) as Result[] }),
  validateFormData: (answers, schema) => {
    const problems = validateAnswers(schema as SchemaObject, answers, { on: todayIso(), language: currentLanguage() });
    return {
      errors: problems.map((one) => ({ name: one.code, property: `.${place(one.path)}`, message: one.message, stack: one.message })),
      errorSchema: {},
    };
  },
};
