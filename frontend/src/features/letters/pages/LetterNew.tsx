import { Select, Stack, Text, Textarea, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { FormPage, FormSection, Loaded, toastDone } from "@/ui";

import { LETTERS, type Letter, type TextChoice } from "../api";
import { useText } from "../text";

const FREE = "free";
const keyOf = (one: TextChoice) => `${one.template}|${one.use}`;
const LONG = new Set(["eksikler", "alinanlar", "sonuc", "gerekce"]);

/** A text is chosen, what the case does not know is filled in, and the draft is there. */
export default function LetterNew() {
  const caseId = useParam("caseId");
  const texts = useRead<{ results: TextChoice[] }>(`${LETTERS}texts/`, { case: caseId });
  return <Loaded query={texts}>{({ results }) => <NewLetter caseId={caseId} texts={results} />}</Loaded>;
}

function NewLetter({ caseId, texts }: { caseId: string; texts: TextChoice[] }) {
  const t = useText();
  const go = useGo();
  const form = useServerForm({
    initial: { text: null as string | null, subject: "", body: "", values: {} as Record<string, string> },
    labels: { text: t("new.text"), use: t("new.text"), template: t("new.text"), subject: t("field.subject"), body: t("field.body"), ...placeholders(t) },
    check: (values) => ({ text: values.text ? null : t("new.choose") }),
    save: (values, { idempotencyKey }) => {
      const chosen = texts.find((one) => keyOf(one) === values.text);
      const words = chosen ? { use: chosen.use, template: chosen.template, values: values.values } : { subject: values.subject, body: values.body };
      return call<Letter>("POST", LETTERS, { body: { case: caseId, ...words }, idempotencyKey });
    },
    refresh: [LETTERS],
    onSaved: (letter) => {
      toastDone(t("done.drafted"));
      go(`/yazilar/${letter.id}`);
    },
  });
  const chosen = texts.find((one) => keyOf(one) === form.values.text);
  const choose = (next: string | null) => {
    form.set("text", next);
    const text = texts.find((one) => keyOf(one) === next);
    if (text) form.set("values", { ...text.values, ...Object.fromEntries(Object.entries(form.values.values).filter(([, value]) => value)) });
  };
  const data = [
    { group: t("new.own"), items: texts.filter((one) => one.template).map((one) => ({ value: keyOf(one), label: one.label })) },
    { group: t("new.omuz"), items: [...texts.filter((one) => !one.template).map((one) => ({ value: keyOf(one), label: one.label })), { value: FREE, label: t("new.free") }] },
  ].filter((one) => one.items.length > 0);
  const asked = chosen ? [...chosen.asks.map((name) => ({ name, isOptional: false })), ...chosen.may_ask.map((name) => ({ name, isOptional: true }))] : [];
  return (
    <FormPage title={t("new.title")} lead={t("new.lead")} crumbs={[{ label: t("new.caseOf"), to: `/dosyalar/${caseId}` }]} form={form} cancelTo={`/dosyalar/${caseId}`} submitLabel={t("new.create")}>
      <FormSection title={t("new.text")}>
        <Select {...form.field("text")} onChange={choose} data={data} required searchable allowDeselect={false} />
        {chosen ? <Text c="dimmed">{chosen.subject}</Text> : null}
      </FormSection>
      {asked.length > 0 ? (
        <FormSection title={t("new.fill")}>
          <Stack gap="md">
            {asked.map(({ name, isOptional }) =>
              LONG.has(name) ? <Textarea key={name} {...form.field(`values.${name}`, { isOptional })} value={form.values.values[name] ?? ""} autosize minRows={3} /> : <TextInput key={name} {...form.field(`values.${name}`, { isOptional })} value={form.values.values[name] ?? ""} />,
            )}
          </Stack>
        </FormSection>
      ) : null}
      {form.values.text === FREE ? (
        <FormSection title={t("section.text")}>
          <TextInput {...form.field("subject")} required maxLength={200} />
          <Textarea {...form.field("body")} required autosize minRows={8} />
        </FormSection>
      ) : null}
    </FormPage>
  );
}

function placeholders(t: ReturnType<typeof useText>): Record<string, string> {
  const names = ["eksikler", "alinanlar", "son_gun", "gerekce", "sonuc", "madde", "basvuru_no", "yururluk", "karar_no", "karar_tarihi", "randevu", "yer"] as const;
  return Object.fromEntries(names.map((name) => [`values.${name}`, t(`placeholder.${name}`)]));
}
