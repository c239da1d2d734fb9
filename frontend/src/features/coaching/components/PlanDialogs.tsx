import { Modal, Radio, Select, Stack, Text, Textarea } from "@mantine/core";

import { todayIso } from "@/lib/dates";
import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { DateField, FormBody, Loaded, toastDone } from "@/ui";

import { agreePlan, CASES, CHOICES, PLANS, reviewPlan, TODAY, type Choices, type Plan } from "../api";
import { useText } from "../text";
import { Choose } from "@/ui/Choose";

interface DialogProps {
  plan: Plan;
  onClose: () => void;
}

const REFRESH = [PLANS, CASES, TODAY];

/** Who agreed, and when. Only who may sign that day, by a document that staff have seen, agrees in the person's place. */
export function Agreement({ plan, onClose }: DialogProps) {
  const t = useText();
  useReturnFocus();
  const form = useServerForm({
    initial: { agreed_on: todayIso() as string | null, agreed_by: "person", representative: null as string | null },
    labels: { agreed_on: t("plan.agreedOn"), agreed_by: t("plan.agreedBy"), representative: t("plan.representative") },
    version: plan.version,
    save: (values, { ifMatch, idempotencyKey }) => agreePlan(plan, { ...values, agreed_on: values.agreed_on ?? "", agreed_by: values.agreed_by as never }, ifMatch, { idempotencyKey }),
    onSaved: () => {
      toastDone(t("plan.agreedDone"));
      onClose();
    },
    refresh: REFRESH,
  });
  const choices = useRead<Choices>(CHOICES);
  const who = form.field("agreed_by");
  return (
    <Modal opened onClose={onClose} closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} title={t("plan.agree")} closeButtonProps={{ "aria-label": t("close") }}>
      <FormBody form={form} onCancel={onClose} submitLabel={t("plan.agree")}>
        <Stack gap="md">
        <DateField {...form.field("agreed_on")} bound="past" />
        <Loaded query={choices} lines={2}>
          {(codes) => (
            <Radio.Group id={who.id} label={who.label} value={form.values.agreed_by} onChange={(value) => form.set("agreed_by", value)} error={who.error}>
              <Stack gap="xs" mt="xs">
                {codes.agreed_by.map((one) => (
                  <Radio key={one.key} value={one.key} label={one.label} />
                ))}
              </Stack>
            </Radio.Group>
          )}
        </Loaded>
        {form.values.agreed_by !== "person" ? (
          plan.signatories.length === 0 ? (
            <Text size="sm">{t("plan.noRepresentative")}</Text>
          ) : (
            <Select
              {...form.field("representative")}
              data={plan.signatories.map((one) => ({ value: one.id, label: `${one.name} · ${one.kind}`, disabled: !one.may_sign && !one.signs_together }))}
              description={plan.signatories.map((one) => one.reason).filter(Boolean).join(" ") || undefined}
            />
          )
        ) : null}
        <Text size="sm" c="dimmed">
          {plan.replaces ? t("plan.agreeEndsBefore") : t("plan.agreeHint")}
        </Text>
        </Stack>
      </FormBody>
    </Modal>
  );
}

export function Review({ plan, onClose }: DialogProps) {
  const t = useText();
  useReturnFocus();
  const choices = useRead<Choices>(CHOICES);
  const form = useServerForm({
    initial: { result: "continue", held_on: todayIso() as string | null, next_on: null as string | null, note: "" },
    labels: { result: t("plan.result"), held_on: t("plan.heldOn"), next_on: t("plan.nextReview"), note: t("form.note") },
    version: plan.version,
    save: (values, { ifMatch, idempotencyKey }) =>
      reviewPlan(plan, { result: values.result as never, held_on: values.held_on ?? "", next_on: values.result === "end" ? null : values.next_on, note: values.note }, ifMatch, { idempotencyKey }),
    onSaved: () => {
      toastDone(t("plan.reviewDone"));
      onClose();
    },
    refresh: REFRESH,
  });
  return (
    <Modal opened onClose={onClose} closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} title={t("plan.review")} closeButtonProps={{ "aria-label": t("close") }}>
      <FormBody form={form} onCancel={onClose}>
        <Stack gap="md">
        <Loaded query={choices} lines={2}>
          {(codes) => <Choose field={form.field("result")} options={codes.results} />}
        </Loaded>
        <DateField {...form.field("held_on")} bound="past" />
        {form.values.result === "end" ? <Text size="sm">{t("plan.endHint")}</Text> : <DateField {...form.field("next_on")} bound="future" />}
        <Textarea {...form.field("note", { isOptional: form.values.result !== "end" })} autosize minRows={2} maxLength={2000} />
        </Stack>
      </FormBody>
    </Modal>
  );
}
