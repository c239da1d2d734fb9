import { Select } from "@mantine/core";

import type { ServerForm } from "@/lib/form";

import type { AppointmentChoices, Service } from "../api";

export const serviceKey = (one: Service) => `${one.programme.id} ${one.key}`;

export const serviceOf = (choices: AppointmentChoices, value: string | null | undefined) => choices.services.find((one) => serviceKey(one) === value);

/** The services, under the programme that gives them; those of one programme only where it is known. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function ServicePick({ form, choices, programme, onChosen }: { form: ServerForm<any>; choices: AppointmentChoices; programme?: string; onChosen?: (service: Service) => void }) {
  const mine = choices.services.filter((one) => !programme || one.programme.id === programme);
  const programmes = [...new Map(mine.map((one) => [one.programme.id, one.programme.name]))];
  return (
    <Select
      {...form.field("service")}
      data={programmes.map(([id, name]) => ({ group: name, items: mine.filter((one) => one.programme.id === id).map((one) => ({ value: serviceKey(one), label: one.label })) }))}
      onChange={(value) => {
        form.set("service", value);
        const service = serviceOf(choices, value);
        if (!service) return;
        if (!service.places.some((one) => one.key === form.values.place)) form.set("place", service.places[0]?.key ?? "office");
        onChosen?.(service);
      }}
    />
  );
}
