import { NumberInput, Radio, Select, Stack, Textarea, TextInput } from "@mantine/core";

import { useServerForm } from "@/lib/form";
import { momentOf, parseTypedTime, isIsoDay } from "@/lib/days";
import { useRead } from "@/lib/query";
import { useGo, useSearchParams } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { AppLink, DateField, EmptyState, FieldPair, FormPage, FormSection, LinkButton, Loaded, PageHeader, toastDone } from "@/ui";
import { PersonPicker } from "@/ui/PersonPicker";

import { appointmentHome, book, HOME, REFRESHED, useChoices, type AppointmentChoices, type AppointmentRecord } from "../api";
import { AroundFields, NOTHING_AROUND, useAroundLabels } from "../components/AroundFields";
import { ServicePick, serviceKey, serviceOf } from "../components/ServicePick";
import { SlotPicker } from "../components/SlotPicker";
import { useText } from "../text";
import { whenInWords } from "../words";

/** "Randevu ver": person, service, free time; a time outside the calendars with its reason. */
export default function AppointmentNew() {
  const t = useText();
  const choices = useChoices();
  return (
    <Loaded query={choices} lines={8}>
      {(found) =>
        found.services.length > 0 ? (
          <Form choices={found} />
        ) : (
          <>
            <PageHeader title={t("new")} crumbs={[{ label: t("title"), to: HOME }]} />
            <EmptyState title={t("form.noServices")}>{t("form.noServicesHint")}</EmptyState>
          </>
        )
      }
    </Loaded>
  );
}

interface Values {
  person: string | null;
  service: string | null;
  place: string;
  how: "slot" | "hand";
  slot: string | null;
  day: string | null;
  time: string;
  minutes: number | string;
  staff: string | null;
  reason: string;
  address: string;
}

