import { Button, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";

import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { AppLink, FormBody, LinkButton, Loaded, Notice, PageHeader, Panel, toastDone } from "@/ui";

import { caseHome, casePath, CASES, type Case } from "../api";
import { Checks } from "../components/Checks";
import { applicationPath, recordApplication, type ApplicationTyped, type Intake } from "../intake";
import { useIntakeText } from "../intakeText";
import { Missing } from "../sections/CaseIntake";
import { useText } from "../text";

/** The page on which an application is recorded: it speaks before the click, with the articles' own text. */
export default function CaseApplication() {
  const id = useParam("caseId");
  const t = useIntakeText();
  const cases = useText();
  const one = useRead<Case>(casePath(id));
  const intake = useRead<Intake>(applicationPath(id));
  return (
    <>
      <PageHeader
        title={t("application.title")}
        crumbs={[
          { label: cases("title"), to: "/dosyalar" },
          { label: one.data?.number ?? cases("one"), to: caseHome(id) },
        ]}
      />
      <Loaded query={one}>{(found) => <Loaded query={intake}>{(data) => <Page one={found} data={data} />}</Loaded>}</Loaded>
    </>
  );
}

function Page({ one, data }: { one: Case; data: Intake }) {
  const t = useIntakeText();
  if (data.application && !data.step) {
    return (
      <Notice meaning="done" title={t("application.already", { number: data.application.number })} actions={<Back id={one.id} />}>
        {data.application.ground_label}
      </Notice>
    );
  }
  if (!data.step) {
    return (
      <Notice title={t("application.noStep")} actions={<Back id={one.id} />}>
        {t("application.noStepHint")}
      </Notice>
    );
  }
  return (
    <Stack gap="lg">
      <Text>
        <AppLink to={`/kisiler/${one.person.id}`}>{one.person.name}</AppLink>. {t("application.lead", { stage: data.step.target })}
      </Text>
      <Panel title={t("application.checks")}>{data.checks.length > 0 ? <Checks checks={data.checks} /> : <Text>{t("application.noChecks")}</Text>}</Panel>
      <Panel title={t("intake.missing")}>
        <Missing data={data} caseId={one.id} isTitled={false} />
      </Panel>
      {data.obstacles.length > 0 ? (
        <Panel title={t("application.obstacles")}>
          {data.obstacles.map((found) => (
            <Text key={found.message}>
              {found.form ? <AppLink to={`${caseHome(one.id)}/formlar/${found.form}`}>{found.message}</AppLink> : found.message} {found.remedy} {found.article}
            </Text>
          ))}
        </Panel>
      ) : null}
      {data.may_write ? <Record one={one} data={data} /> : <Notice>{t("application.readOnly")}</Notice>}
    </Stack>
  );
}

function Back({ id }: { id: string }) {
  const t = useIntakeText();
  return (
    <LinkButton to={caseHome(id)} variant="default" size="sm">
      {t("application.back")}
    </LinkButton>
  );
}

function Record({ one, data }: { one: Case; data: Intake }) {
  const t = useIntakeText();
  const go = useGo();
  const appointment = data.checks.find((check) => check.guard === "attended_appointment");
  const [isExcepted, setExcepted] = useState(false);
  const form = useServerForm<ApplicationTyped, Intake>({
    initial: { exception_reason: "", will: "", reason: "" },
    labels: { exception_reason: t("application.exception_reason"), will: t("application.will"), reason: t("application.reason") },
    version: data.version,
    save: (typed, intent) => recordApplication(one.id, data.version, isExcepted ? typed : { ...typed, exception_reason: "", will: "" }, intent),
    latest: () => Promise.resolve({ values: {}, version: data.version }),
    onSaved: (saved) => {
      toastDone(t("application.done", { number: saved.application?.number ?? "" }));
      go(caseHome(one.id));
    },
    refresh: [CASES],
  });
  // The exception answers the appointment alone; whatever else is missing keeps the button shut.
  const refusing = data.checks.filter((check) => !check.allowed && !(isExcepted && check.guard === "attended_appointment"));
  const blocked = [...refusing.map((check) => `${check.message} (${check.article})`), ...data.obstacles.map((found) => found.message)];
  const { id: willId, label: willLabel, error: willError, ...will } = form.field("will");
  return (
    <Panel>
      <FormBody form={form} submitLabel={t("application.submit")} cancelTo={caseHome(one.id)} blockedBecause={blocked}>
        {appointment && !appointment.allowed ? (
          <Stack gap="md" mb="lg">
            <Button variant="subtle" aria-expanded={isExcepted} onClick={() => setExcepted(!isExcepted)} style={{ alignSelf: "flex-start", height: "auto", minHeight: 36 }} styles={{ label: { whiteSpace: "normal" } }}>
              {t("application.exceptionOpen")}
            </Button>
            {isExcepted ? (
              <>
                <Text>{t("application.exceptionHint")}</Text>
                <Textarea {...form.field("exception_reason")} autosize minRows={3} />
                <Radio.Group id={willId} label={willLabel} error={willError} value={will.value as string} onChange={(value) => form.set("will", value)}>
                  <Stack gap="xs" mt="xs">
                    {data.wills.map((one_) => (
                      <Radio key={one_.key} value={one_.key} label={one_.label} />
                    ))}
                  </Stack>
                </Radio.Group>
              </>
            ) : null}
          </Stack>
        ) : null}
        {data.step?.needs_reason ? <Textarea {...form.field("reason")} autosize minRows={2} mb="lg" /> : null}
      </FormBody>
    </Panel>
  );
}
