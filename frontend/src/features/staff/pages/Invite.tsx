import { Select, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { useGo } from "@/lib/routing";
import { FieldPair, FormPage, FormSection, toastDone } from "@/ui";

import { INVITATIONS, useChoices, type Invitation } from "../api";
import { useText } from "../text";

export default function Invite() {
  const t = useText();
  const go = useGo();
  const choices = useChoices();
  const form = useServerForm({
    initial: { email: "", full_name: "", title: "", role: null as string | null, unit_id: null as string | null },
    labels: { email: t("field.email"), full_name: t("field.name"), title: t("field.title"), role: t("field.role"), unit_id: t("field.unit"), roles: t("field.role"), "roles.*.unit_id": t("field.unit"), "roles.*.role": t("field.role") },
    save: ({ role, unit_id, ...rest }, { idempotencyKey }) => call<Invitation>("POST", INVITATIONS, { body: { ...rest, roles: role ? [{ role, unit_id }] : [] }, idempotencyKey }),
    onSaved: () => {
      toastDone(t("invite.sent"));
      go("/ayarlar/personel/davetler");
    },
    refresh: [INVITATIONS],
  });
  return (
    <FormPage
      title={t("invite.title")}
      lead={t("invite.lead")}
      crumbs={[
        { label: t("settings"), to: "/ayarlar" },
        { label: t("staff.title"), to: "/ayarlar/personel" },
      ]}
      form={form}
      submitLabel={t("invite.submit")}
      cancelTo="/ayarlar/personel"
    >
      <FormSection>
        <FieldPair>
          <TextInput {...form.field("full_name")} required autoComplete="off" />
          <TextInput {...form.field("email")} required inputMode="email" autoComplete="off" />
        </FieldPair>
        <TextInput {...form.field("title", { isOptional: true })} maw={420} />
        <FieldPair>
          <Select {...form.field("role", { isOptional: true })} data={choices.roles} clearable />
          <Select {...form.field("unit_id", { isOptional: true })} data={choices.units} clearable placeholder={t("staff.all")} />
        </FieldPair>
      </FormSection>
    </FormPage>
  );
}
