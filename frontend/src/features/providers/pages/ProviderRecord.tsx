import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { formatDate } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { ConfirmWithReason, DataList, LinkButton, Loaded, Notice, Panel, RecordPage, toastDone } from "@/ui";

import { DAYS, PROVIDERS, providerPath, writeHours, type Provider } from "../api";
import { Freshness } from "../components/Freshness";
import { useText } from "../text";

export default function ProviderRecord() {
  const provider = useRead<Provider>(providerPath(useParam("providerId")));
  return <Loaded query={provider}>{(data) => <Record provider={data} />}</Loaded>;
}

function Record({ provider }: { provider: Provider }) {
  const t = useText();
  const can = useCan();
  const path = providerPath(provider.id);
  const [isClosing, setClosing] = useState(false);
  const refresh = [PROVIDERS, path];
  const confirm = useAction((_: null, context) => call<Provider>("POST", `${path}confirm/`, context), { refresh, onDone: () => toastDone(t("confirmed")) });
  const close = useAction((reason: string, context) => call<Provider>("POST", `${path}closing/`, { body: { reason }, ifMatch: provider.version, ...context }), {
    refresh,
    onDone: () => setClosing(false),
  });
  const reopen = useAction(() => call<Provider>("DELETE", `${path}closing/`, { ifMatch: provider.version }), { refresh, onDone: () => toastDone(t("reopened")) });
  const mayWrite = can("directory.write");
  return (
    <RecordPage
      title={provider.name}
      crumbs={[{ label: t("title"), to: "/kuruluslar" }]}
      badge={<Freshness value={provider.freshness} />}
      actions={
        mayWrite ? (
          <>
            <LinkButton to={`/kuruluslar/${provider.id}/duzenle`} variant="default">
              {t("edit")}
            </LinkButton>
            {provider.closed_on ? (
              <Button variant="default" loading={reopen.isPending} onClick={() => reopen.mutate(null)}>
                {t("reopen")}
              </Button>
            ) : (
              <Button variant="subtle" color="danger" onClick={() => setClosing(true)}>
                {t("close")}
              </Button>
            )}
          </>
        ) : null
      }
      facts={[
        { label: t("field.kind"), value: provider.kind_label },
        { label: t("field.phone"), value: provider.phone ? <a href={`tel:${provider.phone.replaceAll(" ", "")}`}>{provider.phone}</a> : null },
        { label: t("field.email"), value: provider.email ? <a href={`mailto:${provider.email}`}>{provider.email}</a> : null },
        { label: t("field.district"), value: [provider.district, provider.province].filter(Boolean).join(", ") },
        { label: t("field.lastConfirmed"), value: formatDate(provider.last_confirmed_on) },
      ]}
      next={
        mayWrite && provider.freshness !== "fresh" && !provider.closed_on ? (
          <Button loading={confirm.isPending} onClick={() => confirm.mutate(null)}>
            {t("confirm")}
          </Button>
        ) : null
      }
      notices={<Notices provider={provider} />}
    >
      <ServicesPanel provider={provider} />
      <ContactsPanel provider={provider} />
      <PlacePanel provider={provider} />
      {isClosing ? (
        <ConfirmWithReason
          title={t("closeTitle")}
          consequences={[t("closeEffect")]}
          confirmLabel={t("close")}
          reasonMinLength={3}
          reasonLabel={t("closeReason")}
          isBusy={close.isPending}
          problem={close.error}
          onConfirm={(reason) => close.mutate(reason)}
          onClose={() => setClosing(false)}
        />
      ) : null}
    </RecordPage>
  );
}

function Notices({ provider }: { provider: Provider }) {
  const t = useText();
  if (provider.closed_on) return <Notice meaning="attention">{t("closed", { date: formatDate(provider.closed_on) })}</Notice>;
  if (provider.freshness === "never") return <Notice meaning="attention">{t("never")}</Notice>;
  if (provider.freshness === "stale") return <Notice meaning="attention">{t("stale", { date: formatDate(provider.last_confirmed_on) })}</Notice>;
  return null;
}

function ServicesPanel({ provider }: { provider: Provider }) {
  const t = useText();
  const catalogue = useCatalogue();
  return (
    <Panel title={t("section.services")}>
      {provider.services.length === 0 ? <Text>{t("noServices")}</Text> : null}
      <Stack gap="lg">
        {provider.services.map((service) => {
          const groups = service.target_groups ?? [];
          return (
            <div key={service.id}>
              <Text fw={600}>{service.name}</Text>
              <Text size="sm">
                {service.topic_label} · {groups.length > 0 ? groups.map((key) => catalogue.label("target_group", key)).join(", ") : t("everyone")}
                {service.is_free === null || service.is_free === undefined ? "" : ` · ${service.is_free ? t("free") : t("paid")}`}
              </Text>
              {service.description ? <Text size="sm">{service.description}</Text> : null}
              {service.how_to_apply ? (
                <Text size="sm">
                  {t("field.howToApply")}: {service.how_to_apply}
                </Text>
              ) : null}
            </div>
          );
        })}
      </Stack>
    </Panel>
  );
}

function ContactsPanel({ provider }: { provider: Provider }) {
  const t = useText();
  return (
    <Panel title={t("section.people")}>
      {provider.contacts.length === 0 ? <Text>{t("noContacts")}</Text> : null}
      <Stack gap="sm">
        {provider.contacts.map((contact) => (
          <div key={contact.id}>
            <Text fw={600}>{contact.full_name}</Text>
            <Text size="sm">{[contact.duty, contact.phone, contact.email].filter(Boolean).join(" · ")}</Text>
          </div>
        ))}
      </Stack>
    </Panel>
  );
}

function PlacePanel({ provider }: { provider: Provider }) {
  const t = useText();
  const hasHours = Object.keys(provider.opening_hours).length > 0;
  const hours = DAYS.map((day) => ({ label: t(`day.${day}`), value: writeHours(provider.opening_hours[day]), unknown: hasHours ? t("closedDay") : t("hoursUnknown") }));
  return (
    <Panel title={t("section.contact")}>
      <DataList
        facts={[
          { label: t("field.address"), value: [provider.neighbourhood, provider.address].filter(Boolean).join(", ") },
          { label: t("field.website"), value: provider.website ? <a href={provider.website} rel="noreferrer noopener" target="_blank">{provider.website}</a> : null },
          { label: t("field.accessibility"), value: provider.accessibility },
          ...(hasHours ? hours : [{ label: t("field.hours"), value: null }]),
          { label: t("field.notes"), value: provider.notes },
        ]}
      />
    </Panel>
  );
}
