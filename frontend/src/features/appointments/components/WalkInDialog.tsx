import { Modal, Select } from "@mantine/core";
import { useState } from "react";

import { useReturnFocus } from "@/lib/focus";
import { useServerForm } from "@/lib/form";
import { EmptyState, FormBody, Loaded, toastDone, useUiText } from "@/ui";
import { PersonPicker } from "@/ui/PersonPicker";
import { Button, Checkbox } from "@mantine/core";

import { REFRESHED, useChoices, walkIn, type AppointmentChoices, type AppointmentRecord } from "../api";
import css from "../appointments.module.css";
import { useText } from "../text";
import { AroundFields, NOTHING_AROUND, useAroundLabels } from "./AroundFields";
import { ServicePick, serviceKey, serviceOf } from "./ServicePick";

interface WalkInProps {
  personId?: string;
  programme?: string;
  onClose: () => void;
}

/** Somebody stands at the counter: the appointment is made and attended in one step (readings 9). */
export function WalkInDialog(props: WalkInProps) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const choices = useChoices();
  return (
    <Modal opened onClose={props.onClose} title={t("walk.title")} size="lg" closeButtonProps={{ "aria-label": ui("close") }}>
      <Loaded query={choices} lines={4}>
        {(found) => (found.services.length === 0 ? <EmptyState title={t("form.noServices")}>{t("form.noServicesHint")}</EmptyState> : <Form {...props} choices={found} />)}
      </Loaded>
    </Modal>
  );
}

function Form({ personId, programme, onClose, choices }: WalkInProps & { choices: AppointmentChoices }) {
  const t = useText();
  const [isMore, setMore] = useState(false);
  // What is asked most is answered already: the programme of the case, its first service, in the office, the person is here.
  const first = choices.services.find((one) => !programme || one.programme.id === programme) ?? choices.services[0];
  const form = useServerForm({
    initial: { person: personId ?? null, service: first ? serviceKey(first) : null, place: first?.places[0]?.key ?? "office", candidate_present: true, ...NOTHING_AROUND },
    labels: { person: t("form.person"), service: t("field.service"), place: t("field.place"), candidate_present: t("walk.present"), ...useAroundLabels() },
    check: (values) => ({ person: values.person ? null : t("form.personAsked"), service: values.service ? null : t("form.serviceAsked") }),
    save: ({ service, ...values }, intent) => {
      const chosen = serviceOf(choices, service);
      return walkIn({ ...values, programme: chosen?.programme.id, service: chosen?.key }, intent) as Promise<AppointmentRecord>;
    },
    onSaved: () => {
      toastDone(t("walk.done"));
      onClose();
    },
    refresh: [...REFRESHED, "/api/v1/cases/"],
  });
  const service = serviceOf(choices, form.values.service);
  return (
    <FormBody form={form} submitLabel={t("walk.submit")} onCancel={onClose}>
      <div className={css.stack} style={{ marginBottom: 24 }}>
        <div>{t("walk.hint")}</div>
        {personId ? null : <PersonPicker {...form.field("person")} description={t("form.personHint")} onChange={(id) => form.set("person", id)} />}
        <ServicePick form={form} choices={choices} programme={programme} />
        <Select {...form.field("place")} data={(service?.places ?? []).map((one) => ({ value: one.key, label: one.label }))} maw={360} />
        <Checkbox {...form.field("candidate_present", { type: "checkbox" })} description={form.values.candidate_present ? undefined : t("present.noHint")} />
        {isMore ? (
          <AroundFields form={form} choices={choices} />
        ) : (
          <div>
            <Button variant="subtle" onClick={() => setMore(true)}>
              {t("walk.more")}
            </Button>
          </div>
        )}
      </div>
    </FormBody>
  );
}
