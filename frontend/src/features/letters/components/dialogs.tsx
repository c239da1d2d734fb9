import { FileInput, Modal, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";

import { todayIso } from "@/lib/dates";
import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { DateField, FormBody, Notice, toastDone, useUiText } from "@/ui";

import { act, keepFile, LETTERS, options, type Choices, type Letter } from "../api";
import { useText } from "../text";

interface DialogProps {
  letter: Letter;
  choices: Choices | undefined;
  onClose: () => void;
}

function Frame({ title, isDirty, onClose, children }: { title: string; isDirty: boolean; onClose: () => void; children: React.ReactNode }) {
  const ui = useUiText();
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={!isDirty} closeOnEscape={!isDirty} closeButtonProps={{ "aria-label": ui("close") }}>
      {children}
    </Modal>
  );
}

/** The signature outside, with scan and official number where they are at hand. */
export function SigningDialog({ letter, onClose }: DialogProps) {
  const t = useText();
  const ui = useUiText();
  const form = useServerForm({
    initial: { signed_on: todayIso() as string | null, file: null as File | null, official_number: letter.official_number, official_date: letter.official_date },
    labels: { signed_on: t("field.signedOn"), file: t("field.file"), official_number: t("field.official"), official_date: t("field.officialDate"), number: t("field.official"), date: t("field.officialDate") },
    save: async ({ file, ...values }, intent) => act(letter, "signing", { ...values, file: await keepFile(letter.id, "signed", file) }, intent),
    refresh: [LETTERS],
    onSaved: () => {
      toastDone(t("done.signed"));
      onClose();
    },
  });
  return (
    <Frame title={t("act.sign")} isDirty={form.isDirty} onClose={onClose}>
      <FormBody form={form} onCancel={onClose}>
        <Stack gap="md">
          <DateField {...form.field("signed_on")} bound="past" required />
          <FileInput {...form.field("file", { isOptional: true })} placeholder={ui("chooseFile")} clearable accept="application/pdf,image/*" />
          <TextInput {...form.field("official_number", { isOptional: true })} maxLength={80} />
          <DateField {...form.field("official_date", { isOptional: true })} bound="past" />
        </Stack>
      </FormBody>
    </Frame>
  );
}

/** The number that came back from the municipality's own system. */
export function NumberDialog({ letter, onClose }: DialogProps) {
  const t = useText();
  const form = useServerForm({
    initial: { number: letter.official_number, date: letter.official_date ?? todayIso() as string | null },
    labels: { number: t("field.official"), date: t("field.officialDate") },
    save: (values, intent) => act(letter, "official-number", values, intent),
    refresh: [LETTERS],
    onSaved: () => {
      toastDone(t("done.official"));
      onClose();
    },
  });
  return (
    <Frame title={t("act.official")} isDirty={form.isDirty} onClose={onClose}>
      <FormBody form={form} onCancel={onClose}>
        <Stack gap="md">
          <TextInput {...form.field("number")} required maxLength={80} data-autofocus />
          <DateField {...form.field("date")} bound="past" required />
        </Stack>
      </FormBody>
    </Frame>
  );
}

const ELECTRONIC = ["etebligat", "kep"];

