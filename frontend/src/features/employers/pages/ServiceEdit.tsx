import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { EmptyState, FormPage, LinkButton, Loaded } from "@/ui";

import { CHOICES, editService, HOME, serviceHome, servicePath, SERVICES, type Choices, type Service, type ServiceValues } from "../api";
import { Refusals, ServiceFields, useRefusals, useServiceLabels } from "../components";
import { useText } from "../text";

export default function ServiceEdit() {
  const id = useParam("employerServiceId");
  const service = useRead<Service>(servicePath(id));
  const choices = useRead<Choices>(CHOICES);
  return <Loaded query={service}>{(one) => <Loaded query={choices}>{(codes) => <Form key={one.version} service={one} choices={codes} />}</Loaded>}</Loaded>;
}

function Form({ service, choices }: { service: Service; choices: Choices }) {
  const t = useText();
  const go = useGo();
  const labels = useServiceLabels();
  const home = serviceHome(service.id);
  const form = useServerForm<ServiceValues, Service>({
    initial: {
      programme: service.programme.id, kind: service.kind.key, activity: service.activity?.key ?? null, provider: service.employer.provider,
      employer_name: service.employer.provider ? "" : service.employer.name, channel: service.channel?.key ?? "", requested_on: service.requested_on, requested_by: service.requested_by,
      subject: service.subject?.key ?? "", topics: service.topics.map((one) => one.key), given_on: service.given_on, minutes: service.minutes, participants: service.participants ?? "",
      employee: "", employee_consent_on: null, note: service.note,
    }, // prettier-ignore
    labels,
    version: service.version,
    save: (values, { ifMatch }) => editService(service.id, values, service.names_employee && !values.employee, ifMatch),
    onSaved: () => go(home),
    refresh: [SERVICES],
  });
  const refusals = useRefusals(form.values);
  if (!service.may_write) return <EmptyState title={t("readOnly")} actions={<LinkButton to={home}>{t("back")}</LinkButton>} />;
  return (
    <FormPage title={t("edit")} documentTitle={t("one")} crumbs={[{ label: t("title"), to: HOME }, { label: t("one"), to: home }]} form={form} cancelTo={home} blockedBecause={refusals.map((one) => `${one.message} (${one.article})`)}>
      <ServiceFields form={form} choices={choices} isNew={false} namesEmployee={service.names_employee} />
      <Refusals refusals={refusals} />
    </FormPage>
  );
}
