import { Validator, type OutputUnit, type Schema as LibrarySchema } from "@cfworker/json-schema";

import type { Schema, SchemaObject } from "./types";
import { bare } from "./unfit";

const made = new WeakMap<object, Validator>();

/** An interpreting validator: nothing is compiled to code, so a strict content security policy stands. */
function validatorOf(schema: Schema, root: SchemaObject): Validator {
  // RJSF may hand over `true`; and the library writes marks into what it reads, so it gets a copy.
  const whole = typeof schema === "boolean" ? { allOf: [schema] } : schema;
  const known = made.get(whole);
  if (known) return known;
  const copy = structuredClone(whole === root ? root : { ...whole, $defs: root.$defs ?? {} }) as LibrarySchema;
  const validator = new Validator(copy, "2020-12", false);
  made.set(whole, validator);
  return validator;
}

/** Whether answers meet a part of a compiled form's schema; `root` holds what it refers to. */
export function meets(schema: Schema, answers: unknown, root: SchemaObject): boolean {
  if (typeof schema === "boolean") return schema;
  return validatorOf(schema, root).validate(bare(answers) as never).valid;
}

/** What the schema says about answers, innermost statements included. */
export function complaints(schema: SchemaObject, answers: unknown): OutputUnit[] {
  return validatorOf(schema, schema).validate(bare(answers) as never).errors;
}

/** Whether a question is shown: of the form, or of an entry of a group (`inside` is the group's key). */
export function isShown(schema: SchemaObject, key: string, answers: unknown, inside = ""): boolean {
  const when = schema.$defs?.[inside ? `shown.${inside}.${key}` : `shown.${key}`];
  return when === undefined ? true : meets(when, answers, schema);
}
