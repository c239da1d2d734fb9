import { Checkbox, MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";

import type { ServerForm } from "@/lib/form";
import { FieldPair, Notice } from "@/ui";

import type { AppointmentChoices, CalendarRow } from "../api";
import { useText } from "../text";

export interface CalendarValues {
  name: string;
  unit: string | null;
  staff: string | null;
  place: string;
  room: string;
  address: string;
  /** "programme service" of each. */
  services: string[];
  public_share: number | string;
  public_notice_hours: number | string;
  public_days_ahead: number | string;
  weeks_ahead: number | string;
  is_active: boolean;
}

export const valuesOf = (one: CalendarRow): CalendarValues => ({
  name: one.name,
  unit: one.unit.id,
  staff: one.staff?.id ?? null,
  place: one.place,
  room: one.room,
  address: one.address,
  services: one.services.map((found) => `${found.programme} ${found.service}`),
  public_share: one.public_share,
  public_notice_hours: one.public_notice_hours,
  public_days_ahead: one.public_days_ahead,
  weeks_ahead: one.weeks_ahead,
  is_active: one.is_active,
});

export const calendarBody = ({ services, ...values }: CalendarValues) => ({
  ...values,
  services: services.map((one) => ({ programme: one.split(" ")[0], service: one.split(" ")[1] })),
});

export function useCalendarLabels() {
  const t = useText();
  return {
    name: t("cal.name"),
    unit: t("field.unit"),
    staff: t("field.staff"),
    place: t("field.place"),
    room: t("field.room"),
    address: t("field.address"),
    services: t("field.services"),
    public_share: t("field.publicShare"),
    public_notice_hours: t("field.publicNotice"),
    public_days_ahead: t("field.publicAhead"),
    weeks_ahead: t("field.weeksAhead"),
    is_active: t("field.active"),
  };
}

interface CalendarFieldsProps {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  form: ServerForm<any>;
  choices: AppointmentChoices;
  /** Of one that exists: it can be taken out of use. */
  hasState?: boolean;
}

/** What a calendar is: whose, where, for what, and how much of it citizens may book themselves. */
export function CalendarFields({ form, choices, hasState = false }: CalendarFieldsProps) {
  const t = useText();
  const named = (list: readonly { id: string; name: string }[]) => list.map((one) => ({ value: one.id, label: one.name }));
  return (
    <>
      <TextInput {...form.field("name")} description={t("cal.nameHint")} maxLength={120} autoComplete="off" />
      <FieldPair>
        <Select {...form.field("unit")} data={named(choices.units ?? [])} searchable />
        <Select {...form.field("staff", { isOptional: true })} data={named(choices.staff)} searchable clearable />
      </FieldPair>
      <MultiSelect
        {...form.field("services")}
        description={t("cal.servicesHint")}
        data={choices.services.map((one) => ({ value: `${one.programme.id} ${one.key}`, label: `${one.label} · ${one.programme.name}` }))}
      />
      <FieldPair>
        <Select {...form.field("place")} data={choices.places.map((one) => ({ value: one.key, label: one.label }))} />
        <TextInput {...form.field("room", { isOptional: true })} maxLength={60} autoComplete="off" />
      </FieldPair>
      <TextInput {...form.field("address", { isOptional: true })} maxLength={240} autoComplete="off" />
      <Notice title={t("cal.publicTitle")}>{t("cal.publicHint")}</Notice>
      <FieldPair>
        <NumberInput {...form.field("public_share")} min={0} max={100} />
        <NumberInput {...form.field("weeks_ahead")} min={1} max={26} />
      </FieldPair>
      <FieldPair>
        <NumberInput {...form.field("public_notice_hours")} min={0} max={720} />
        <NumberInput {...form.field("public_days_ahead")} min={1} max={180} />
      </FieldPair>
      {hasState ? <Checkbox {...form.field("is_active", { type: "checkbox" })} /> : null}
    </>
  );
}
