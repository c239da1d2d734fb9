import { Button, Fieldset, MultiSelect, SegmentedControl, Select, SimpleGrid, Text, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";

import { useCatalogue } from "@/lib/catalogue";
import type { ServerForm } from "@/lib/form";
import { FieldPair, FormSection } from "@/ui";

import { DAYS, newContact, newService, type ProviderValues } from "../api";
import { useText } from "../text";

type Form = ServerForm<ProviderValues>;

/** Labels of every field, for the inputs and for the summary of problems. */
export function useProviderLabels(): Record<string, string> {
  const t = useText();
  return {
    name: t("field.name"),
    short_name: t("field.shortName"),
    kind: t("field.kind"),
    phone: t("field.phone"),
    email: t("field.email"),
    website: t("field.website"),
    province: t("field.province"),
    district: t("field.district"),
    neighbourhood: t("field.neighbourhood"),
    address: t("field.address"),
    accessibility: t("field.accessibility"),
    notes: t("field.notes"),
    ...Object.fromEntries(DAYS.map((day) => [`opening_hours.${day}`, t(`day.${day}`)])),
    "services.*.name": t("field.serviceName"),
    "services.*.topic": t("field.topic"),
    "services.*.target_groups": t("field.targetGroups"),
    "services.*.how_to_apply": t("field.howToApply"),
    "services.*.description": t("field.description"),
    "contacts.*.full_name": t("field.contactName"),
    "contacts.*.duty": t("field.duty"),
    "contacts.*.phone": t("field.phone"),
    "contacts.*.email": t("field.email"),
  };
}

/** The fields of a provider; the page around it saves. */
export function ProviderFields({ form }: { form: Form }) {
  const t = useText();
  const catalogue = useCatalogue();
  return (
    <>
      <FormSection id="kurulus" title={t("section.main")}>
        <TextInput {...form.field("name")} required />
        <FieldPair>
          <Select {...form.field("kind")} data={catalogue.options("provider_kind")} required />
          <TextInput {...form.field("short_name", { isOptional: true })} />
        </FieldPair>
      </FormSection>
      <FormSection id="iletisim" title={t("section.contact")}>
        <FieldPair>
          <TextInput {...form.field("phone", { isOptional: true })} inputMode="tel" />
          <TextInput {...form.field("email", { isOptional: true })} inputMode="email" />
        </FieldPair>
        <TextInput {...form.field("website", { isOptional: true })} inputMode="url" placeholder="https://" />
        <FieldPair>
          <TextInput {...form.field("province", { isOptional: true })} />
          <TextInput {...form.field("district", { isOptional: true })} />
        </FieldPair>
        <TextInput {...form.field("neighbourhood", { isOptional: true })} />
        <TextInput {...form.field("address", { isOptional: true })} />
        <TextInput {...form.field("accessibility", { isOptional: true })} />
      </FormSection>
      <FormSection id="saatler" title={t("section.hours")} description={t("hoursHint")}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {DAYS.map((day) => (
            <TextInput key={day} {...form.field(`opening_hours.${day}`)} placeholder="08:30-12:00, 13:00-17:30" />
          ))}
        </SimpleGrid>
      </FormSection>
      <Services form={form} />
      <Contacts form={form} />
      <FormSection id="notlar" title={t("section.notes")}>
        <Textarea {...form.field("notes", { isOptional: true })} autosize minRows={2} />
      </FormSection>
    </>
  );
}

function Services({ form }: { form: Form }) {
  const t = useText();
  const catalogue = useCatalogue();
  const cost = [
    { value: "unknown", label: t("freeUnknown") },
    { value: "yes", label: t("free") },
    { value: "no", label: t("paid") },
  ];
  return (
    <FormSection id="hizmetler" title={t("section.services")}>
      {form.values.services.length === 0 ? <Text size="sm">{t("noServices")}</Text> : null}
      {form.values.services.map((service, index) => (
        <Fieldset key={index} legend={t("service", { index: index + 1 })} style={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 12, minWidth: 0 }}>
          <FieldPair>
            <TextInput {...form.field(`services.${index}.name`)} required />
            <Select {...form.field(`services.${index}.topic`)} data={catalogue.options("service_topic")} required />
          </FieldPair>
          <MultiSelect
            {...form.field(`services.${index}.target_groups`, { isOptional: true })}
            data={catalogue.options("target_group")}
            placeholder={service.target_groups.length === 0 ? t("everyone") : undefined}
          />
          <TextInput {...form.field(`services.${index}.how_to_apply`, { isOptional: true })} />
          <SegmentedControl
            aria-label={t("field.isFree")}
            data={cost}
            value={service.is_free === null ? "unknown" : service.is_free ? "yes" : "no"}
            onChange={(value) => form.set(`services.${index}.is_free`, value === "unknown" ? null : value === "yes")}
          />
          <Button variant="subtle" color="danger" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => form.mantine.removeListItem("services", index)} style={{ justifySelf: "start" }}>
            {t("removeService", { index: index + 1 })}
          </Button>
        </Fieldset>
      ))}
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => form.mantine.insertListItem("services", newService())} style={{ justifySelf: "start" }}>
        {t("addService")}
      </Button>
    </FormSection>
  );
}

function Contacts({ form }: { form: Form }) {
  const t = useText();
  return (
    <FormSection id="kisiler" title={t("section.people")}>
      {form.values.contacts.length === 0 ? <Text size="sm">{t("noContacts")}</Text> : null}
      {form.values.contacts.map((_, index) => (
        <Fieldset key={index} legend={t("contact", { index: index + 1 })} style={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 12, minWidth: 0 }}>
          <FieldPair>
            <TextInput {...form.field(`contacts.${index}.full_name`)} required />
            <TextInput {...form.field(`contacts.${index}.duty`, { isOptional: true })} />
          </FieldPair>
          <FieldPair>
            <TextInput {...form.field(`contacts.${index}.phone`, { isOptional: true })} inputMode="tel" />
            <TextInput {...form.field(`contacts.${index}.email`, { isOptional: true })} inputMode="email" />
          </FieldPair>
          <Button variant="subtle" color="danger" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => form.mantine.removeListItem("contacts", index)} style={{ justifySelf: "start" }}>
            {t("removeContact", { index: index + 1 })}
          </Button>
        </Fieldset>
      ))}
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => form.mantine.insertListItem("contacts", newContact())} style={{ justifySelf: "start" }}>
        {t("addContact")}
      </Button>
    </FormSection>
  );
}
