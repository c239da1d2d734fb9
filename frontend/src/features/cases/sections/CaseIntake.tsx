import { Button, Group, List, Stack, Text } from "@mantine/core";

import type { CaseInView } from "@/config/feature";
import { call } from "@/lib/api";
import { formatDate, formatDateTime } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import { AppLink, DataList, Disclosure, LinkButton, Loaded, Notice, Panel, Status, toastDone, useProblemText } from "@/ui";

import { caseHome, CASES } from "../api";
import { applicationPath, giveReceipt, type Intake, type Receipt } from "../intake";
import { useIntakeText } from "../intakeText";
import { usePurposes } from "../purposes";

/** The way in: what is still missing and where it is mended, the receipt, the number. */
export default function CaseIntake({ one }: { one: CaseInView }) {
  const t = useIntakeText();
  const found = useRead<Intake>(applicationPath(one.id));
  // Past the pre-application, and in programmes without such a step, only the number is told.
  if (found.data && !found.data.application && !found.data.step) return null;
  return (
    <Panel title={found.data?.application ? t("intake.titleDone") : t("intake.title")} id="basvuru">
      <Loaded query={found} lines={3}>
        {(data) => (data.application ? <Recorded one={one} data={data} application={data.application} /> : <Waiting one={one} data={data} />)}
      </Loaded>
    </Panel>
  );
}

function Recorded({ one, data, application }: { one: CaseInView; data: Intake; application: NonNullable<Intake["application"]> }) {
  const t = useIntakeText();
  const purposes = usePurposes();
  return (
    <Stack gap="md">
      <DataList
        facts={[
          { label: t("intake.number"), value: application.number },
          { label: t("intake.ground"), value: application.ground_label },
          ...(application.will_label ? [{ label: t("intake.will"), value: application.will_label }] : []),
        ]}
      />
      <Text size="sm" c="dimmed">
        {t("intake.recorded", { date: formatDate(application.recorded_at), by: application.recorded_by })}
      </Text>
      {application.ground === "exception" ? (
        <Disclosure label={t("intake.exception")} purposes={purposes} read={(purpose) => call<{ reason: string }>("GET", `${applicationPath(one.id)}exception/`, { query: { purpose } })}>
          {(opened) => <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{opened.reason}</Text>}
        </Disclosure>
      ) : null}
      <Receipts rows={data.receipts} />
    </Stack>
  );
}

function Waiting({ one, data }: { one: CaseInView; data: Intake }) {
  const t = useIntakeText();
  return (
    <Stack gap="md">
      <Missing data={data} caseId={one.id} />
      <Meetings data={data} />
      {data.queue_place !== null && data.waiting_since ? <Text>{t("intake.place", { place: data.queue_place, date: formatDate(data.waiting_since) })}</Text> : null}
      {data.may_write ? <Actions one={one} data={data} /> : null}
      <Receipts rows={data.receipts} />
    </Stack>
  );
}

/** What is missing, as links to where it is mended. */
export function Missing({ data, caseId, isTitled = true }: { data: Intake; caseId: string; isTitled?: boolean }) {
  const t = useIntakeText();
  const nothing = data.information.length === 0 && data.documents.length === 0 && data.undecided.length === 0;
  return (
    <div>
      {nothing ? <Status meaning="done">{t("intake.nothingMissing")}</Status> : isTitled ? <Text fw={600}>{t("intake.missing")}</Text> : null}
      <List spacing={4}>
        {data.information.map((item) => (
          <List.Item key={item.field}>
            <AppLink to={item.href}>{item.label}</AppLink>
          </List.Item>
        ))}
        {data.documents.map((item) => (
          <List.Item key={item.key}>
            {isTitled ? <a href="#belgeler">{item.label}</a> : <AppLink to={`${caseHome(caseId)}#belgeler`}>{item.label}</AppLink>} ({item.standing_label})
          </List.Item>
        ))}
        {data.undecided.map((item) => (
          <List.Item key={item.key}>
            {item.label} ({item.standing_label})
          </List.Item>
        ))}
      </List>
      {data.further.length > 0 ? (
        <details>
          <summary>{t("intake.further")}</summary>
          <List spacing={4}>
            {data.further.map((item) => (
              <List.Item key={item.field}>
                <AppLink to={item.href}>{item.label}</AppLink>
              </List.Item>
            ))}
          </List>
        </details>
      ) : null}
    </div>
  );
}

function Meetings({ data }: { data: Intake }) {
  const t = useIntakeText();
  if (!data.may_except) return null;
  return (
    <div>
      <Text fw={600}>{t("intake.meeting")}</Text>
      {data.meetings.length === 0 ? <Text>{t("intake.noMeeting")}</Text> : null}
      {data.meetings.slice(0, 3).map((met) => (
        <Group key={met.id} gap="xs">
          <Text>{t("intake.meetingLine", { date: formatDateTime(met.starts_at), place: met.place_label, service: met.service })}</Text>
          <Status meaning={met.candidate_present ? "done" : "attention"}>{t(met.candidate_present ? "intake.present" : "intake.absent")}</Status>
        </Group>
      ))}
    </div>
  );
}

function Actions({ one, data }: { one: CaseInView; data: Intake }) {
  const t = useIntakeText();
  const words = useProblemText();
  const give = useAction((_: null, intent) => giveReceipt(one.id, intent), { refresh: [CASES], onDone: () => toastDone(t("intake.receiptGiven")) });
  const problem = give.error ? words(give.error) : null;
  return (
    <div>
      <Group gap="xs">
        {data.step ? (
          // The head of the page has the same step as its first act: here it is one way among others.
          <LinkButton to={`${caseHome(one.id)}/basvuru`} variant="default">
            {data.can_record ? t("intake.record") : t("intake.toPage")}
          </LinkButton>
        ) : null}
        <Button variant="default" loading={give.isPending} onClick={() => give.mutate(null)}>
          {t("intake.receipt")}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        {t("intake.receiptHint")}
      </Text>
      {problem ? (
        <Notice meaning="danger" live="alert" title={problem.title}>
          {problem.detail}
        </Notice>
      ) : null}
    </div>
  );
}

function Receipts({ rows }: { rows: readonly Receipt[] }) {
  const t = useIntakeText();
  if (rows.length === 0) return null;
  return (
    <div>
      <Text fw={600}>{t("intake.receipts")}</Text>
      <List spacing={4}>
        {rows.map((row) => (
          <List.Item key={row.id}>
            {t("intake.receiptLine", { date: formatDateTime(row.issued_at), place: row.place, by: row.issued_by })}{" "}
            {row.letter ? (
              <AppLink to={`/yazilar/${row.letter}`} aria-label={`${t("intake.receiptLetter")}: ${formatDateTime(row.issued_at)}`}>
                {t("intake.receiptLetter")}
              </AppLink>
            ) : null}
            {row.missing.length > 0 ? (
              <Text size="sm" c="dimmed">
                {t("intake.receiptMissing", { names: row.missing.join(", ") })}
              </Text>
            ) : null}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
