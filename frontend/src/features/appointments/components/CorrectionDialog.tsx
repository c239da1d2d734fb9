import { Modal, Radio, Select, Stack, Text, Textarea } from "@mantine/core";

import { call } from "@/lib/api";
import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { FormBody, Notice, toastDone, useUiText } from "@/ui";

import { appointmentPath, correctAttendance, REFRESHED, useChoices, type AppointmentRecord, type Correctable, type Presence } from "../api";
import { useText } from "../text";
import { nameOf, whenInWords } from "../words";

/** "Gelme bilgisini düzelt": what is true instead, and why. What stood there stays in the appointment's history. */
export function CorrectionDialog({ one, correctable, onClose }: { one: AppointmentRecord; correctable: Correctable; onClose: () => void }) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const choices = useChoices(correctable.choices.some((found) => found.key === "missed"));
  const form = useServerForm<{ presence: Presence | ""; missed_reason: string; note: string; reason: string }, AppointmentRecord>({
    initial: { presence: "", missed_reason: "", note: "", reason: "" },
    labels: { presence: t("correct.presence"), missed_reason: t("field.missedReason"), note: t("field.missedNote"), reason: t("correct.reason") },
    check: (values) => ({
      presence: values.presence ? null : t("correct.presenceAsked"),
      missed_reason: values.presence === "missed" && !values.missed_reason ? t("present.reasonAsked") : null,
      reason: values.reason.trim().length < 10 ? t("correct.reasonAsked") : null,
    }),
    save: ({ presence, missed_reason, note, reason }, context) =>
      correctAttendance(one, presence === "missed" ? { presence, missed_reason, note, reason } : { presence, reason }, context),
    version: one.version,
    latest: async () => {
      const now = await call<AppointmentRecord>("GET", appointmentPath(one.id));
      return { values: { presence: now.correctable?.presence ?? "" }, version: now.version };
    },
    onSaved: () => {
      toastDone(t("correct.done"));
      onClose();
    },
    refresh: [...REFRESHED, "/api/v1/cases/", "/api/v1/me/", "/api/v1/work/"],
    draft: { key: `appointments.correction.${one.id}` },
  });
  const { presence } = form.values;
  const { label, error, id, value, onChange } = form.field("presence");
  const labelOf = (key: string) => (key ? t(`presence.${key as Presence}`) : "");
  return (
    <Modal opened onClose={onClose} title={t("correct.title")} size="lg" closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} submitLabel={t("correct.submit")} onCancel={onClose} describe={(field, found) => (field === "presence" ? labelOf(String(found)) : String(found))}>
        <Stack gap="md" mb="lg">
          <Text>
            {nameOf(one, t("unknownPerson"))} · {whenInWords(one.starts_at)}
            <br />
            {t("correct.stands")} <strong>{labelOf(correctable.presence)}</strong>
          </Text>
          <Radio.Group id={id} label={label} error={error} value={value as string} onChange={onChange as (value: string) => void}>
            <Stack gap="sm" mt="sm">
              {correctable.choices
                // The same again only where it may say something else: another reason for not coming.
                .filter((found) => found.key !== correctable.presence || found.key === "missed")
                .map((found) => (
                  <Radio key={found.key} value={found.key} label={labelOf(found.key)} description={found.key === "not_held" ? t("correct.notHeld") : undefined} />
                ))}
            </Stack>
          </Radio.Group>
          {presence === "represented" ? <Notice meaning="attention">{t("present.noHint")}</Notice> : null}
          {presence === "missed" ? (
            <>
              <Select {...form.field("missed_reason")} data={(choices.data?.missed_reasons ?? []).map((found) => ({ value: found.key, label: found.label }))} onChange={(found) => form.set("missed_reason", found ?? "")} allowDeselect={false} />
              <Textarea {...form.field("note", { isOptional: true })} maxLength={1000} autosize minRows={2} />
            </>
          ) : null}
          <Textarea {...form.field("reason")} description={t("correct.reasonHint")} maxLength={1000} autosize minRows={2} required withAsterisk={false} />
        </Stack>
      </FormBody>
    </Modal>
  );
}
