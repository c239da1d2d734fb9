import { SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { useServerForm } from "@/lib/form";
import { useGo, useSearchParams } from "@/lib/routing";
import { FieldPair, FormPage, FormSection, toastDone, toastProblem } from "@/ui";

import { CONTACTS, createContact } from "../api";
import { useText } from "../text";

const OUTCOMES = ["answered", "referred", "call_back"];

export default function ContactNew() {
  const t = useText();
  const go = useGo();
  const catalogue = useCatalogue();
  // Asked from a person's page: the request is linked once it exists, and stands without the link if that fails.
  const { kisi } = useSearchParams();
  const form = useServerForm({
    initial: { channel: "phone" as string | null, topic: null as string | null, outcome: "answered", note: "", referred_to: "", caller_label: "", caller_phone: "", call_back_at: "" },
    labels: {
      channel: t("field.channel"),
      topic: t("field.topic"),
      outcome: t("field.outcome"),
      note: t("field.note"),
      referred_to: t("field.referredTo"),
      caller_label: t("field.caller"),
      caller_phone: t("field.phone"),
      call_back_at: t("field.callBackAt"),
    },
    save: createContact,
    onSaved: (saved) => {
      toastDone(t("saved"));
      if (kisi) call("PUT", `${CONTACTS}${saved.id}/person/`, { body: { person_id: kisi } }).catch(toastProblem);
      go(kisi ? `/kisiler/${kisi}` : `/bilgi-talepleri/${saved.id}`);
    },
    refresh: [CONTACTS],
    draft: { key: "contacts.new", omit: ["note", "caller_label", "caller_phone"] },
  });
  return (
    <FormPage title={t("new")} lead={t("newLead")} crumbs={[{ label: t("title"), to: "/bilgi-talepleri" }]} form={form} cancelTo="/bilgi-talepleri">
      <FormSection>
        <FieldPair>
          <Select {...form.field("topic")} data={catalogue.options("contact_topic")} searchable required />
          <Select {...form.field("channel")} data={catalogue.options("channel")} required />
        </FieldPair>
        <div>
          <div id={`${form.id}-outcome-label`}>{t("field.outcome")}</div>
          <SegmentedControl
            aria-labelledby={`${form.id}-outcome-label`}
            data={OUTCOMES.map((key) => ({ value: key, label: catalogue.label("contact_outcome", key) }))}
            value={form.values.outcome}
            onChange={(value) => form.set("outcome", value)}
          />
        </div>
        {form.values.outcome === "referred" ? <TextInput {...form.field("referred_to", { isOptional: true })} /> : null}
        <Textarea {...form.field("note", { isOptional: true })} description={t("noteHint")} autosize minRows={3} />
        <FieldPair>
          <TextInput {...form.field("caller_label", { isOptional: true })} description={t("callerHint")} autoComplete="off" />
          <TextInput {...form.field("caller_phone", { isOptional: form.values.outcome !== "call_back" })} description={" "} inputMode="tel" autoComplete="off" />
        </FieldPair>
        {form.values.outcome === "call_back" ? (
          <TextInput {...form.field("call_back_at", { isOptional: true })} type="datetime-local" description={t("callBackHint")} maw={280} />
        ) : null}
      </FormSection>
    </FormPage>
  );
}
