import { Checkbox, Textarea, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { todayIso } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import type { components } from "@/schema/api";
import { DateField, FieldPair, toastDone } from "@/ui";

import { PEOPLE, personPath, type Person } from "../api";
import { reshapeProblem } from "../problems";
import { usePartsText } from "../text";
import { FormDialog } from "./FormDialog";
import { PersonPicker } from "./PersonPicker";
import { Pick } from "./Pick";

type Household = components["schemas"]["Household"];
const HOUSEHOLDS = "/api/v1/households/";

function useLabels() {
  const t = usePartsText();
  return {
    label: t("household.label"),
    role: t("household.role"),
    note: t("household.note"),
    since: t("household.since"),
    person: t("household.person"),
    on: t("household.leaveOn"),
    one_file: t("household.oneFile"),
    is_contact: t("household.isContact"),
  };
}

/** Complaints about the one member of the form, at its fields. */
const memberField = (name: string) => name.replace(/^members\.\d+\./, "");

function useDone(onClose: () => void) {
  const t = usePartsText();
  return () => {
    toastDone(t("household.saved"));
    onClose();
  };
}

/** Opens a household with the person as its first member. */
export function HouseholdOpen({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = usePartsText();
  const catalogue = useCatalogue();
  const form = useServerForm({
    initial: { label: person.surname ? `${person.surname} ailesi` : "", role: "head", one_file: false, since: null as string | null, note: "" },
    labels: useLabels(),
    save: async ({ role, ...values }, { idempotencyKey }) => {
      try {
        return await call<Household>("POST", HOUSEHOLDS, { body: { ...values, members: [{ person: person.id, role, is_contact: true }] }, idempotencyKey });
      } catch (error) {
        throw reshapeProblem(error, { field: memberField });
      }
    },
    onSaved: useDone(onClose),
    refresh: [personPath(person.id), HOUSEHOLDS],
  });
  return (
    <FormDialog title={t("household.openTitle")} form={form} onClose={onClose}>
      <TextInput {...form.field("label")} description={t("household.labelHint")} autoComplete="off" />
      <FieldPair>
        <Pick {...form.field("role")} data={catalogue.options("household_role")} clearable={false} description={" "} />
        <DateField {...form.field("since")} value={form.values.since} bound="past" w="100%" />
      </FieldPair>
      <Checkbox {...form.field("one_file", { type: "checkbox" })} />
      <Textarea {...form.field("note")} />
    </FormDialog>
  );
}

export function HouseholdJoin({ household, onClose }: { household: Household; onClose: () => void }) {
  const t = usePartsText();
  const catalogue = useCatalogue();
  const form = useServerForm({
    initial: { person: null as string | null, role: null as string | null, is_contact: false, since: null as string | null },
    labels: useLabels(),
    save: async ({ since, ...member }, { idempotencyKey }) => {
      try {
        return await call<Household>("POST", `${HOUSEHOLDS}${household.id}/members/`, { body: { since, members: [member] }, idempotencyKey });
      } catch (error) {
        throw reshapeProblem(error, { field: memberField });
      }
    },
    check: ({ person: chosen, role }) => ({ person: chosen ? null : t("household.personHint"), role: role ? null : t("household.role") }),
    onSaved: useDone(onClose),
    refresh: [PEOPLE, HOUSEHOLDS],
  });
  return (
    <FormDialog title={t("household.joinTitle")} form={form} onClose={onClose}>
      <PersonPicker {...form.field("person")} description={t("household.personHint")} required except={household.members.map((one) => one.person_id)} onChange={(id) => form.set("person", id)} />
      <FieldPair>
        <Pick {...form.field("role")} data={catalogue.options("household_role")} required clearable={false} description={" "} />
        <DateField {...form.field("since")} value={form.values.since} bound="past" w="100%" />
      </FieldPair>
      <Checkbox {...form.field("is_contact", { type: "checkbox" })} />
    </FormDialog>
  );
}

interface HouseholdLeaveProps {
  person: Person;
  member: components["schemas"]["Member"];
  onClose: () => void;
}

export function HouseholdLeave({ person, member, onClose }: HouseholdLeaveProps) {
  const t = usePartsText();
  const form = useServerForm({
    initial: { on: todayIso() as string | null },
    labels: useLabels(),
    save: (values, { idempotencyKey }) => call<Household>("POST", `${HOUSEHOLDS}members/${member.id}/leave/`, { body: values, idempotencyKey }),
    onSaved: useDone(onClose),
    refresh: [personPath(person.id), PEOPLE, HOUSEHOLDS],
  });
  return (
    <FormDialog title={t("household.leaveTitle", { name: member.name })} form={form} onClose={onClose}>
      <DateField {...form.field("on")} value={form.values.on} bound="past" />
    </FormDialog>
  );
}
