import { Group, Stack } from "@mantine/core";

import { formatDate, formatDateTime } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { AppLink, DataList, LinkButton, Loaded, Notice, PageHeader, Panel } from "@/ui";

import { caseHome, visitHome, visitPath, type Visit } from "../api";
import { VisitWordsOf } from "../components/VisitWords";
import { useText } from "../text";

export default function VisitRecord() {
  const t = useText();
  const visitId = useParam("visitId");
  const found = useRead<Visit>(visitPath(visitId));
  return (
    <>
      <PageHeader title={t("visit.one")} documentTitle={t("visit.one")} crumbs={[{ label: t("title"), to: "/ziyaretler" }]} />
      <Loaded query={found}>{(visit) => <Page visit={visit} />}</Loaded>
    </>
  );
}

function Page({ visit }: { visit: Visit }) {
  const t = useText();
  const facts = [
    { label: t("form.who"), value: <AppLink to={caseHome(visit.case.id)}>{visit.case.person.name} · {visit.case.number}</AppLink> },
    { label: t("form.visitedOn"), value: formatDate(visit.visited_on) },
    { label: t("form.place"), value: visit.place.label },
    { label: t("form.minutes"), value: t("minutes", { count: visit.minutes }) },
    { label: t("form.activity"), value: visit.activity ? [visit.activity.letter, visit.activity.label].filter(Boolean).join(") ") : null },
    { label: t("form.topics"), value: visit.topics.map((one) => one.label).join(", ") || null },
    { label: t("form.nextOn"), value: visit.next_on ? formatDate(visit.next_on) : null },
    { label: t("visit.by"), value: visit.acting_for ? t("visit.actingFor", { by: visit.by.name, for: visit.acting_for }) : visit.by.name },
    { label: t("visit.recordedAt"), value: formatDateTime(visit.recorded_at) },
  ].filter((one) => one.value !== null);
  return (
    <Stack gap="lg" maw={820}>
      {visit.corrected_by ? (
        <Notice meaning="attention" title={t("visit.wasCorrected")}>
          <AppLink to={visitHome(visit.corrected_by)}>{t("visit.openCorrection")}</AppLink>
        </Notice>
      ) : null}
      {visit.corrects ? (
        <Notice meaning="info" title={t("visit.isCorrection")}>
          <AppLink to={visitHome(visit.corrects)}>{t("visit.openFirst")}</AppLink>
        </Notice>
      ) : null}
      <Panel title={t("visit.what")}>
        <DataList facts={facts} />
      </Panel>
      <Panel title={t("visit.words")}>
        <VisitWordsOf visit={visit} />
      </Panel>
      <Group>
        {visit.may_mend || visit.may_correct ? (
          <LinkButton to={`${visitHome(visit.id)}/duzenle`} variant="default">
            {visit.may_mend ? t("visit.mend") : t("visit.correct")}
          </LinkButton>
        ) : null}
        <LinkButton to={`/ziyaretler`} variant="subtle">
          {t("visit.toList")}
        </LinkButton>
      </Group>
    </Stack>
  );
}
