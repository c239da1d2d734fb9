import { Button, Stack, Text } from "@mantine/core";

import { formatDate, formatDateTime } from "@/lib/dates";
import { useKeptLine } from "@/lib/kept";
import { useAction, useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { DataList, LinkButton, Loaded, Panel, RecordPage, toastProblem } from "@/ui";

import { HOME, openEmployee, serviceHome, servicePath, type Service } from "../api";
import { useText } from "../text";

export default function ServiceRecord() {
  const id = useParam("employerServiceId");
  const found = useRead<Service>(servicePath(id));
  return <Loaded query={found}>{(one) => <Page one={one} />}</Loaded>;
}

function Page({ one }: { one: Service }) {
  const t = useText();
  const kept = useKeptLine(one.kept);
  const request = one.channel ? [one.channel.label, one.requested_on ? formatDate(one.requested_on) : null, one.requested_by].filter(Boolean).join(" · ") : t("request.none");
  return (
    <RecordPage
      title={one.employer.name}
      documentTitle={t("one")}
      crumbs={[{ label: t("title"), to: HOME }]}
      facts={[
        { label: t("field.kind"), value: one.kind.label },
        { label: t("field.activity"), value: one.activity ? [one.activity.letter, one.activity.label].filter(Boolean).join(") ") : null },
        { label: t("field.givenOn"), value: formatDate(one.given_on) },
        { label: t("field.minutes"), value: one.minutes },
        { label: t("field.staff"), value: one.staff.name },
      ]}
      next={
        one.may_write ? (
          <LinkButton to={`${serviceHome(one.id)}/duzenle`} variant="default">
            {t("edit")}
          </LinkButton>
        ) : null
      }
    >
      <Panel title={t("section.request")}>
        <DataList
          facts={[
            { label: t("field.request"), value: request },
            { label: t("field.subject"), value: one.subject?.label ?? null },
            { label: t("field.topics"), value: one.topics.map((topic) => topic.label).join(", ") || null },
            { label: t("field.participants"), value: one.participants },
            { label: t("field.programme"), value: one.programme.name },
            { label: t("recordedAt"), value: `${formatDateTime(one.recorded_at)} · ${one.recorded_by}` },
            kept,
          ].filter((fact) => fact.value !== null)}
        />
      </Panel>
      {one.note ? (
        <Panel title={t("field.note")}>
          <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{one.note}</Text>
        </Panel>
      ) : null}
      {one.names_employee ? <Employee one={one} /> : null}
    </RecordPage>
  );
}

/** The name is shown when asked for, and that it was is written down; it leaves with the page. */
function Employee({ one }: { one: Service }) {
  const t = useText();
  const open = useAction<undefined, { employee: string }>(() => openEmployee(one.id));
  return (
    <Panel title={t("employee.title")}>
      <Stack gap="sm" align="start">
        <Text size="sm">{t("employee.consent", { date: formatDate(one.employee_consent_on) })}</Text>
        {open.data ? (
          <Text fw={600}>{open.data.employee}</Text>
        ) : (
          <Button variant="default" loading={open.isPending} onClick={() => open.mutate(undefined, { onError: toastProblem })}>
            {t("employee.open")}
          </Button>
        )}
      </Stack>
    </Panel>
  );
}
