import { Group, Select, Textarea, TextInput } from "@mantine/core";

import { useCatalogue } from "@/lib/catalogue";
import { useServerForm } from "@/lib/form";
import { useGo, useSearchParams } from "@/lib/routing";
import { FieldPair, FormPage, FormSection, toastDone } from "@/ui";

import { createUrgent, URGENT } from "../api";
import { useText } from "../text";

const LINES = [
  { name: "112", number: "112" },
  { name: "ALO 183", number: "183" },
];

export default function UrgentNew() {
  const t = useText();
  const go = useGo();
  const catalogue = useCatalogue();
  const search = useSearchParams();
  const form = useServerForm({
    initial: { authority: null as string | null, what: "", who: "", where: "", answer: "", reference: "", person_id: search.kisi ?? null, contact_id: search.talep ?? null },
    labels: {
      authority: t("urgent.field.authority"),
      what: t("urgent.field.what"),
      who: t("urgent.field.who"),
      where: t("urgent.field.where"),
      answer: t("urgent.field.answer"),
      reference: t("urgent.field.reference"),
    },
    save: createUrgent,
    onSaved: () => {
      toastDone(t("urgent.saved"));
      go("/acil-bildirimler");
    },
    refresh: [URGENT],
  });
  return (
    <FormPage title={t("urgent.new")} lead={t("urgent.newLead")} crumbs={[{ label: t("urgent.title"), to: "/acil-bildirimler" }]} form={form} cancelTo="/acil-bildirimler">
      <Group gap="lg" mb="md">
        {LINES.map((line) => (
          <a key={line.number} href={`tel:${line.number}`}>
            {t("urgent.call", { name: line.name })}
          </a>
        ))}
      </Group>
      <FormSection>
        <Select {...form.field("authority")} data={catalogue.options("urgent_authority")} required maw={420} />
        <Textarea {...form.field("what")} required autosize minRows={3} />
        <FieldPair>
          <TextInput {...form.field("who", { isOptional: true })} autoComplete="off" />
          <TextInput {...form.field("where", { isOptional: true })} autoComplete="off" />
        </FieldPair>
        <TextInput {...form.field("answer", { isOptional: true })} autoComplete="off" />
        <TextInput {...form.field("reference", { isOptional: true })} autoComplete="off" maw={280} />
      </FormSection>
    </FormPage>
  );
}