function Form({ choices }: { choices: AppointmentChoices }) {
  const t = useText();
  const go = useGo();
  const can = useCan();
  const { kisi, program, hizmet } = useSearchParams();
  const mine = choices.services.filter((one) => !program || one.programme.id === program);
  const asked = mine.find((one) => one.key === hizmet) ?? (mine.length === 1 ? mine[0] : undefined);
  const form = useServerForm<Values & typeof NOTHING_AROUND, AppointmentRecord>({
    initial: {
      person: kisi ?? null,
      service: asked ? serviceKey(asked) : null,
      place: asked?.places[0]?.key ?? "office",
      how: "slot",
      slot: null,
      day: null,
      time: "",
      minutes: asked?.minutes ?? 30,
      staff: null,
      reason: "",
      address: "",
      ...NOTHING_AROUND,
    },
    labels: {
      person: t("form.person"),
      service: t("field.service"),
      place: t("field.place"),
      slot: t("field.slot"),
      day: t("field.day"),
      time: t("field.time"),
      minutes: t("field.minutes"),
      staff: t("field.staff"),
      reason: t("field.reason"),
      address: t("field.address"),
      ...useAroundLabels(),
    },
    check: (values) => ({
      person: values.person ? null : t("form.personAsked"),
      service: values.service ? null : t("form.serviceAsked"),
      slot: values.how === "hand" || values.slot ? null : t("form.slotAsked"),
      day: values.how === "slot" || isIsoDay(values.day) ? null : t("form.dayAsked"),
      time: values.how === "slot" || parseTypedTime(values.time) !== null ? null : t("form.timeAsked"),
      reason: values.how === "slot" || values.reason.trim() ? null : t("form.reasonAsked"),
    }),
    save: (values, intent) => book(bodyOf(values, choices), intent),
    onSaved: (saved) => {
      toastDone(t("form.done", { time: whenInWords(saved.starts_at) }));
      go(appointmentHome(saved.id));
    },
    refresh: [...REFRESHED, "/api/v1/cases/"],
    // Who needs what, and who comes along, stays out of the tab's drafts.
    draft: { key: "appointments.new", omit: ["companions", "interpreter", "needs", "note", "reason", "address", "slot"] },
  });
  const service = serviceOf(choices, form.values.service);
  return (
    <FormPage title={t("new")} lead={t("form.lead")} crumbs={[{ label: t("title"), to: HOME }]} form={form} submitLabel={t("form.submit")} cancelTo={kisi ? `/kisiler/${kisi}` : HOME}>
      <FormSection title={t("form.person")}>
        {kisi ? <Given personId={kisi} /> : <PersonPicker {...form.field("person")} description={t("form.personHint")} onChange={(id) => form.set("person", id)} />}
      </FormSection>
      <FormSection title={t("form.service")}>
        <FieldPair>
          <ServicePick
            form={form}
            choices={choices}
            programme={program}
            onChosen={(chosen) => {
              form.set("slot", null);
              form.set("minutes", chosen.minutes);
            }}
          />
          <Select {...form.field("place")} data={(service?.places ?? choices.places).map((one) => ({ value: one.key, label: one.label }))} />
        </FieldPair>
        {form.values.place === "office" ? null : <TextInput {...form.field("address", { isOptional: true })} maxLength={240} autoComplete="off" />}
      </FormSection>
      <FormSection title={t("form.time")}>
        <Radio.Group label={t("form.how")} value={form.values.how} onChange={(how) => form.set("how", how)}>
          <Stack gap="sm" mt="xs">
            <Radio value="slot" label={t("form.bySlot")} />
            <Radio value="hand" label={t("form.byHand")} description={t("form.byHandHint")} />
          </Stack>
        </Radio.Group>
        {form.values.how === "hand" ? (
          <ByHand form={form} choices={choices} />
        ) : service ? (
          <SlotPicker
            key={form.values.service}
            programme={service.programme.id}
            service={service.key}
            value={form.values.slot}
            onChange={(slot) => form.set("slot", slot.id)}
            error={form.field("slot").error as string | null}
            id={form.field("slot").id}
            whenNone={
              can("appointments.write") ? (
                <LinkButton to={`${HOME}/bekleme?ekle=1${form.values.person ? `&kisi=${form.values.person}` : ""}`} size="sm" variant="default">
                  {t("form.toWaiting")}
                </LinkButton>
              ) : null
            }
          />
        ) : (
          <div id={form.field("slot").id} tabIndex={-1}>
            {t("form.serviceFirst")}
          </div>
        )}
      </FormSection>
      <FormSection title={t("form.around")} description={t("form.aroundHint")}>
        <AroundFields form={form} choices={choices} />
      </FormSection>
    </FormPage>
  );
}

/** The person whose page led here. */
function Given({ personId }: { personId: string }) {
  const t = useText();
  const found = useRead<{ id: string; full_name?: string; name?: string; file_number?: string }>(`/api/v1/people/${personId}/`);
  const name = found.data?.full_name ?? found.data?.name ?? found.data?.file_number;
  return (
    <div>
      {t("form.given")}: <AppLink to={`/kisiler/${personId}`}>{name ?? "…"}</AppLink>
    </div>
  );
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
function ByHand({ form, choices }: { form: ReturnType<typeof useServerForm<any, any>>; choices: AppointmentChoices }) {
  const t = useText();
  return (
    <>
      <FieldPair>
        <DateField {...form.field("day")} bound="future" />
        <TextInput {...form.field("time")} description={t("form.timeHint")} inputMode="numeric" autoComplete="off" maw={160} />
      </FieldPair>
      <FieldPair>
        <NumberInput {...form.field("minutes")} min={5} max={480} maw={200} />
        <Select {...form.field("staff", { isOptional: true })} data={choices.staff.map((one) => ({ value: one.id, label: one.name }))} searchable clearable />
      </FieldPair>
      <Textarea {...form.field("reason")} maxLength={1000} autosize minRows={2} />
    </>
  );
}

function bodyOf({ how, slot, day, time, minutes, staff, reason, service, ...values }: Values & typeof NOTHING_AROUND, choices: AppointmentChoices) {
  const chosen = serviceOf(choices, service);
  const shared = { ...values, programme: chosen?.programme.id, service: chosen?.key };
  if (how === "slot") return { ...shared, slot };
  return { ...shared, starts_at: momentOf(day ?? "", parseTypedTime(time) ?? 0), minutes: Number(minutes), staff, reason };
}
