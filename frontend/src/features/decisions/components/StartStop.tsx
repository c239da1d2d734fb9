import { Modal, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";

import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { DateField, FormBody, GuardedButton, Notice, toastDone, useUiText } from "@/ui";

import { CHANGED, startStop, type CaseDecisions } from "../api";
import { useText } from "../text";

type Offer = NonNullable<CaseDecisions["stop"]>;

/** "Tedbiren durdur": at once, for a serious risk, for some days. Speaks before the click where it may not be. */
export function StartStop({ caseId, offer }: { caseId: string; offer: Offer }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const obstacles = offer.allowed ? [] : [{ message: `${offer.message} ${offer.remedy}`.trim(), article: offer.article || null }];
  return (
    <>
      <GuardedButton size="sm" variant="default" obstacles={obstacles} onClick={() => setOpen(true)}>
        {t("stop.start")}
      </GuardedButton>
      {isOpen ? <StartDialog caseId={caseId} offer={offer} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function StartDialog({ caseId, offer, onClose }: { caseId: string; offer: Offer; onClose: () => void }) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const form = useServerForm<{ risk: string; ends_on: string | null }, CaseDecisions>({
    initial: { risk: "", ends_on: offer.last_day },
    labels: { risk: t("field.risk"), ends_on: t("field.endsOn") },
    save: (values, { idempotencyKey }) => startStop(caseId, values, idempotencyKey),
    onSaved: () => {
      toastDone(t("stop.started"));
      onClose();
    },
    refresh: CHANGED,
    draft: { key: `decisions.stop.${caseId}` },
  });
  return (
    <Modal opened onClose={onClose} title={t("stop.start")} size="lg" closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} submitLabel={t("stop.start")} onCancel={onClose}>
        <Stack gap="md">
        <Notice meaning="attention" title={[offer.article, offer.ground].filter(Boolean).join(" · ")}>
          <Text size="sm">{t("stop.startLead", { count: offer.limit_days })}</Text>
        </Notice>
        <Textarea {...form.field("risk")} description={t("stop.riskHint")} autosize minRows={3} maxLength={5000} required withAsterisk={false} />
        <DateField {...form.field("ends_on")} bound="future" />
        </Stack>
      </FormBody>
    </Modal>
  );
}
