import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { formatTime } from "@/lib/dates";
import { addDays, dayOf, formatDayInWords } from "@/lib/days";
import type { ApiProblem } from "@/lib/problems";
import { Notice } from "@/ui/Notice";
import { LoadingState } from "@/ui/states";

import { nearest, officesOf, serviceOf, type Answers, type Step } from "../answers";
import { BOOKING, daysFrom, type Desk, type FreeDay, type Slot } from "../api";
import css from "../booking.module.css";
import { useText } from "../text";
import { Refused } from "./Refused";

/** "23 Kasım 2026 Pazartesi, 09.30" */
export const whenInWords = (moment: string) => `${formatDayInWords(dayOf(moment))}, ${formatTime(moment)}`;

interface CheckProps {
  desk: Desk;
  answers: Answers;
  onChangeOf: (step: Step) => void;
}

/** Every answer, with a way back to each; going back loses nothing. */
export function Check({ desk, answers, onChangeOf }: CheckProps) {
  const t = useText();
  const service = serviceOf(desk, answers);
  const offices = officesOf(desk, service);
  const isOther = answers.booker === "other";
  const relation = desk.relations.find((one) => one.key === answers.relation)?.label ?? "";
  const needs = desk.needs.filter((one) => answers.needs.includes(one.key)).map((one) => one.label);
  const rows: { label: string; value: ReactNode; step: Step }[] = [
    { label: t("check.subject"), value: service?.label, step: "konu" },
    ...(offices.length > 1 ? [{ label: t("check.office"), value: offices.find((one) => one.id === answers.unit)?.name, step: "yer" as const }] : []),
    { label: t("check.time"), value: whenInWords(answers.starts_at), step: "zaman" },
    { label: t("check.who"), value: t(isOther ? "check.otherName" : "check.selfName", { name: answers.candidate_name.trim() }), step: "kim" },
    ...(isOther
      ? [
          {
            label: t("check.booker"),
            value: `${t("check.bookerName", { name: answers.booker_name.trim(), relation })}, ${t(answers.coming_along === "yes" ? "check.along" : "check.notAlong")}`,
            step: "kim" as const,
          },
        ]
      : []),
    { label: t("check.contact"), value: [answers.phone, answers.email].map((one) => one.trim()).filter(Boolean).join(" · "), step: "iletisim" },
    { label: t("check.needs"), value: needs.join(", ") || t("check.noNeeds"), step: "iletisim" },
  ];
  return (
    <dl className={css.check}>
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
          <dd>
            <Button variant="subtle" size="compact-md" aria-label={t("changeOf", { name: row.label })} onClick={() => onChangeOf(row.step)}>
              {t("change")}
            </Button>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface TakenProps {
  answers: Answers;
  onPick: (slot: Slot) => void;
  onAll: () => void;
}

/** The time went to somebody else between choosing and sending: the nearest free ones, all other answers kept. */
export function Taken({ answers, onPick, onAll }: TakenProps) {
  const t = useText();
  const gone = { id: answers.slot, starts_at: answers.starts_at };
  const day = dayOf(gone.starts_at);
  const wanted = { service: answers.service, programme: answers.programme, unit: answers.unit || undefined };
  const days = useQuery<{ results: FreeDay[] }, ApiProblem>({
    queryKey: [`${BOOKING}days/`, wanted, "nearest", gone.id],
    queryFn: () => daysFrom(wanted, addDays(day, -3)),
    staleTime: 0,
    retry: false,
  });
  const found = days.data ? nearest(days.data.results, gone, 6) : [];
  return (
    <Notice
      meaning="attention"
      live="alert"
      title={t("taken.title")}
      actions={
        <Button variant="default" onClick={onAll}>
          {t("taken.other")}
        </Button>
      }
    >
      {days.error ? <Refused problem={days.error} onRetry={() => void days.refetch()} /> : null}
      {days.isPending ? <LoadingState lines={2} /> : null}
      {days.data ? <p>{t(found.length > 0 ? "taken.detail" : "taken.none")}</p> : null}
      <div className={css.stack} style={{ gap: 8 }}>
        {found.map((slot) => (
          <Button key={slot.id} variant="default" justify="flex-start" h="auto" py="sm" styles={{ label: { whiteSpace: "normal", textAlign: "start" } }} onClick={() => onPick(slot)}>
            {whenInWords(slot.starts_at)}
          </Button>
        ))}
      </div>
    </Notice>
  );
}
