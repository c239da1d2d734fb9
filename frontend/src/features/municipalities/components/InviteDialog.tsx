import { Modal, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { useGo } from "@/lib/routing";
import { FormBody, toastDone } from "@/ui";

import { FLEET, MUNICIPALITIES, type JobDetail, type MunicipalityDetail } from "../api";
import { useText } from "../text";

export function InviteDialog({ municipality, onClose }: { municipality: MunicipalityDetail; onClose: () => void }) {
  const t = useText();
  const go = useGo();
  useReturnFocus();
  const form = useServerForm({
    initial: { admin_name: "", admin_email: "" },
    labels: { admin_name: t("field.adminName"), admin_email: t("field.adminEmail") },
    save: (values, { idempotencyKey }) => call<JobDetail>("POST", `${MUNICIPALITIES}${municipality.id}/invitation/`, { body: values, idempotencyKey }),
    onSaved: (job) => {
      toastDone(t("record.invited"));
      go(`/belediyeler/isler/${job.id}`);
    },
    refresh: [FLEET, "/api/v1/audit/"],
  });
  return (
    <Modal opened onClose={onClose} title={t("record.invite")}>
      <FormBody form={form} onCancel={onClose} submitLabel={t("record.invite")}>
        <div style={{ display: "grid", gap: 16 }}>
          <div>{t("record.inviteHint")}</div>
          <TextInput {...form.field("admin_name")} required autoComplete="off" />
          <TextInput {...form.field("admin_email")} required inputMode="email" autoComplete="off" />
        </div>
      </FormBody>
    </Modal>
  );
}
