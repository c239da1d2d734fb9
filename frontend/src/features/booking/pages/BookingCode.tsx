import { Button, Text, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";

import { useAction, useRead } from "@/lib/query";
import { Notice } from "@/ui/Notice";

import { tidyCode } from "../answers";
import { BOOKING, cancelBooking, changeBooking, lookUp, otherDays, type Booked, type Desk, type Slot } from "../api";
import css from "../booking.module.css";
import { BookingFrame } from "../components/BookingFrame";
import { whenInWords } from "../components/Check";
import { CalendarButton, Facts } from "../components/Done";
import { Refused } from "../components/Refused";
import { TimeChoice } from "../components/TimeChoice";
import { useEasy } from "../easy";
import { useText } from "../text";

/** Whoever has the code may change or cancel; it shows the appointment and nothing of the person. */
export default function BookingCode() {
  const t = useText();
  const easy = useEasy();
  const desk = useRead<Desk>(BOOKING);
  const [code, setCode] = useState("");
  const [isTried, setTried] = useState(false);
  const [found, setFound] = useState<Booked | null>(null);
  const look = useAction((typed: string) => lookUp(typed), { onDone: ({ appointment }) => setFound(appointment) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (tidyCode(code)) look.mutate(tidyCode(code));
    else document.getElementById("alan-code")?.focus();
  };
  const frame = { desk: desk.data, isEasy: easy.isOn, onEasy: easy.set, other: { to: "/randevu", label: t("newOne") } };
  if (found) {
    return (
      <Mine
        frame={frame}
        code={tidyCode(code)}
        appointment={found}
        onAnother={() => {
          setFound(null);
          setCode("");
          setTried(false);
          look.reset();
        }}
      />
    );
  }
  const isUnknown = look.error?.status === 404;
  return (
    <BookingFrame {...frame} heading={t("code.title")} stepKey="kod" hint={t("code.hint")} easy={t("code.easy")} hasFaults={isUnknown}>
      <form onSubmit={submit} noValidate>
        {look.error && !isUnknown ? <Refused problem={look.error} isKept /> : null}
        <TextInput
          id="alan-code"
          size="lg"
          label={t("code.field")}
          description={t("code.fieldHint")}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          maw={360}
          value={code}
          error={isUnknown ? <span role="alert">{t("code.unknown")}</span> : isTried && !tidyCode(code) ? t("code.empty") : null}
          onChange={(event) => {
            setCode(event.currentTarget.value);
            look.reset();
          }}
        />
        <div className={css.actions}>
          <Button type="submit" size="lg" loading={look.isPending}>
            {t("code.show")}
          </Button>
        </div>
      </form>
    </BookingFrame>
  );
}

interface MineProps {
  frame: Pick<Parameters<typeof BookingFrame>[0], "desk" | "isEasy" | "onEasy" | "other">;
  code: string;
  appointment: Booked;
  onAnother: () => void;
}

function Mine({ frame, code, appointment, onAnother }: MineProps) {
  const t = useText();
  const [one, setOne] = useState(appointment);
  const [done, setDone] = useState<"moved" | "cancelled" | null>(null);
  const [act, setAct] = useState<"move" | "cancel" | null>(null);
  const isOpen = one.state === "booked" && one.may_change !== false;
  const finish = (what: "moved" | "cancelled", next: Booked) => {
    setOne(next);
    setDone(what);
    setAct(null);
  };
  if (act === "move") return <Moving frame={frame} code={code} onMoved={(next) => finish("moved", next)} onBack={() => setAct(null)} />;
  if (act === "cancel") return <Cancelling frame={frame} code={code} one={one} onCancelled={(next) => finish("cancelled", next)} onBack={() => setAct(null)} />;
  return (
    <BookingFrame {...frame} heading={t(done === "moved" ? "code.moved" : done === "cancelled" ? "code.cancelled" : "code.yours")} stepKey={`mine-${done ?? "open"}`}>
      {done ? (
        <Notice meaning="done" live="status">
          {done === "moved" ? t("code.movedText", { time: whenInWords(one.starts_at) }) : t("code.cancelledText")}
        </Notice>
      ) : null}
      <Facts appointment={one} />
      <Text fz="inherit" fw={600}>
        {t(`code.states.${one.state}`)}
      </Text>
      {isOpen ? (
        <div className={css.actions}>
          <Button size="lg" onClick={() => setAct("move")}>
            {t("code.move")}
          </Button>
          <Button size="lg" variant="default" c="var(--omuz-danger)" onClick={() => setAct("cancel")}>
            {t("code.cancel")}
          </Button>
          <CalendarButton code={code} />
        </div>
      ) : done ? null : (
        <Notice>{t("code.over")}</Notice>
      )}
      <div className={css.actions}>
        <Button variant="subtle" onClick={onAnother}>
          {t("code.another")}
        </Button>
      </div>
    </BookingFrame>
  );
}

interface MovingProps {
  frame: MineProps["frame"];
  code: string;
  onMoved: (next: Booked) => void;
  onBack: () => void;
}

function Moving({ frame, code, onMoved, onBack }: MovingProps) {
  const t = useText();
  const [slot, setSlot] = useState<Slot | null>(null);
  const [isTried, setTried] = useState(false);
  const move = useAction((next: Slot, intent) => changeBooking(code, next.id, intent), { onDone: ({ appointment }) => onMoved(appointment) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (slot) move.mutate(slot);
    else document.getElementById("alan-slot")?.focus();
  };
  return (
    <BookingFrame {...frame} heading={t("code.moveHeading")} stepKey="move" hint={t("time.hint")} easy={t("time.easy")} hasFaults={isTried && !slot}>
      <form onSubmit={submit} noValidate>
        {move.error ? <Refused problem={move.error} isKept /> : null}
        <TimeChoice subject={["code"]} load={(from) => otherDays(code, from)} value={slot?.id ?? ""} onChange={setSlot} error={isTried && !slot ? t("faults.slot") : null} />
        {slot ? <div role="status">{t("time.chosen", { time: whenInWords(slot.starts_at) })}</div> : null}
        <div className={css.actions}>
          <Button type="submit" size="lg" loading={move.isPending}>
            {t("code.moveSubmit")}
          </Button>
          <Button size="lg" variant="default" onClick={onBack}>
            {t("back")}
          </Button>
        </div>
      </form>
    </BookingFrame>
  );
}

/** A question of its own, as every other on these pages: what happens, yes or no. */
function Cancelling({ frame, code, one, onCancelled, onBack }: { frame: MineProps["frame"]; code: string; one: Booked; onCancelled: (next: Booked) => void; onBack: () => void }) {
  const t = useText();
  const cancel = useAction((_: null, intent) => cancelBooking(code, intent), { onDone: ({ appointment }) => onCancelled(appointment) });
  return (
    <BookingFrame {...frame} heading={t("code.cancelTitle")} stepKey="cancel" hint={t("code.cancelText", { time: whenInWords(one.starts_at) })} easy={t("code.cancelEasy")}>
      {cancel.error ? <Refused problem={cancel.error} /> : null}
      <div className={css.actions}>
        <Button size="lg" color="danger" loading={cancel.isPending} onClick={() => cancel.mutate(null)}>
          {t("code.cancelYes")}
        </Button>
        <Button size="lg" variant="default" onClick={onBack}>
          {t("code.cancelNo")}
        </Button>
      </div>
    </BookingFrame>
  );
}
