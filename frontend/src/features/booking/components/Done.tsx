import { Button, CopyButton } from "@mantine/core";
import { IconCalendarPlus, IconCopy, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";

import { asProblem, type ApiProblem } from "@/lib/problems";
import { AppLink } from "@/ui/AppLink";
import { Notice } from "@/ui/Notice";
import { Panel } from "@/ui/Panel";

import { downloadCalendar, type Booked, type Service } from "../api";
import css from "../booking.module.css";
import { useText } from "../text";
import { whenInWords } from "./Check";
import { Refused } from "./Refused";

/** The appointment as its calendar entry; what goes wrong is said beside the button. */
export function CalendarButton({ code }: { code: string }) {
  const t = useText();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const fetchIt = () => {
    setProblem(null);
    downloadCalendar(code).catch((error: unknown) => setProblem(asProblem(error)));
  };
  return (
    <>
      <Button variant="default" leftSection={<IconCalendarPlus size={20} aria-hidden />} onClick={fetchIt}>
        {t("done.calendar")}
      </Button>
      {problem ? <Refused problem={problem} /> : null}
    </>
  );
}

/** Where and when, as somebody notes it down. */
export function Facts({ appointment }: { appointment: Booked }) {
  const t = useText();
  // The office's own rooms need no word: its name and address say where to go.
  const way = appointment.place === "office" ? "" : appointment.place_label;
  const place = [appointment.unit.name, appointment.unit.address, way].filter(Boolean).join(", ");
  return (
    <dl className={`${css.check} ${css.facts}`}>
      <div>
        <dt>{t("check.time")}</dt>
        <dd>{whenInWords(appointment.starts_at)}</dd>
      </div>
      <div>
        <dt>{t("check.office")}</dt>
        <dd>{place}</dd>
      </div>
    </dl>
  );
}

interface DoneProps {
  code: string;
  appointment: Booked;
  service?: Service;
  isForOther: boolean;
}

/** What to note down, what to bring, what to do when one cannot come. */
export function Done({ code, appointment, service, isForOther }: DoneProps) {
  const t = useText();
  return (
    <>
      <div className={css.code}>
        <strong>{t("done.code")}</strong>
        <div className={css.codeText}>{code}</div>
        <div>{t("done.codeHint")}</div>
        <CopyButton value={code} timeout={4000}>
          {({ copied, copy }) => (
            <Button variant="default" leftSection={<IconCopy size={20} aria-hidden />} onClick={copy}>
              {copied ? t("done.copied") : t("done.copy")}
            </Button>
          )}
        </CopyButton>
      </div>
      <Facts appointment={appointment} />
      <div className={css.actions}>
        <CalendarButton code={code} />
        <Button variant="default" leftSection={<IconPrinter size={20} aria-hidden />} onClick={() => window.print()}>
          {t("done.print")}
        </Button>
      </div>
      {service?.description || isForOther ? (
        <Panel title={t("done.bring")}>
          <div className={css.words}>
            {isForOther ? <p>{t("done.along")}</p> : null}
            {service?.description ? <p>{service.description}</p> : null}
          </div>
        </Panel>
      ) : null}
      <Panel title={t("done.later")}>
        <div className={css.words}>
          <p>{t("done.laterText")}</p>
          <AppLink to="/randevu/kod">{t("haveCode")}</AppLink>
        </div>
      </Panel>
      <Notice meaning="attention">{t("done.kept")}</Notice>
    </>
  );
}
