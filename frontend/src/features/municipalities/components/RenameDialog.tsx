import { Modal, Textarea, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { FormBody, toastDone } from "@/ui";

import { FLEET, MUNICIPALITIES, type MunicipalityDetail } from "../api";
import { useText } from "../text";

export function RenameDialog({ municipality, onClose }: { municipality: MunicipalityDetail; onClose: () => void }) {
  const t = useText();
  useReturnFocus();
  const path = `${MUNICIPALITIES}${municipality.id}/`;
  const form = useServerForm({
    initial: { name: municipality.name, slug: municipality.slug, reason: "" },
    version: municipality.version,
    labels: { name: t("field.name"), slug: t("field.slug"), reason: t("field.reason") },
    save: (values, { ifMatch }) => call<MunicipalityDetail>("PUT", path, { body: values, ifMatch }),
    latest: async () => {
      const now = await call<MunicipalityDetail>("GET", path);
      return { values: { name: now.name, slug: now.slug }, version: now.version };
    },
    onSaved: () => {
      toastDone(t("record.renamed"));
      onClose();
    },
    refresh: [FLEET, "/api/v1/audit/"],
  });
  return (
    <Modal opened onClose={onClose} title={t("record.rename")}>
      <FormBody form={form} onCancel={onClose}>
        <div style={{ display: "grid", gap: 16 }}>
          <div>{t("record.renameHint")}</div>
          <TextInput {...form.field("name")} required autoComplete="off" />
          <TextInput {...form.field("slug")} required autoComplete="off" autoCapitalize="none" spellCheck={false} description={t("fresh.slugHint")} />
          <Textarea {...form.field("reason")} required />
        </div>
      </FormBody>
    </Modal>
  );
}
