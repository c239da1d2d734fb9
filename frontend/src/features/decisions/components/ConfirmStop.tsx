import { Modal, Stack, Text, Textarea } from "@mantine/core";

import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { useGo } from "@/lib/routing";
import { DateField, FormBody, toastDone, useUiText } from "@/ui";

import { CHANGED, confirmStop, decisionPage, type Decision, type Stop } from "../api";
import { useText } from "../text";

interface Values {
  reason: string;
  waived_because: string;
  review_on: string | null;
}

/** A stop becomes a suspension for serious risk, in effect today: reason, why nobody was heard before, review. */
export function ConfirmStop({ stop, onClose }: { stop: Stop; onClose: () => void }) {
  const t = useText();
  const ui = useUiText();
  const go = useGo();
  useReturnFocus();
  const form = useServerForm<Values, Decision>({
    initial: { reason: stop.risk, waived_because: t("stop.waived"), review_on: null },
    labels: { reason: t("field.reason"), waived_because: t("field.waived"), review_on: t("field.reviewOn") },
    save: (values, { idempotencyKey }) => confirmStop(stop, values, idempotencyKey),
    onSaved: (saved) => {
      toastDone(t("stop.confirmed"));
      go(decisionPage(saved.id));
    },
    refresh: CHANGED,
    draft: { key: `decisions.confirm.${stop.id}` },
  });
  return (
    <Modal opened onClose={onClose} title={t("stop.confirmTitle")} size="lg" closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} submitLabel={t("stop.confirm")} onCancel={onClose}>
        <Stack gap="md">
        <Text>{t("stop.confirmLead")}</Text>
        <Textarea {...form.field("reason")} autosize minRows={3} maxLength={5000} required withAsterisk={false} />
        <Textarea {...form.field("waived_because")} autosize minRows={2} maxLength={5000} required withAsterisk={false} />
        <DateField {...form.field("review_on", { isOptional: true })} bound="future" />
        </Stack>
      </FormBody>
    </Modal>
  );
}
