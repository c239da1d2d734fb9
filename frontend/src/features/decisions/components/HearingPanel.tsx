import { Button, Group, Modal, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";

import { formatDate } from "@/lib/dates";
import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { DateField, FormBody, Notice, Panel, toastDone, useUiText } from "@/ui";

import { askStatement, CHANGED, recordStatement, type Decision } from "../api";
import { useText } from "../text";

/** Whether the person was heard: ask, give more time, record what came or that nothing did. */
export function HearingPanel({ one }: { one: Decision }) {
  const t = useText();
  const [open, setOpen] = useState<"ask" | "record" | null>(null);
  const isAsked = one.asked_on !== null;
  return (
    <Panel title={t("record.hearing")} id="aciklama">
      <Stack gap="sm">
        <Standing one={one} />
        {one.may_hear ? (
          <Group gap="sm">
            <Button size="sm" variant="default" onClick={() => setOpen("ask")}>
              {isAsked ? t("record.more") : t("record.ask")}
            </Button>
            {isAsked ? (
              <Button size="sm" variant="default" onClick={() => setOpen("record")}>
                {t("record.keep")}
              </Button>
            ) : null}
          </Group>
        ) : null}
      </Stack>
      {open === "ask" ? <Ask one={one} onClose={() => setOpen(null)} /> : null}
      {open === "record" ? <RecordStatement one={one} onClose={() => setOpen(null)} /> : null}
    </Panel>
  );
}

function Standing({ one }: { one: Decision }) {
  const t = useText();
  if (one.asked_on === null || one.answer_until === null) {
    return <Text>{one.waived_because ? t("record.waivedBecause", { why: one.waived_because }) : t("record.notAsked")}</Text>;
  }
  return (
    <>
      <Text>{t("record.askedUntil", { asked: formatDate(one.asked_on), until: formatDate(one.answer_until) })}</Text>
      {one.answer_given && one.answer_given < one.answer_until && one.answered_on === null ? (
        <Notice meaning="info">{t("record.moved", { given: formatDate(one.answer_given), until: formatDate(one.answer_until) })}</Notice>
      ) : null}
      {one.statement_form === "none" && one.answered_on ? <Text>{t("record.none", { date: formatDate(one.answered_on) })}</Text> : null}
      {one.statement && one.answered_on ? (
        <div>
          <Text fw={600}>{t("record.saidBy", { form: one.statement_form_label, by: one.statement_by_label, date: formatDate(one.answered_on) })}</Text>
          <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{one.statement}</Text>
        </div>
      ) : null}
      {one.is_hearing_over && one.answered_on === null ? <Notice meaning="attention">{t("record.over")}</Notice> : null}
    </>
  );
}

interface DialogProps {
  one: Decision;
  onClose: () => void;
}

function Ask({ one, onClose }: DialogProps) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const form = useServerForm<{ answer_until: string | null }, Decision>({
    initial: { answer_until: one.answer_day },
    labels: { answer_until: t("field.answerUntil") },
    save: (values, { idempotencyKey }) => askStatement(one, values, { idempotencyKey }),
    onSaved: () => {
      toastDone(t("record.asked"));
      onClose();
    },
    refresh: CHANGED,
  });
  return (
    <Modal opened onClose={onClose} title={one.asked_on ? t("record.more") : t("record.ask")} size="lg" closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} submitLabel={one.asked_on ? t("record.more") : t("record.ask")} onCancel={onClose}>
        <Stack gap="md">
          <Text>{t("record.askLead")}</Text>
          <DateField {...form.field("answer_until")} bound="future" />
        </Stack>
      </FormBody>
    </Modal>
  );
}

interface Said {
  form: string;
  by: string;
  text: string;
  answered_on: string | null;
}

function RecordStatement({ one, onClose }: DialogProps) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const form = useServerForm<Said, Decision>({
    initial: { form: "written", by: "person", text: "", answered_on: null },
    labels: { form: t("field.statementForm"), by: t("field.statementBy"), text: t("field.statement"), answered_on: t("field.answeredOn") },
    save: (values, { idempotencyKey }) => recordStatement(one, values.form === "none" ? { form: "none" } : values, { idempotencyKey }),
    onSaved: () => {
      toastDone(t("record.kept"));
      onClose();
    },
    refresh: CHANGED,
    draft: { key: `decisions.statement.${one.id}` },
  });
  const came = form.values.form !== "none";
  return (
    <Modal opened onClose={onClose} title={t("record.keep")} size="lg" closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} submitLabel={t("record.keep")} onCancel={onClose}>
        <Stack gap="md">
          <Radio.Group {...form.field("form")}>
            <Stack gap="xs" mt="xs">
              <Radio value="written" label={t("statement.written")} />
              <Radio value="oral" label={t("statement.oral")} />
              {/* That nothing came can be said only when the time is over: the same as the record asks. */}
              <Radio value="none" label={t("statement.none")} disabled={!one.is_hearing_over} description={one.is_hearing_over || !one.answer_until ? undefined : t("statement.stillTime", { until: formatDate(one.answer_until) })} />
            </Stack>
          </Radio.Group>
          {came ? (
            <>
              <Radio.Group {...form.field("by")}>
                <Stack gap="xs" mt="xs">
                  <Radio value="person" label={t("statement.person")} />
                  <Radio value="representative" label={t("statement.representative")} description={t("statement.authority")} />
                </Stack>
              </Radio.Group>
              <Textarea {...form.field("text")} autosize minRows={4} maxLength={5000} required withAsterisk={false} />
              <DateField {...form.field("answered_on", { isOptional: true })} bound="past" />
            </>
          ) : null}
        </Stack>
      </FormBody>
    </Modal>
  );
}