/** Sending out or serving, by the channel that is under way or one that is open for the letter. */
export function ServiceDialog({ letter, choices, onClose }: DialogProps) {
  const t = useText();
  const ui = useUiText();
  const going = letter.services.find((one) => one.state === "under_way");
  const open = (choices?.channels ?? []).filter((one) => (going ? one.key === going.channel : letter.channels.includes(one.key)));
  const form = useServerForm({
    initial: {
      channel: going?.channel ?? (open.length === 1 ? (open[0]?.key ?? null) : null), signed_on: (letter.state === "approved" ? todayIso() : null) as string | null, sent_on: going?.sent_on ?? null,
      arrived_on: going?.arrived_on ?? null, served_on: null as string | null, receiver: null as string | null, receiver_name: "", reference: going?.reference ?? "", note: "", proof: null as File | null,
    },
    labels: {
      channel: t("field.channel"), signed_on: t("field.signedOn"), sent_on: t("field.sentOn"), arrived_on: t("field.arrivedOn"), served_on: t("field.servedOn"), receiver: t("field.receiver"), receiver_name: t("field.receiverName"),
      reference: t("field.reference"), note: t("field.note"), proof: t("field.proof"),
    },
    save: async ({ proof, ...values }, intent) => act(letter, "service", { ...values, receiver: values.receiver ?? "", proof: await keepFile(letter.id, "proof", proof) }, intent),
    refresh: [LETTERS],
    onSaved: (saved) => {
      toastDone(t(saved.state === "served" ? "done.served" : "done.sent"));
      onClose();
    },
  });
  const channel = form.values.channel ?? "";
  const isElectronic = ELECTRONIC.includes(channel);
  return (
    <Frame title={t("act.serve")} isDirty={form.isDirty} onClose={onClose}>
      <FormBody form={form} onCancel={onClose}>
        <Stack gap="md">
          <Select {...form.field("channel")} data-autofocus data={options(open)} required allowDeselect={false} disabled={Boolean(going)} description={t("courtesy")} />
          {letter.state === "approved" ? <DateField {...form.field("signed_on")} bound="past" required /> : null}
          {channel && channel !== "hand" ? <DateField {...form.field("sent_on")} bound="past" description={t("onlySent")} /> : null}
          {isElectronic ? <DateField {...form.field("arrived_on", { isOptional: true })} bound="past" description={channel === "etebligat" ? t("eHint") : undefined} /> : null}
          {channel === "publication" ? <DateField {...form.field("arrived_on")} label={t("field.publishedOn")} bound="past" /> : null}
          {channel && channel !== "etebligat" ? <DateField {...form.field("served_on", { isOptional: channel !== "hand" })} bound="past" required={channel === "hand"} /> : null}
          {channel === "hand" || channel === "ptt" ? (
            <>
              <Select {...form.field("receiver", { isOptional: true })} data={options(choices?.receivers)} clearable />
              <TextInput {...form.field("receiver_name", { isOptional: channel !== "hand" })} required={channel === "hand"} maxLength={200} autoComplete="off" />
            </>
          ) : null}
          {channel ? (
            <>
              <FileInput {...form.field("proof", { isOptional: true })} placeholder={ui("chooseFile")} clearable accept="application/pdf,image/*" />
              <TextInput {...form.field("reference", { isOptional: true })} maxLength={200} />
              <Textarea {...form.field("note", { isOptional: true })} autosize minRows={2} maxLength={2000} />
            </>
          ) : null}
        </Stack>
      </FormBody>
    </Frame>
  );
}

/** An attempt that did not succeed: why, and what is done next. */
export function FailureDialog({ letter, choices, onClose }: DialogProps) {
  const t = useText();
  const ui = useUiText();
  const going = letter.services.find((one) => one.state === "under_way");
  const form = useServerForm({
    initial: { channel: going?.channel ?? null as string | null, sent_on: going?.sent_on ?? todayIso() as string | null, reason: null as string | null, next_step: null as string | null, reference: going?.reference ?? "", note: "", proof: null as File | null },
    labels: { channel: t("field.channel"), sent_on: t("field.sentOn"), reason: t("field.reason"), next_step: t("field.nextStep"), reference: t("field.reference"), note: t("field.note"), proof: t("field.proof") },
    save: async ({ proof, ...values }, intent) => act(letter, "service-failure", { ...values, proof: await keepFile(letter.id, "proof", proof) }, intent),
    refresh: [LETTERS],
    onSaved: () => {
      toastDone(t("done.failed"));
      onClose();
    },
  });
  const open = (choices?.channels ?? []).filter((one) => (going ? one.key === going.channel : letter.channels.includes(one.key)));
  return (
    <Frame title={t("act.failed")} isDirty={form.isDirty} onClose={onClose}>
      <FormBody form={form} onCancel={onClose}>
        <Stack gap="md">
          <Select {...form.field("channel")} data-autofocus data={options(open)} required allowDeselect={false} disabled={Boolean(going)} />
          <DateField {...form.field("sent_on")} bound="past" required />
          <Select {...form.field("reason")} data={options(choices?.failures)} required allowDeselect={false} />
          <Select {...form.field("next_step")} data={options(choices?.next_steps)} required allowDeselect={false} />
          <FileInput {...form.field("proof", { isOptional: true })} placeholder={ui("chooseFile")} clearable accept="application/pdf,image/*" />
          <TextInput {...form.field("reference", { isOptional: true })} maxLength={200} />
          <Textarea {...form.field("note", { isOptional: true })} autosize minRows={2} maxLength={2000} />
        </Stack>
      </FormBody>
    </Frame>
  );
}

/** A copy in a form that the person can use. */
export function CopyDialog({ letter, choices, onClose }: DialogProps) {
  const t = useText();
  const form = useServerForm({
    initial: { format: null as string | null, given_on: todayIso() as string | null },
    labels: { format: t("field.format"), given_on: t("field.givenOn") },
    save: (values, intent) => act(letter, "copies", values, intent),
    refresh: [LETTERS],
    onSaved: () => {
      toastDone(t("done.copy"));
      onClose();
    },
  });
  return (
    <Frame title={t("act.copy")} isDirty={form.isDirty} onClose={onClose}>
      <FormBody form={form} onCancel={onClose}>
        <Stack gap="md">
          <Notice>{t("plainHint")}</Notice>
          <Select {...form.field("format")} data-autofocus data={options(choices?.formats)} required allowDeselect={false} />
          <DateField {...form.field("given_on")} bound="past" required />
          <Text size="sm" c="dimmed">
            {t("noCopies")}
          </Text>
        </Stack>
      </FormBody>
    </Frame>
  );
}
