import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";

import { formatDate } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { AppLink, LinkButton, Loaded, Notice, Panel, RecordPage, Status, useUiText } from "@/ui";
import { Answer } from "@/ui/Answer";

import { casePath, type Case } from "../api";
import { AssignDialog, CloseDialog, NoteDialog, ReopenDialog } from "../components/CaseDialogs";
import { CaseSections } from "../components/CaseSections";
import { CaseContents } from "../components/CaseContents";
import { CaseForms, OtherForms } from "../components/CaseForms";
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
      actions={<Actions one={one} />}
      facts={[
        { label: t("field.programme"), value: one.programme.name },
        { label: t("field.stage"), value: one.stage.label },
        { label: t("field.since"), value: `${formatDate(one.stage_since)} (${one.days_in_stage > 0 ? t("days", { count: one.days_in_stage }) : t("today")})` },
        { label: t("field.due"), value: one.due_on ? formatDate(one.due_on) : null, unknown: "—" },
        { label: t("field.responsible"), value: one.responsible?.name, unknown: t("nobody") },
      ]}
      next={one.state === "open" ? <CaseSteps one={one} /> : undefined}
      notices={<Notices one={one} />}
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

function Notices({ one }: { one: Case }) {
  const t = useText();
  const can = useCan();
  const mayMove = can(["programmes.manage", "programmes.approve"]);
  return (
    <>
      {one.is_twin ? (
        <Notice meaning="attention" title={t("record.twin")}>
          {t("record.twinHint")}
        </Notice>
      ) : null}
      {one.closed_at ? <Notice title={t("record.closedOn", { date: formatDate(one.closed_at) })}>{one.closure?.label}</Notice> : null}
      {one.newer_version && one.state === "open" ? (
        <Notice
          title={t("record.newer", { number: one.newer_version.number })}
          actions={
            mayMove ? (
              <LinkButton to={`/dosyalar/tasima/${one.newer_version.id}`} size="sm" variant="default">
                {t("record.move")}
              </LinkButton>
            ) : null
          }
        >
          {t("record.newerHint", { number: one.programme_version.number })}
        </Notice>
      ) : null}
      {one.may_write ? null : <Notice>{t("record.readOnly")}</Notice>}
    </>
  );
}

type Act = "assign" | "close" | "reopen" | "note";

function Actions({ one }: { one: Case }) {
  const t = useText();
  const ui = useUiText();
  const go = useGo();
  const [act, setAct] = useState<Act | null>(null);
  const done = () => setAct(null);
  const isOpen = one.state === "open";
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {ui("more")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => go(`/kisiler/${one.person.id}`)}>{t("record.person")}</Menu.Item>
          {one.may_write ? <Menu.Item onClick={() => setAct("note")}>{t("record.note")}</Menu.Item> : null}
          {one.may_write && isOpen ? <Menu.Item onClick={() => setAct("assign")}>{t("record.assign")}</Menu.Item> : null}
          {one.may_write && isOpen ? <Menu.Item onClick={() => setAct("close")}>{t("record.close")}</Menu.Item> : null}
          {one.may_write && !isOpen ? <Menu.Item onClick={() => setAct("reopen")}>{t("record.reopen")}</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
      {act === "assign" ? <AssignDialog one={one} onClose={done} /> : null}
      {act === "close" ? <CloseDialog one={one} onClose={done} /> : null}
      {act === "reopen" ? <ReopenDialog one={one} onClose={done} /> : null}
      {act === "note" ? <NoteDialog one={one} onClose={done} /> : null}
    </>
  );
}
