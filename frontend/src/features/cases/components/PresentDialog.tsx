import { Checkbox, FileInput, Modal, Select, Text, Textarea } from "@mantine/core";

import { useServerForm } from "@/lib/form";
import { DateField, FormBody, toastDone, useUiText } from "@/ui";

import { CASES } from "../api";
import { presentDocument, type Checklist, type ChecklistItem, type DocumentTyped } from "../intake";
import { useIntakeText } from "../intakeText";

/** A document as it is presented: uploaded, or seen with the reason. What is typed stays when saving fails. */
export function PresentDialog({ caseId, item, onClose }: { caseId: string; item: ChecklistItem; onClose: () => void }) {
  const t = useIntakeText();
  const ui = useUiText();
  const form = useServerForm<DocumentTyped, Checklist>({
    initial: { file: null, was_seen: false, substitute: null, presented_on: null, issued_on: null, valid_until: null, note: "" },
    labels: {
      file: t("field.file"), was_seen: t("field.was_seen"), substitute: t("field.substitute"), presented_on: t("field.presented_on"),
      issued_on: t("field.issued_on"), valid_until: t("field.valid_until"), note: t("field.note"),
    },
    check: (typed) => ({
      file: typed.file || typed.was_seen ? null : t("field.fileNeeded"),
      note: typed.was_seen && !typed.note.trim() ? t("field.noteNeeded") : null,
    }),
    save: (typed, intent) => presentDocument(caseId, item.key, typed, intent),
    onSaved: () => {
      toastDone(t("documents.saved"));
      onClose();
    },
    refresh: [CASES],
  });
  const { was_seen: wasSeen, substitute } = form.values;
  const choices = [{ value: "", label: t("field.itself") }, ...item.substitutes.map((label, place) => ({ value: String(place), label }))];
  return (
    <Modal opened onClose={onClose} title={`${t("documents.add")}: ${item.label}`} size="lg" closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} onCancel={onClose}>
        <div style={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 20, marginBottom: 24 }}>
          {item.substitutes.length > 0 ? (
            <Select {...form.field("substitute")} data={choices} value={substitute ?? ""} onChange={(value) => form.set("substitute", value === "" ? null : value)} allowDeselect={false} />
          ) : null}
          {wasSeen ? null : <FileInput {...form.field("file")} description={t("field.fileHint")} placeholder={ui("chooseFile")} clearable accept="application/pdf,image/*,.docx,.xlsx,.odt" />}
          <Checkbox {...form.field("was_seen", { type: "checkbox" })} />
          {wasSeen ? <Textarea {...form.field("note")} label={t("field.noteSeen")} autosize minRows={2} /> : null}
          <DateField {...form.field("issued_on", { isOptional: true })} bound="past" />
          <DateField {...form.field("valid_until", { isOptional: true })} description={item.valid_months && substitute === null ? t("field.valid_untilHint") : undefined} />
          <DateField {...form.field("presented_on", { isOptional: true })} description={t("field.presentedHint")} bound="past" />
          {wasSeen ? null : <Textarea {...form.field("note", { isOptional: true })} autosize minRows={2} />}
          {item.is_special ? <Text size="sm">{t("documents.special")}</Text> : null}
        </div>
      </FormBody>
    </Modal>
  );
}
