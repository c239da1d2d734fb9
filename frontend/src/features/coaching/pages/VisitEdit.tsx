import { Textarea } from "@mantine/core";
import { useState } from "react";

import { useServerForm } from "@/lib/form";
import { newIntent } from "@/lib/http";
import { useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { EmptyState, FormPage, FormSection, LinkButton, Loaded, Notice } from "@/ui";

import { CHOICES, coachingPath, correctVisit, mendVisit, TODAY, visitHome, visitPath, VISITS, type CaseCoaching, type Choices, type Visit } from "../api";
import { useVisitLabels, VisitFormFields } from "../components/VisitForm";
import { useText } from "../text";

/** Mending a visit on its day, or correcting it later; which of the two, the day decides. */
export default function VisitEdit() {
  const visitId = useParam("visitId");
  const visit = useRead<Visit>(visitPath(visitId));
  const choices = useRead<Choices>(CHOICES);
  return <Loaded query={visit}>{(one) => <Loaded query={choices}>{(codes) => <WithCase key={one.version} visit={one} choices={codes} />}</Loaded>}</Loaded>;
}

function WithCase({ visit, choices }: { visit: Visit; choices: Choices }) {
  const t = useText();
  const coaching = useRead<CaseCoaching>(coachingPath(visit.case.id));
  if ((!visit.may_mend && !visit.may_correct) || !visit.words) {
    return <EmptyState title={t("visit.notYours")} actions={<LinkButton to={visitHome(visit.id)}>{t("visit.back")}</LinkButton>}>{t("visit.notYoursHint")}</EmptyState>;
  }
  return <Loaded query={coaching}>{(one) => <Form visit={visit} coaching={one} choices={choices} />}</Loaded>;
}

function Form({ visit, coaching, choices }: { visit: Visit; coaching: CaseCoaching; choices: Choices }) {
  const t = useText();
  const go = useGo();
  const labels = useVisitLabels();
  const [clientKey] = useState(newIntent);
  const words = visit.words;
  const form = useServerForm({
    initial: {
      visited_on: visit.visited_on as string | null, place: visit.place.key, minutes: visit.minutes as number | string, activity: (visit.activity?.key ?? null) as string | null,
      topics: visit.topics.map((one) => one.key), next_on: visit.next_on, next_words: words?.next_words ?? "", workplace: words?.workplace ?? "", note: words?.note ?? "", reason: "",
    }, // prettier-ignore
    labels,
    version: visit.version,
    check: (values) => ({ reason: visit.may_correct && values.reason.trim().length < 3 ? t("form.reasonMissing") : null }),
    save: ({ reason, ...values }, { idempotencyKey, ifMatch }) =>
      visit.may_mend ? mendVisit(visit, values, ifMatch) : correctVisit(visit, { ...values, reason, client_key: clientKey }, ifMatch, { idempotencyKey }),
    onSaved: (saved) => go(visitHome(saved.id)),
    refresh: [VISITS, TODAY],
  });
  return (
    <FormPage
      title={visit.may_mend ? t("visit.mend") : t("visit.correct")}
      documentTitle={t("visit.one")}
      crumbs={[{ label: t("title"), to: "/ziyaretler" }, { label: t("visit.one"), to: visitHome(visit.id) }]}
      form={form}
      cancelTo={visitHome(visit.id)}
    >
      {visit.may_correct ? (
        <Notice meaning="info" title={t("visit.correctTitle")}>
          {t("visit.correctHint")}
        </Notice>
      ) : null}
      <VisitFormFields form={form as never} coaching={coaching} choices={choices} />
      {visit.may_correct ? (
        <FormSection title={t("form.reasonTitle")}>
          <Textarea {...form.field("reason")} required autosize minRows={2} maxLength={500} />
        </FormSection>
      ) : null}
    </FormPage>
  );
}
