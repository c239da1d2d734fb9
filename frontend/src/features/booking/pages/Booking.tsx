import { Button } from "@mantine/core";
import { useEffect, useRef, useState, type FormEvent } from "react";

import { announce } from "@/lib/announce";
import { dropDraft, keepDraft, readDraft } from "@/lib/drafts";
import { asProblem, type ApiProblem } from "@/lib/problems";
import { useAction, useRead } from "@/lib/query";
import { useGo, useSearchParams } from "@/lib/routing";
import { LoadingState, State } from "@/ui/states";

import { bodyOf, faultsOf, NOTHING, reachable, serviceOf, stepsOf, type Answers, type FieldFault, type Step } from "../answers";
import { BOOKING, sendRequest, type Booked, type Desk, type Slot } from "../api";
import css from "../booking.module.css";
import { BookingFrame, LOADING } from "../components/BookingFrame";
import { Check, Taken, whenInWords } from "../components/Check";
import { Done } from "../components/Done";
import { Faults } from "../components/Faults";
import { Refused } from "../components/Refused";
import { ContactStep, OfficeStep, SubjectStep, TimeStep, WhoStep } from "../components/Steps";
import { useEasy } from "../easy";
import { useText } from "../text";

const DRAFT = "booking";
/** Needs can tell of a disability: they are asked again after a reload rather than kept. */
const UNKEPT = ["needs", "website"] as const;
const HOUR = 3_600_000;

/** What was answered in this tab within the hour: a telephone drops a tab that is not looked at. */
function begun(): Answers {
  const draft = readDraft<Partial<Answers>>(DRAFT);
  if (!draft || Date.now() - new Date(draft.at).getTime() > HOUR) return NOTHING;
  return { ...NOTHING, ...draft.values };
}

export default function Booking() {
  const t = useText();
  const easy = useEasy();
  const desk = useRead<Desk>(BOOKING);
  const frame = { stepKey: LOADING, heading: t("title"), isEasy: easy.isOn, onEasy: easy.set, other: { to: "/randevu/kod", label: t("haveCode") } };
  if (desk.data && desk.data.services.length > 0) return <Asking desk={desk.data} />;
  return (
    <BookingFrame {...frame} desk={desk.data}>
      {desk.isPending ? <LoadingState lines={6} /> : null}
      {desk.data || desk.error?.status === 404 ? <State title={t("closed.title")}>{t("closed.detail")}</State> : desk.error ? <Refused problem={desk.error} onRetry={() => void desk.refetch()} /> : null}
    </BookingFrame>
  );
}

