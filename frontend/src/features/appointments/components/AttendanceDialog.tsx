import { Button, Group, Modal, Radio, Select, Stack, Text, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";

import { useReturnFocus } from "@/lib/focus";
import { useAction } from "@/lib/query";
import { Notice, toastDone, useUiText } from "@/ui";

import { recordAttendance, REFRESHED, useChoices, type Appointment } from "../api";
import { useText } from "../text";
import { nameOf, whenInWords } from "../words";
import { ProblemNotice } from "./ProblemNotice";

interface AttendanceDialogProps {
  one: Appointment;
  state: "attended" | "missed";
  onClose: () => void;
}

/** Who came, and whether the person was there (İzmir Art. 8); who did not come, and why. */
export function AttendanceDialog({ one, state, onClose }: AttendanceDialogProps) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const choices = useChoices(state === "missed");
  const [present, setPresent] = useState<"yes" | "no" | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [isTried, setTried] = useState(false);
  const record = useAction((body: unknown, intent) => recordAttendance(one, body, intent), {
    refresh: [...REFRESHED, "/api/v1/cases/", "/api/v1/me/"],
    onDone: () => {
      toastDone(t("record.attendanceSaved"));
      onClose();
    },
  });
  const isAnswered = state === "attended" ? present !== null : reason !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isAnswered) return;
    record.mutate(state === "attended" ? { state, candidate_present: present === "yes" } : { state, missed_reason: reason, note });
  };
  return (
    <Modal opened onClose={onClose} title={state === "attended" ? t("came") : t("missed")} closeButtonProps={{ "aria-label": ui("close") }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {record.error ? <ProblemNotice problem={record.error} /> : null}
          <Text>
            {nameOf(one, t("unknownPerson"))} · {whenInWords(one.starts_at)}
          </Text>
          {state === "attended" ? (
            <>
              <Radio.Group
                label={t("field.present")}
                description={t("present.hint")}
                value={present}
                onChange={(value) => setPresent(value as "yes" | "no")}
                error={isTried && present === null ? t("present.asked") : record.error?.errors.find((found) => found.field === "candidate_present")?.message}
              >
                <Stack gap="sm" mt="sm">
                  <Radio value="yes" label={t("present.yes")} />
                  <Radio value="no" label={t("present.no")} />
                </Stack>
              </Radio.Group>
              {present === "no" ? <Notice meaning="attention">{t("present.noHint")}</Notice> : null}
            </>
          ) : (
            <>
              <Select
                label={t("field.missedReason")}
                data={(choices.data?.missed_reasons ?? []).map((found) => ({ value: found.key, label: found.label }))}
                value={reason}
                onChange={setReason}
                error={isTried && reason === null ? t("present.reasonAsked") : null}
              />
              <Textarea label={`${t("field.missedNote")} (${ui("optional")})`} maxLength={1000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
              <Text size="sm" c="dimmed">
                {t("present.proposal")}
              </Text>
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {ui("cancel")}
            </Button>
            <Button type="submit" loading={record.isPending}>
              {ui("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
