import { Checkbox, NumberInput, Radio, Select, Textarea, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import type { PartialDate } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { DateField, FieldPair, FormPage, FormSection, PartialDateField, toastDone } from "@/ui";

const unknownDate: PartialDate = { value: null, precision: "unknown" };

export default function KitForm() {
  const form = useServerForm({
    initial: {
      given_names: "",
      surname: "",
      sex: "",
      birth: unknownDate,
      phone: "",
      channel: null as string | null,
      registered_on: "2026-11-21" as string | null,
      income: "" as number | string,
      notice_given: false,
      note: "",
    },
    labels: {
      given_names: "Ad",
      surname: "Soyad",
      sex: "Cinsiyet",
      birth: "Doğum tarihi",
      phone: "Telefon",
      channel: "Nasıl ulaştı",
      registered_on: "Kayıt tarihi",
      income: "Aylık hane geliri (TL)",
      notice_given: "Aydınlatma yapıldı",
      note: "Not",
    },
    save: (values, context) => call("POST", "/api/v1/kit/", { body: values, ...context }),
    onSaved: () => toastDone("Kişi kaydedildi: 2026/0825", () => undefined),
    version: 3,
    draft: { key: "kit" },
  });
  return (
    <FormPage
      title="Kişi kaydet"
      lead="Yalnızca bildiklerinizi yazın. Eksikler sonra tamamlanabilir."
      crumbs={[{ label: "Kişiler", to: "/kit/liste" }]}
      form={form}
      submitLabel="Kişiyi kaydet"
      cancelTo="/kit/liste"
      sections={[
        { id: "kimlik", title: "Kimlik", fields: ["given_names", "surname", "birth"] },
        { id: "ulasim", title: "Ulaşım", fields: ["phone", "channel"] },
        { id: "kayit", title: "Kayıt", fields: ["registered_on", "income", "notice_given"] },
      ]}
    >
      <FormSection id="kimlik" title="Kimlik" description="Ad ve soyad nüfus cüzdanındaki gibi yazılır.">
        <FieldPair>
          <TextInput {...form.field("given_names")} autoComplete="off" />
          <TextInput {...form.field("surname")} autoComplete="off" />
        </FieldPair>
        <Radio.Group {...form.field("sex")}>
          <div style={{ display: "flex", gap: 24, marginTop: 4 }}>
            <Radio value="female" label="Kadın" />
            <Radio value="male" label="Erkek" />
          </div>
        </Radio.Group>
        <PartialDateField {...form.field("birth")} bound="past" value={form.values.birth} />
      </FormSection>
      <FormSection id="ulasim" title="Ulaşım">
        <TextInput {...form.field("phone", { isOptional: true })} inputMode="tel" w={260} maw="100%" />
        <Select {...form.field("channel")} data={["Yüz yüze", "Telefon", "Muhtarlık", "Saha taraması"]} w={320} maw="100%" />
      </FormSection>
      <FormSection id="kayit" title="Kayıt">
        <DateField {...form.field("registered_on")} value={form.values.registered_on} bound="past" />
        <NumberInput {...form.field("income", { isOptional: true })} w={260} maw="100%" hideControls />
        <Checkbox {...form.field("notice_given", { type: "checkbox" })} description="Aydınlatma metninin okunduğu ya da verildiği kaydedilir; onay istenmez." />
        <Textarea {...form.field("note", { isOptional: true })} />
      </FormSection>
    </FormPage>
  );
}