/** One question at a time; where one stands is in the address, what was answered is not. */
function Asking({ desk }: { desk: Desk }) {
  const t = useText();
  const go = useGo();
  const easy = useEasy();
  const search = useSearchParams();
  const [answers, setAnswers] = useState(begun);
  const [faults, setFaults] = useState<FieldFault[]>([]);
  const [isReturning, setReturning] = useState(false);
  const [done, setDone] = useState<{ code: string; appointment: Booked } | null>(null);
  const book = useAction((body: Answers, intent) => sendRequest(bodyOf(body), intent), {
    onDone: (answer) => {
      dropDraft(DRAFT);
      setDone(answer);
      go("/randevu?adim=tamam", { replace: true });
    },
  });
  const steps = stepsOf(desk, answers);
  const step = reachable(search.adim, answers, desk);
  const [previous, setPrevious] = useState(step);
  if (previous !== step) {
    // Back and forward of the browser move too: what was wrong with another question is not shown here.
    setPrevious(step);
    setFaults([]);
  }
  useUnfinished(answers, done !== null);

  const change = (next: Answers) => {
    setAnswers(next);
    keepDraft(DRAFT, next, UNKEPT);
    // A complaint goes as soon as it is met; a new one waits for the button.
    setFaults((before) => before.filter((one) => faultsOf(step, next, desk).some((other) => other.field === one.field && other.problem === one.problem)));
  };
  const move = (to: Step) => go(`/randevu?adim=${to}`);
  const forward = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(step, answers, desk);
    setFaults(found);
    if (found.length > 0) return;
    if (step === "ozet") return book.mutate(answers);
    const next = isReturning ? reachable("ozet", answers, desk) : steps[steps.indexOf(step) + 1];
    setReturning(false);
    if (next) move(next);
  };
  const restart = () => {
    dropDraft(DRAFT);
    setAnswers(NOTHING);
    setDone(null);
    book.reset();
    go("/randevu");
  };
  const shared = { desk, isEasy: easy.isOn, onEasy: easy.set, other: { to: "/randevu/kod", label: t("haveCode") } };

  if (done) {
    return (
      <BookingFrame {...shared} heading={t("done.heading")} stepKey="tamam" easy={t("done.easy")}>
        <Done {...done} service={serviceOf(desk, answers)} isForOther={answers.booker === "other"} />
        <div className={css.actions}>
          <Button variant="default" onClick={restart}>
            {t("newOne")}
          </Button>
        </div>
      </BookingFrame>
    );
  }
  const index = steps.indexOf(step);
  const props = { desk, answers, onChange: change, faults };
  const Question = QUESTIONS[step];
  return (
    <BookingFrame
      {...shared}
      heading={t(`${WORDS[step]}.heading`)}
      stepKey={step}
      step={{ current: index + 1, total: steps.length }}
      hint={step === "konu" ? t("subject.hint") : step === "zaman" ? t("time.hint") : step === "iletisim" ? t("contact.hint") : null}
      easy={t(`${WORDS[step]}.easy`)}
      hasFaults={faults.length > 0}
    >
      <form onSubmit={forward} noValidate>
        <Faults faults={faults} />
        {step === "ozet" ? (
          <>
            <Sent
              problem={book.error}
              answers={answers}
              onPick={(slot) => {
                book.reset();
                change({ ...answers, slot: slot.id, starts_at: slot.starts_at });
                announce(t("taken.picked", { time: whenInWords(slot.starts_at) }));
              }}
              onAll={() => {
                book.reset();
                setReturning(true);
                move("zaman");
              }}
            />
            <Check
              desk={desk}
              answers={answers}
              onChangeOf={(to) => {
                setReturning(true);
                move(to);
              }}
            />
          </>
        ) : (
          <Question {...props} />
        )}
        <div className={css.actions}>
          <Button type="submit" size="lg" loading={book.isPending}>
            {step === "ozet" ? t("check.submit") : t("next")}
          </Button>
          {index > 0 ? (
            <Button size="lg" variant="default" onClick={() => move(steps[index - 1] ?? "konu")}>
              {t("back")}
            </Button>
          ) : null}
          {step === "ozet" ? (
            <Button size="lg" variant="subtle" onClick={restart}>
              {t("check.restart")}
            </Button>
          ) : null}
        </div>
      </form>
    </BookingFrame>
  );
}

const WORDS = { konu: "subject", yer: "office", zaman: "time", kim: "who", iletisim: "contact", ozet: "check" } as const;
const QUESTIONS = { konu: SubjectStep, yer: OfficeStep, zaman: TimeStep, kim: WhoStep, iletisim: ContactStep, ozet: ContactStep } as const;

interface SentProps {
  problem: ApiProblem | null;
  answers: Answers;
  onPick: (slot: Slot) => void;
  onAll: () => void;
}

/** What the server said to the request, where it did not say yes. */
function Sent({ problem, answers, onPick, onAll }: SentProps) {
  if (!problem) return null;
  const found = asProblem(problem);
  return isTaken(found) ? <Taken answers={answers} onPick={onPick} onAll={onAll} /> : <Refused problem={found} isKept />;
}

/** The place went to somebody else, or its hours are gone: either way the time has to be another one. */
function isTaken(problem: ApiProblem): boolean {
  return problem.status === 409 && (problem.code.startsWith("slot") || problem.errors.some((one) => one.field === "slot"));
}

/** The browser asks before a page with answers in it is left for another site; nothing asks afterwards. */
function useUnfinished(answers: Answers, isDone: boolean) {
  const isOpen = useRef(false);
  isOpen.current = !isDone && answers.candidate_name !== "";
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (isOpen.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
}
