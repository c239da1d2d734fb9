import { Checkbox, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";

import { FACT_KINDS } from "../api";
import { useCatalogue } from "@/lib/catalogue";
import type { ServerForm } from "@/lib/form";
import { DateField, FieldPair, FormSection, PartialDateField } from "@/ui";

import { useProgrammes, useStaff, useUnits } from "../choices";
import { missingOf, type RegistrationValues } from "../registration";
import { useText } from "../text";
import { AddressFields } from "./AddressFields";
import { IdentityFields } from "./IdentityFields";
import { MissingFields } from "./MissingFields";
import { NoticeFields } from "./NoticeFields";
import { PhoneFields } from "./PhoneFields";
import { Pick } from "./Pick";
import { SpecialFields } from "./SpecialFields";

type Form = ServerForm<RegistrationValues>;

/** The fields of each section as the missing information counts them; the list at the side shows how far one is. */
const COUNTED = {
  identity: ["identity", "birth_date", "sex"],
  contact: ["contact"],
  address: ["address"],
  life: ["education", "employment"],
  notice: ["privacy_notice"],
  special: ["target_group"],
} as const;

export function useSections(values: RegistrationValues) {
  const t = useText();
  const missing = missingOf(values);
  const counted = (id: keyof typeof COUNTED, fields: string[]) => {
    const total = COUNTED[id].length;
    const done = COUNTED[id].filter((field) => !missing.includes(field)).length;
    return { id, title: t("form.progress", { title: t(`form.section.${id}`), done, total }), fields };
  };
  return [
    { id: "who", title: t("form.section.who"), fields: ["given_names", "surname", "working_label", "channel"] },
    counted("identity", ["identities", "birth", "sex"]),
    counted("contact", ["phones", "email"]),
    counted("address", ["address"]),
    counted("life", ["facts"]),
    counted("notice", ["notice"]),
    counted("special", ["special"]),
    { id: "missing", title: t("form.section.missing"), fields: ["missing"] },
    { id: "record", title: t("form.section.record"), fields: ["unit", "programme", "interviewer", "registered_on", "notes"] },
  ];
}

/** Who it is: all that is needed to save. */
export function WhoSection({ form }: { form: Form }) {
  const t = useText();
  const catalogue = useCatalogue();
  const [isNameless, setNameless] = useState(Boolean(form.values.working_label));
  return (
    <FormSection id="who">
      <FieldPair>
        <TextInput {...form.field("given_names")} autoComplete="off" data-autofocus />
        <TextInput {...form.field("surname")} autoComplete="off" />
      </FieldPair>
      <Checkbox label={t("form.noName")} checked={isNameless} onChange={(event) => setNameless(event.currentTarget.checked)} />
      {isNameless ? <TextInput {...form.field("working_label")} description={t("form.workingLabelHint")} autoComplete="off" /> : null}
      <Pick {...form.field("channel")} data={catalogue.options("channel")} required clearable={false} maw={360} />
    </FormSection>
  );
}

/** Everything that may follow. */
export function FurtherSections({ form }: { form: Form }) {
  const t = useText();
  const catalogue = useCatalogue();
  return (
    <>
      <FormSection id="identity" title={t("form.section.identity")}>
        <FieldPair>
          <PartialDateField {...form.field("birth")} value={form.values.birth} bound="past" w="100%" description={t("form.birthHint")} />
          <Pick {...form.field("sex")} data={catalogue.options("sex")} description={" "} />
        </FieldPair>
        <IdentityFields form={form} />
        <TextInput {...form.field("other_names")} description={t("form.otherNamesHint")} autoComplete="off" />
      </FormSection>
      <FormSection id="contact" title={t("form.section.contact")}>
        <PhoneFields form={form} />
        <TextInput {...form.field("email")} inputMode="email" autoComplete="off" />
      </FormSection>
      <FormSection id="address" title={t("form.section.address")}>
        <AddressFields form={form} prefix="address." values={form.values.address} />
      </FormSection>
      <FormSection id="life" title={t("form.section.life")}>
        <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(min(280px, 100%), 1fr))", gap: 20 }}>
          {FACT_KINDS.map((kind) => (
            <Pick key={kind} {...form.field(`facts.${kind}`)} data={catalogue.options(kind)} />
          ))}
        </div>
      </FormSection>
      <FormSection id="notice" title={t("form.section.notice")} description={t("form.noticeHint")}>
        <NoticeFields form={form} />
      </FormSection>
      <FormSection id="special" title={t("form.section.special")} description={t("form.specialHint")}>
        <SpecialFields form={form} />
      </FormSection>
      <FormSection id="missing" title={t("form.section.missing")} description={t("form.missingHint")}>
        <MissingFields form={form} />
      </FormSection>
      <RecordSection form={form} />
    </>
  );
}

function RecordSection({ form }: { form: Form }) {
  const t = useText();
  const units = useUnits();
  const programmes = useProgrammes();
  const staff = useStaff();
  return (
    <FormSection id="record" title={t("form.section.record")}>
      <FieldPair>
        <Pick {...form.field("unit")} data={units} />
        <Pick {...form.field("programme")} data={programmes} />
      </FieldPair>
      <FieldPair>
        <Pick {...form.field("interviewer")} data={staff} description={" "} />
        <DateField {...form.field("registered_on")} value={form.values.registered_on} bound="past" description={t("form.registeredOnHint")} w="100%" />
      </FieldPair>
      <Textarea {...form.field("notes")} />
    </FormSection>
  );
}
