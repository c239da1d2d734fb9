import { todayIso } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { EmptyState, FormPage, Loaded, toastDone } from "@/ui";

import { CHOICES, HOME, recordService, serviceHome, SERVICES, type Choices, type ServiceValues } from "../api";
import { Refusals, ServiceFields, useRefusals, useServiceLabels } from "../components";
import { useText } from "../text";

export default function ServiceNew() {
  const t = useText();
  const choices = useRead<Choices>(CHOICES);
  return (
    <Loaded query={choices}>
      {(found) => (found.programmes.length === 0 ? <EmptyState title={t("none.title")}>{t("none.text")}</EmptyState> : <Form choices={found} />)}
    </Loaded>
  );
}

function Form({ choices }: { choices: Choices }) {
  const t = useText();
  const go = useGo();
  const labels = useServiceLabels();
  const form = useServerForm<ServiceValues, { id: string }>({
    initial: {
      programme: choices.programmes[0]?.id ?? null, kind: "", activity: null, provider: null, employer_name: "", channel: "", requested_on: null, requested_by: "", subject: "", topics: [],
      given_on: todayIso(), minutes: 60, participants: "", employee: "", employee_consent_on: null, note: "",
    }, // prettier-ignore
    labels,
    check: (values) => ({ kind: values.kind ? null : t("kindMissing") }),
    save: (values, context) => recordService(values, context),
    onSaved: (saved) => {
      toastDone(t("saved"));
      go(serviceHome(saved.id));
    },
    refresh: [SERVICES],
    draft: { key: "employers.new", omit: ["employee", "employee_consent_on", "note", "requested_by"] },
  });
  const refusals = useRefusals(form.values);
  return (
    <FormPage title={t("new")} lead={t("newLead")} crumbs={[{ label: t("title"), to: HOME }]} form={form} cancelTo={HOME} blockedBecause={refusals.map((one) => `${one.message} (${one.article})`)}>
      <ServiceFields form={form} choices={choices} isNew />
      <Refusals refusals={refusals} />
    </FormPage>
  );
}
