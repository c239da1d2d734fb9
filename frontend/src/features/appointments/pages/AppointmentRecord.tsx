import { Button, Group } from "@mantine/core";
import { IconCalendarDown } from "@tabler/icons-react";
import { useState } from "react";

import { download } from "@/lib/api";
import { formatDateTime, todayIso } from "@/lib/dates";
import { dayOf } from "@/lib/days";
import { useKeptLine } from "@/lib/kept";
import { useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { AppLink, DataList, GuardedButton, Loaded, Notice, Panel, RecordPage, Status, toastProblem, type Fact } from "@/ui";

import { appointmentHome, appointmentPath, HOME, type AppointmentRecord as Found } from "../api";
import { CancelDialog, MatchDialog, MoveDialog } from "../components/ActDialogs";
import { AttendancePanel } from "../components/AttendancePanel";
import { AttendanceDialog } from "../components/AttendanceDialog";
import { CorrectionDialog } from "../components/CorrectionDialog";
import { Messages } from "../components/Messages";
import { useText } from "../text";
import { isDue, MEANINGS, nameOf, spanInWords, whenInWords } from "../words";

type Act = "attended" | "missed" | "correct" | "move" | "cancel" | "match";

export default function AppointmentRecord() {
  const found = useRead<Found>(appointmentPath(useParam("appointmentId")));
  return <Loaded query={found}>{(one) => <Record one={one} />}</Loaded>;
}

function Record({ one }: { one: Found }) {
  const t = useText();
  const [act, setAct] = useState<Act | null>(null);
  const kept = useKeptLine(one.kept, one.kept_with_file);
  const close = () => setAct(null);
  const name = nameOf(one, t("unknownPerson"));
  return (
    <RecordPage
      title={whenInWords(one.starts_at)}
      documentTitle={t("one")}
      crumbs={[{ label: t("title"), to: `${HOME}?gun=${dayOf(one.starts_at)}` }]}
      lead={one.person ? <AppLink to={`/kisiler/${one.person.id}`}>{name}</AppLink> : name}
      badge={<Status meaning={MEANINGS[one.state]}>{one.state_label}</Status>}
      facts={[
        { label: t("field.service"), value: one.service.label },
        { label: t("field.when"), value: spanInWords(one) },
        { label: t("field.where"), value: [one.place_label, one.room, one.address].filter(Boolean).join(", ") },
        { label: t("field.staff"), value: one.staff?.name, unknown: t("day.noStaff") },
        { label: t("field.unit"), value: one.unit.name },
      ]}
      notices={<Notices one={one} onMatch={() => setAct("match")} />}
      next={one.may_write && !one.recorded_at ? <Acts one={one} onAct={setAct} /> : undefined}
    >
      <AttendancePanel one={one} onCorrect={() => setAct("correct")} />
      <Panel title={t("form.around")}>
        <DataList facts={kept.value ? [...aroundFacts(one, t), kept] : aroundFacts(one, t)} />
      </Panel>
      {one.messages ? <Messages messages={one.messages} /> : null}
      {act === "attended" || act === "missed" ? <AttendanceDialog one={one} state={act} onClose={close} /> : null}
      {act === "correct" && one.correctable ? <CorrectionDialog one={one} correctable={one.correctable} onClose={close} /> : null}
      {act === "move" ? <MoveDialog one={one} onClose={close} /> : null}
      {act === "cancel" ? <CancelDialog one={one} onClose={close} /> : null}
      {act === "match" ? <MatchDialog one={one} onClose={close} /> : null}
    </RecordPage>
  );
}

function Notices({ one, onMatch }: { one: Found; onMatch: () => void }) {
  const t = useText();
  if (!one.may_write) return <Notice>{t("record.readOnly")}</Notice>;
  if (one.needs_moving && one.state === "booked") {
    return (
      <Notice meaning="attention" title={t("needsMoving")}>
        {t("needsMovingHint")}
      </Notice>
    );
  }
  if (one.person || one.state === "cancelled") return null;
  return (
    <Notice
      meaning="attention"
      title={t("record.unmatchedTitle")}
      actions={
        <Button size="sm" onClick={onMatch}>
          {t("record.match")}
        </Button>
      }
    >
      {t("record.unmatchedHint", { name: one.contact_name || t("unknownPerson") })} {one.is_public ? t("record.publicHint") : null}
    </Notice>
  );
}

/** What can be done now; what cannot be done yet says why. */
function Acts({ one, onAct }: { one: Found; onAct: (act: Act) => void }) {
  const t = useText();
  const isBooked = one.state === "booked";
  const isEarly = !isDue(one, todayIso());
  const tooEarly = new Date(one.starts_at) > new Date() ? [{ message: t("record.notYetMissed") }] : [];
  return (
    <Group gap="sm" align="flex-start">
      {isBooked ? (
        <>
          {isEarly ? null : (
            <>
              <Button onClick={() => onAct("attended")}>{t("came")}</Button>
              <GuardedButton variant="default" obstacles={tooEarly} onClick={() => onAct("missed")}>
                {t("missed")}
              </GuardedButton>
            </>
          )}
          <Button variant="default" onClick={() => onAct("move")}>
            {t("record.move")}
          </Button>
          <Button variant="default" c="var(--omuz-danger)" onClick={() => onAct("cancel")}>
            {t("record.cancel")}
          </Button>
        </>
      ) : null}
      {isBooked ? (
        <Button variant="subtle" leftSection={<IconCalendarDown size={18} aria-hidden />} onClick={() => void download(`${appointmentPath(one.id)}calendar.ics`, "randevu.ics").catch(toastProblem)}>
          {t("record.ics")}
        </Button>
      ) : null}
      {isBooked && isEarly ? <div style={{ flexBasis: "100%" }}>{t("record.notYet")}</div> : null}
      {one.state === "cancelled" ? t("record.done") : null}
    </Group>
  );
}

function aroundFacts(one: Found, t: ReturnType<typeof useText>): Fact[] {
  // Often only "Annesi" was written for the mother's name: said once.
  const companions = one.companions.map((found) => [...new Set([found.name, found.relation_label ?? found.relation])].filter(Boolean).join(" · "));
  const facts: (Fact | null)[] = [
    { label: t("field.programme"), value: one.programme.name },
    { label: t("field.companions"), value: companions.length > 0 ? companions.map((found, index) => <div key={index}>{found}</div>) : t("record.noCompanions") },
    { label: t("field.interpreter"), value: one.interpreter_label || one.interpreter || t("record.noInterpreter") },
    { label: t("field.needs"), value: one.needs.map((found) => found.label).join(", ") || t("record.noNeeds") },
    { label: t("field.calendar"), value: one.calendar?.name ?? t("day.noCalendar") },
    one.is_public ? { label: t("field.booked"), value: [t("public"), one.booked_at ? formatDateTime(one.booked_at) : ""].filter(Boolean).join(" · ") } : null,
    one.booker_name ? { label: t("field.booker"), value: [one.booker_name, one.relation_label].filter(Boolean).join(" · ") } : null,
    one.phone || one.email ? { label: t("field.contact"), value: [one.phone, one.email].filter(Boolean).join(" · ") } : null,
    one.same_contact && one.same_contact.length > 0
      ? {
          label: t("record.sameContact", { count: one.same_contact.length }),
          value: one.same_contact.map((found) => (
            <div key={found.id}>
              <AppLink to={appointmentHome(found.id)}>{formatDateTime(found.starts_at)}</AppLink>
            </div>
          )),
        }
      : null,
    one.off_slot_reason ? { label: t("record.offSlot"), value: one.off_slot_reason } : null,
    one.note ? { label: t("field.note"), value: one.note } : null,
    one.state === "cancelled" && !one.recorded_at ? { label: t("record.cancelled", { by: one.cancelled_by_label ?? "" }), value: one.cancel_reason } : null,
  ];
  return facts.filter((fact): fact is Fact => fact !== null);
}
