import { Button, Checkbox, Fieldset, Group, Text, Textarea, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { useServerForm, type ServerForm } from "@/lib/form";
import type { components } from "@/schema/api";
import { DateField, toastDone } from "@/ui";

import { personPath, type Person } from "../api";
import { formatPhone } from "../phones";
import { usePartsText } from "../text";
import { FormDialog } from "./FormDialog";

type SafeContact = components["schemas"]["SafeContact"];

const MAY = ["may_call", "may_message", "may_leave_message", "may_email", "may_send_letters", "may_print"] as const;
const DAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;
const WORKDAYS = ["1", "2", "3", "4", "5"];

interface HoursValues {
  days: string[];
  start: string;
  end: string;
}

interface SafetyValues extends Record<(typeof MAY)[number], boolean> {
  safe_phone_ids: string[];
  hours: HoursValues[];
  note: string;
  code_word: string;
  speak_only_with: string;
  review_on: string | null;
}

function toValues(person: Person, { plan, is_protected: isProtected }: SafeContact): SafetyValues {
  return {
    may_call: plan?.may_call ?? true,
    may_message: plan?.may_message ?? false,
    may_leave_message: plan?.may_leave_message ?? false,
    may_email: plan?.may_email ?? false,
    may_send_letters: plan?.may_send_letters ?? false,
    may_print: plan?.may_print ?? !isProtected,
    safe_phone_ids: plan?.safe_phone_ids ?? person.phones.filter((one) => one.is_preferred && !isProtected).map((one) => one.id),
    hours: (plan?.hours ?? []).map((one) => ({ days: one.days.map(String), start: one.start, end: one.end })),
    note: plan?.note ?? "",
    code_word: plan?.code_word ?? "",
    speak_only_with: plan?.speak_only_with ?? "",
    review_on: plan?.review_on ?? null,
  };
}

/** What was agreed with the person; everything outgoing obeys it (readings 4). */
export function SafetyDialog({ person, safety, onClose }: { person: Person; safety: SafeContact; onClose: () => void }) {
  const t = usePartsText();
  const path = `${personPath(person.id)}safe-contact/`;
  const form = useServerForm<SafetyValues, SafeContact>({
    initial: toValues(person, safety),
    version: safety.version,
    labels: {
      ...Object.fromEntries([...MAY, "note", "code_word", "speak_only_with", "review_on"].map((name) => [name, t(`safety.field.${name as "note"}`)])),
      hours: t("safety.field.hours"),
      safe_phone_ids: t("safety.phones"),
    },
    save: (values, { ifMatch }) => call<SafeContact>("PUT", path, { body: { ...values, hours: values.hours.map((one) => ({ ...one, days: one.days.map(Number) })) }, ifMatch }),
    latest: async () => {
      const now = await call<SafeContact>("GET", path);
      return { values: toValues(person, now), version: now.version };
    },
    onSaved: () => {
      toastDone(t("safety.saved"));
      onClose();
    },
    refresh: [personPath(person.id)],
  });
  return (
    <FormDialog title={t("safety.title")} form={form} onClose={onClose}>
      <Checkbox.Group label={t("safety.phones")} description={t("safety.phonesHint")} value={form.values.safe_phone_ids} onChange={(value) => form.set("safe_phone_ids", value)}>
        {person.phones.map((one) => (
          <Checkbox key={one.id} mt="xs" value={one.id} label={[formatPhone(one.number), one.owner_name].filter(Boolean).join(" · ")} />
        ))}
      </Checkbox.Group>
      <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(min(260px, 100%), 1fr))", gap: 12 }}>
        {MAY.map((name) => (
          <Checkbox key={name} {...form.field(name, { type: "checkbox" })} />
        ))}
      </div>
      <Hours form={form} />
      <TextInput {...form.field("speak_only_with")} autoComplete="off" />
      <TextInput {...form.field("code_word")} description={t("safety.codeHint")} autoComplete="off" />
      <Textarea {...form.field("note")} />
      <DateField {...form.field("review_on")} value={form.values.review_on} bound="future" />
    </FormDialog>
  );
}

function Hours({ form }: { form: ServerForm<SafetyValues> }) {
  const t = usePartsText();
  return (
    <div style={{ display: "grid", gap: 12 }}>
      <div>
        <Text fw={600}>{t("safety.field.hours")}</Text>
        <Text size="sm" c="dimmed">
          {t("safety.hoursHint")}
        </Text>
      </div>
      {form.values.hours.map((one, index) => (
        <Fieldset key={index} legend={t("safety.hours", { index: index + 1 })}>
          <Checkbox.Group label={t("safety.days")} value={one.days} onChange={(value) => form.set(`hours.${index}.days`, value)}>
            <Group gap="sm" mt="xs">
              {DAYS.map((day) => (
                <Checkbox key={day} value={day} label={t(`safety.day.${day}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <Group mt="sm" align="flex-end">
            <TextInput {...form.field(`hours.${index}.start`)} label={t("safety.from")} type="time" />
            <TextInput {...form.field(`hours.${index}.end`)} label={t("safety.to")} type="time" />
            <Button variant="subtle" color="danger" onClick={() => form.mantine.removeListItem("hours", index)}>
              {t("safety.removeHours", { index: index + 1 })}
            </Button>
          </Group>
        </Fieldset>
      ))}
      <Button variant="default" onClick={() => form.mantine.insertListItem("hours", { days: WORKDAYS, start: "09:00", end: "17:00" })} style={{ justifySelf: "start" }}>
        {t("safety.addHours")}
      </Button>
    </div>
  );
}
