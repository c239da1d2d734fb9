import { Group, Button, Modal, Select, Stack, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";

import { useReturnFocus } from "@/lib/focus";
import { useAction, useRead } from "@/lib/query";
import { useMe } from "@/lib/session";
import { trIncludes } from "@/lib/turkish";
import { ConfirmWithReason, Notice, toastDone, useProblemText, useUiText } from "@/ui";

import { assignCase, CASES, closeCase, reopenCase, writeNote, type Case } from "../api";
import { useText } from "../text";

interface DialogProps {
  one: Case;
  onClose: () => void;
}

/** Who is responsible for the case. */
export function AssignDialog({ one, onClose }: DialogProps) {
  const t = useText();
  const me = useMe();
  useReturnFocus();
  const ui = useUiText();
  const words = useProblemText();
  const staff = useRead<{ results: { id: string; full_name: string }[] }>("/api/v1/staff/", { page_size: 200 });
  const [user, setUser] = useState<string | null>(one.responsible?.id ?? null);
  const assign = useAction((next: string | null) => assignCase(one, next), {
    refresh: [CASES],
    onDone: () => {
      toastDone(t("dialog.saved"));
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t("record.assign")} closeButtonProps={{ "aria-label": ui("close") }}>
      <Stack gap="md">
        {assign.error ? (
          <Notice meaning="danger" live="alert" title={words(assign.error).title}>
            {assign.error.errors[0]?.message ?? words(assign.error).detail} {assign.error.errors[0]?.remedy}
          </Notice>
        ) : null}
        <Select
          label={t("dialog.pick")}
          description={t("dialog.pickHint")}
          data={(staff.data?.results ?? []).map((found) => ({ value: found.id, label: found.full_name }))}
          value={user}
          onChange={setUser}
          searchable
          clearable
          filter={({ options, search }) => options.filter((found) => "label" in found && trIncludes(found.label, search))}
        />
        <Group justify="flex-end">
          <Button variant="subtle" onClick={() => assign.mutate(me.id)}>
            {t("record.assignMe")}
          </Button>
          <Button loading={assign.isPending} onClick={() => assign.mutate(user)}>
            {user ? ui("save") : t("record.unassign")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** "Dosyayı kapat": where it stands, without a sanction. */
export function CloseDialog({ one, onClose }: DialogProps) {
  const t = useText();
  const [closure, setClosure] = useState<string | null>(one.closures.length === 1 ? (one.closures[0]?.key ?? null) : null);
  const close = useAction((reason: string, intent) => closeCase(one, { reason, closure: closure ?? "" }, intent), {
    refresh: [CASES],
    onDone: () => {
      toastDone(t("dialog.saved"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={t("record.close")}
      confirmLabel={t("record.close")}
      consequences={[t("dialog.closeConsequence")]}
      reasonMinLength={3}
      isBusy={close.isPending}
      problem={close.error}
      onConfirm={(reason) => close.mutate(reason)}
      onClose={onClose}
    >
      {one.closures.length > 0 ? (
        <Select
          label={t("field.closure")}
          data={one.closures.map((found) => ({ value: found.key, label: [found.letter, found.label].filter(Boolean).join(") ") }))}
          value={closure}
          onChange={setClosure}
          allowDeselect={false}
          error={close.error?.errors.find((problem) => problem.field === "closure")?.message}
        />
      ) : null}
    </ConfirmWithReason>
  );
}

export function ReopenDialog({ one, onClose }: DialogProps) {
  const t = useText();
  const reopen = useAction((reason: string, intent) => reopenCase(one, reason, intent), {
    refresh: [CASES],
    onDone: () => {
      toastDone(t("dialog.saved"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={t("record.reopen")}
      confirmLabel={t("record.reopen")}
      isDangerous={false}
      consequences={[t("dialog.reopenConsequence")]}
      reasonMinLength={3}
      isBusy={reopen.isPending}
      problem={reopen.error}
      onConfirm={(reason) => reopen.mutate(reason)}
      onClose={onClose}
    />
  );
}

export function NoteDialog({ one, onClose }: DialogProps) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const words = useProblemText();
  const [text, setText] = useState("");
  const [isTried, setTried] = useState(false);
  const write = useAction((note: string, intent) => writeNote(one.id, note, intent), {
    refresh: [CASES],
    onDone: () => {
      toastDone(t("dialog.saved"));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim()) write.mutate(text);
  };
  return (
    <Modal opened onClose={onClose} title={t("record.note")} closeOnClickOutside={!text} closeOnEscape={!text} closeButtonProps={{ "aria-label": ui("close") }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {write.error ? (
            <Notice meaning="danger" live="alert" title={words(write.error).title}>
              {words(write.error).detail}
            </Notice>
          ) : null}
          <Textarea
            label={t("dialog.noteLabel")}
            description={t("dialog.noteHint")}
            autosize
            minRows={4}
            maxLength={5000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={isTried && !text.trim() ? t("dialog.noteEmpty") : null}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {ui("cancel")}
            </Button>
            <Button type="submit" loading={write.isPending}>
              {ui("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
