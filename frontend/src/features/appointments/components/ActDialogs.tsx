import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useState, type FormEvent, type ReactNode } from "react";

import { useReturnFocus } from "@/lib/focus";
import { useAction } from "@/lib/query";
import { ConfirmWithReason, LinkButton, toastDone, useUiText } from "@/ui";
import { PersonPicker } from "@/ui/PersonPicker";

import { cancelAppointment, matchPerson, moveAppointment, offerSlot, REFRESHED, type Appointment, type Slot, type WaitingEntry } from "../api";
import { useText } from "../text";
import { formatDateTime } from "@/lib/dates";
import { whenInWords } from "../words";
import { ProblemNotice } from "./ProblemNotice";
import { SlotPicker } from "./SlotPicker";

interface ActProps {
  one: Appointment;
  onClose: () => void;
}

interface SlotDialogProps {
  title: string;
  hint: ReactNode;
  submitLabel: string;
  programme: string;
  service: string;
  isBusy: boolean;
  problem: Parameters<typeof ProblemNotice>[0]["problem"] | null;
  onSubmit: (slot: Slot) => void;
  onClose: () => void;
}

function SlotDialog({ title, hint, submitLabel, programme, service, isBusy, problem, onSubmit, onClose }: SlotDialogProps) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const [slot, setSlot] = useState<Slot | null>(null);
  const [isTried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (slot) onSubmit(slot);
  };
  return (
    <Modal opened onClose={onClose} title={title} size="xl" closeButtonProps={{ "aria-label": ui("close") }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {problem ? <ProblemNotice problem={problem} /> : null}
          <Text>{hint}</Text>
          <SlotPicker programme={programme} service={service} value={slot?.id ?? null} onChange={setSlot} error={isTried && !slot ? t("record.pickSlot") : null} id="dialog-slot" />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {ui("cancel")}
            </Button>
            <Button type="submit" loading={isBusy}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** "Randevuyu değiştir": another free time of the same service. */
export function MoveDialog({ one, onClose }: ActProps) {
  const t = useText();
  const move = useAction((slot: Slot, intent) => moveAppointment(one, slot.id, intent), {
    refresh: REFRESHED,
    onDone: (saved) => {
      toastDone(t("record.moved", { time: whenInWords(saved.starts_at) }));
      onClose();
    },
  });
  return (
    <SlotDialog
      title={t("record.move")}
      hint={whenInWords(one.starts_at)}
      submitLabel={t("record.move")}
      programme={one.programme.id}
      service={one.service.key}
      isBusy={move.isPending}
      problem={move.error}
      onSubmit={(slot) => move.mutate(slot)}
      onClose={onClose}
    />
  );
}

/** A free time held for the next on the waiting list. */
export function OfferDialog({ entry, onClose }: { entry: WaitingEntry; onClose: () => void }) {
  const t = useText();
  const offer = useAction((slot: Slot, intent) => offerSlot(entry, slot.id, intent), {
    refresh: REFRESHED,
    onDone: (saved) => {
      toastDone(t("wait.offered", { until: formatDateTime(saved.offer_expires_at) }));
      onClose();
    },
  });
  return (
    <SlotDialog
      title={t("wait.offerTitle")}
      hint={`${entry.person.name} · ${entry.service.label}. ${t("wait.offerHint")}`}
      submitLabel={t("wait.offer")}
      programme={entry.programme.id}
      service={entry.service.key}
      isBusy={offer.isPending}
      problem={offer.error}
      onSubmit={(slot) => offer.mutate(slot)}
      onClose={onClose}
    />
  );
}

/** Who calls it off, and why: what the office cancels is nobody's missed appointment. */
export function CancelDialog({ one, onClose }: ActProps) {
  const t = useText();
  const [by, setBy] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const cancel = useAction((body: { by: string; reason: string }, intent) => cancelAppointment(one, body, intent), {
    refresh: REFRESHED,
    onDone: () => {
      toastDone(t("record.cancelDone"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={t("record.cancel")}
      confirmLabel={t("record.cancel")}
      consequences={[t("record.cancelConsequence"), ...(by === "office" ? [t("record.cancelOffice")] : [])]}
      reasonMinLength={3}
      isBusy={cancel.isPending}
      problem={cancel.error}
      onConfirm={(reason) => {
        setTried(true);
        if (by) cancel.mutate({ by, reason });
      }}
      onClose={onClose}
    >
      <Radio.Group label={t("field.by")} value={by} onChange={setBy} error={isTried && !by ? t("record.byAsked") : null}>
        <Stack gap="sm" mt="xs">
          <Radio value="person" label={t("record.byPerson")} />
          <Radio value="office" label={t("record.byOffice")} />
        </Stack>
      </Radio.Group>
    </ConfirmWithReason>
  );
}

/** Whose booking it is that a citizen made: found as everybody is found, or registered first. */
export function MatchDialog({ one, onClose }: ActProps) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const [person, setPerson] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const match = useAction((id: string, intent) => matchPerson(one, id, intent), {
    refresh: REFRESHED,
    onDone: () => {
      toastDone(t("record.matchDone"));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (person) match.mutate(person);
  };
  return (
    <Modal opened onClose={onClose} title={t("record.matchTitle")} closeButtonProps={{ "aria-label": ui("close") }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {match.error ? <ProblemNotice problem={match.error} /> : null}
          <Text>{t("record.matchHint", { name: one.contact_name || t("unknownPerson") })}</Text>
          <PersonPicker label={t("form.person")} description={t("form.personHint")} value={person} onChange={setPerson} error={isTried && !person ? t("form.personAsked") : null} />
          <Group justify="space-between">
            <LinkButton to="/kisiler/yeni" variant="subtle">
              {t("record.matchNew")}
            </LinkButton>
            <Button type="submit" loading={match.isPending}>
              {t("record.match")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
