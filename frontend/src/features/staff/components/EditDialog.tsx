import { Modal, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { FormBody, toastDone } from "@/ui";

import { STAFF, type Staff } from "../api";
import { useText } from "../text";

export function EditDialog({ member, onClose }: { member: Staff; onClose: () => void }) {
  const t = useText();
  const path = `${STAFF}${member.id}/`;
  const form = useServerForm({
    initial: { full_name: member.full_name, title: member.title, email: member.email ?? "" },
    version: member.version,
    labels: { full_name: t("field.name"), title: t("field.title"), email: t("field.email") },
    save: (values, { ifMatch }) => call<Staff>("PUT", path, { body: values, ifMatch }),
    latest: async () => {
      const now = await call<Staff>("GET", path);
      return { values: { full_name: now.full_name, title: now.title, email: now.email ?? "" }, version: now.version };
    },
    onSaved: () => {
      toastDone(t("record.saved"));
      onClose();
    },
    refresh: [STAFF],
  });
  return (
    <Modal opened onClose={onClose} title={t("record.edit")}>
      <FormBody form={form} onCancel={onClose}>
        <div style={{ display: "grid", gap: 16 }}>
          <TextInput {...form.field("full_name")} required />
          <TextInput {...form.field("title", { isOptional: true })} />
          <TextInput {...form.field("email")} required inputMode="email" />
        </div>
      </FormBody>
    </Modal>
  );
}
