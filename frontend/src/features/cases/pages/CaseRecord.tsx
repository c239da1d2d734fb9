import { formatDate } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { AppLink, Loaded, Panel, RecordPage, Status } from "@/ui";
import { Answer } from "@/ui/Answer";

import { casePath, type Case } from "../api";
import { CaseActions } from "../components/CaseActions";
import { CaseSections } from "../components/CaseSections";
import { CaseContents } from "../components/CaseContents";
import { CaseForms, OtherForms } from "../components/CaseForms";
import { CaseNotices } from "../components/CaseNotices";
import { CaseSteps } from "../components/CaseSteps";
import { CaseTimeline } from "../components/CaseTimeline";
import { useText } from "../text";

export default function CaseRecord() {
  const found = useRead<Case>(casePath(useParam("caseId")));
  return <Loaded query={found}>{(one) => <Record one={one} />}</Loaded>;
}

function Record({ one }: { one: Case }) {
  const t = useText();
  const sections = { one, isEntering: one.state === "open" && one.steps.some((step) => step.act === "record_application") };
  return (
    <RecordPage
      title={one.number}
      // Tabs of the browser are read by others: neither the person's name nor the programme's belongs there.
      documentTitle={t("one")}
      lead={<AppLink to={`/kisiler/${one.person.id}`}>{one.person.name}</AppLink>}
      crumbs={[{ label: t("title"), to: "/dosyalar" }]}
      badge={one.state === "closed" ? <Status meaning="neutral">{one.closure?.label ?? t("closed")}</Status> : <Status meaning={one.is_overdue ? "danger" : "info"}>{one.stage.label}</Status>}
      actions={<CaseActions one={one} />}
      facts={[
        { label: t("field.programme"), value: one.programme.name },
        { label: t("field.stage"), value: one.stage.label },
        { label: t("field.since"), value: `${formatDate(one.stage_since)} (${one.days_in_stage > 0 ? t("days", { count: one.days_in_stage }) : t("today")})` },
        { label: t("field.due"), value: one.due_on ? formatDate(one.due_on) : null, unknown: "—" },
        { label: t("field.responsible"), value: one.responsible?.name, unknown: t("nobody") },
      ]}
      next={one.state === "open" ? <CaseSteps one={one} /> : undefined}
      notices={<CaseNotices one={one} />}
      side={<CaseTimeline one={one} />}
    >
      <CaseContents />
      <CaseSections {...sections} from={0} to={40} />
      <CaseForms one={one} />
      <CaseSections {...sections} from={40} to={85} />
      <OtherForms one={one} />
      {one.eligibility.clauses.length > 0 ? (
        <Panel title={t("record.eligibility")}>
          <p style={{ marginTop: 0 }}>{t("record.eligibilityHint")}</p>
          <Answer answer={one.eligibility} isCompact />
        </Panel>
      ) : null}
      <CaseSections {...sections} from={85} to={1000} />
    </RecordPage>
  );
}
