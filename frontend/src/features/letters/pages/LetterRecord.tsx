import { Button, Group, List, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { download } from "@/lib/api";
import { formatDate, formatDateTime } from "@/lib/dates";
import { wantHeadingFocus } from "@/lib/focus";
import { refreshReads, useAction, useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { AppLink, ConfirmWithReason, DataList, GuardedButton, Loaded, Notice, Panel, RecordPage, Status, Timeline, toastDone, toastProblem } from "@/ui";

import { act, letterPath, LETTERS, MEANING, useChoices, type Letter, type LetterState } from "../api";
import { CopyDialog, FailureDialog, NumberDialog, ServiceDialog, SigningDialog } from "../components/dialogs";
import { isHeldUp, OtherLetters, StandingNotice } from "../components/Standing";
import { DraftEditor } from "../components/DraftEditor";
import { useAutosave, type Autosave } from "../components/useAutosave";
import { useText } from "../text";

type Dialog = "sign" | "official" | "serve" | "failed" | "copy" | "approve" | "return" | "cancel";
const LIVE: readonly LetterState[] = ["approved", "signed", "undeliverable"];

/** One letter: its text while it is a draft, then what has to be done about it until it is served. */
export default function LetterRecord() {
  const letter = useRead<Letter>(letterPath(useParam("letterId")));
  return <Loaded query={letter}>{(data) => <OneLetter key={`${data.id}-${data.state}-${data.queue}`} letter={data} />}</Loaded>;
}

function OneLetter({ letter }: { letter: Letter }) {
  const t = useText();
  const choices = useChoices();
  const draft = useAutosave(letter);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const isEditable = letter.queue === "draft" && letter.may_write;
  const close = () => setDialog(null);
  const props = { letter, choices: choices.data, onClose: close };
  // Once it has gone out, where it is matters more than how it looks.
  const hasGone = letter.services.length > 0;
  const services = letter.state === "draft" || letter.state === "cancelled" ? null : <Services letter={letter} onOpen={setDialog} />;
  return (
    <RecordPage
      title={isEditable ? draft.parts.subject || t("one") : letter.subject}
      documentTitle={t("one")}
      badge={<Status meaning={MEANING[letter.state]}>{choices.data?.queues.find((one) => one.key === letter.queue)?.label ?? letter.state_label}</Status>}
      crumbs={[{ label: t("title"), to: "/yazilar" }]}
      facts={[
        { label: t("field.number"), value: letter.number || t("draftName") },
        { label: t("field.official"), value: letter.official_number ? `${letter.official_number} · ${formatDate(letter.official_date)}` : null, unknown: t("notYet") },
        { label: t("field.addressee"), value: [letter.addressee_name, letter.addressee_capacity].filter(Boolean).join(", ") },
        { label: t("field.person"), value: letter.person ? <AppLink to={`/kisiler/${letter.person.id}`}>{letter.person.name}</AppLink> : t("sender") },
        { label: t("field.programme"), value: letter.case ? <AppLink to={`/dosyalar/${letter.case}`}>{letter.programme?.name ?? ""}</AppLink> : (letter.programme?.name ?? "–") },
        ...(letter.petition ? [{ label: t("field.petition"), value: <AppLink to={`/basvurular/${letter.petition}`}>{t("petitionOpen")}</AppLink> }] : []),
      ]}
      next={letter.state === "draft" || (letter.may_write && LIVE.includes(letter.state)) ? <NextAct letter={letter} draft={draft} onOpen={setDialog} /> : undefined}
      notices={<Notices letter={letter} />}
      actions={<Files letter={letter} draft={draft} />}
      side={<Side letter={letter} onOpen={setDialog} />}
    >
      {isEditable ? <DraftEditor letter={letter} draft={draft} /> : null}
      {hasGone ? services : null}
      <Preview letter={letter} stamp={draft.savedAt ?? ""} />
      {hasGone ? null : services}
      {dialog === "sign" ? <SigningDialog {...props} /> : null}
      {dialog === "official" ? <NumberDialog {...props} /> : null}
      {dialog === "serve" ? <ServiceDialog {...props} /> : null}
      {dialog === "failed" ? <FailureDialog {...props} /> : null}
      {dialog === "copy" ? <CopyDialog {...props} /> : null}
      {dialog === "approve" || dialog === "return" || dialog === "cancel" ? <Confirm key={dialog} what={dialog} letter={letter} onClose={close} /> : null}
    </RecordPage>
  );
}

function Notices({ letter }: { letter: Letter }) {
  const t = useText();
  const returned = letter.state === "draft" ? [...letter.events].reverse().find((one) => one.kind === "returned" || one.kind === "submitted") : undefined;
  return (
    <>
      <StandingNotice letter={letter} />
      <OtherLetters letter={letter} />
      {letter.person === null && letter.state === "draft" ? <Notice meaning="attention">{t("senderNote")}</Notice> : null}
      {letter.is_protected ? <Notice meaning="attention">{t("protected")}</Notice> : null}
      {letter.queue === "approval" ? <Notice>{t("waiting")}</Notice> : null}
      {returned?.kind === "returned" ? (
        <Notice meaning="attention" title={`${returned.label} · ${returned.by}`}>
          {returned.text}
        </Notice>
      ) : null}
      {letter.approved_alone ? <Notice>{t("alone")}</Notice> : null}
      {letter.state === "served" ? <Notice meaning="done">{t("served", { date: formatDate(letter.served_on) })}</Notice> : null}
    </>
  );
}

/** The one thing to do next; what stands in its way is said before the click. */
function NextAct({ letter, draft, onOpen }: { letter: Letter; draft: Autosave; onOpen: (dialog: Dialog) => void }) {
  const t = useText();
  const submit = useAction(
    async (_: undefined, intent) => {
      const version = await draft.settle();
      if (version === null) throw new Error(t("notSaved"));
      const saved = await act({ ...letter, version }, "submission", {}, intent);
      // The page is drawn anew without this button: its heading then takes the focus.
      wantHeadingFocus();
      return saved;
    },
    { refresh: [LETTERS], onDone: () => toastDone(t("done.submitted")) },
  );
  const cancel = letter.may_write && (letter.state === "draft" || letter.may_approve) ? (
    <Button variant="subtle" onClick={() => onOpen("cancel")}>
      {t("act.cancel")}
    </Button>
  ) : null;
  const open = async (dialog: Dialog) => {
    if ((await draft.settle()) === null) return;
    await refreshReads([LETTERS]);
    onOpen(dialog);
  };
  const held = isHeldUp(letter) ? [{ message: t("standing.short"), to: letter.person ? `/kisiler/${letter.person.id}/temsilciler` : null }] : [];
  // What went out while the former addressee was competent may still be written down.
  const isGoing = letter.services.some((one) => one.state === "under_way");
  const served = isHeldUp(letter) ? [{ message: t(letter.waits ? "standing.short" : "standing.changed"), article: letter.standing?.article }] : [];
  if (letter.state === "draft") {
    return (
      <Group gap="xs" align="start">
        {letter.queue === "draft" && letter.may_write ? (
          <GuardedButton obstacles={held} variant={letter.may_approve && !letter.is_own ? "default" : "filled"} loading={submit.isPending} onClick={() => submit.mutate(undefined, { onError: toastProblem })}>
            {t("act.submit")}
          </GuardedButton>
        ) : null}
        {letter.may_approve ? (
          <GuardedButton obstacles={[...held, ...(letter.is_own ? [{ message: t("own") }] : [])]} variant={letter.is_own ? "default" : "filled"} onClick={() => void open("approve")}>
            {t("act.approve")}
          </GuardedButton>
        ) : null}
        {letter.queue === "approval" && letter.may_write ? (
          <Button variant="default" onClick={() => onOpen("return")}>
            {letter.may_approve ? t("act.return") : t("act.takeBack")}
          </Button>
        ) : null}
        {cancel}
      </Group>
    );
  }
  return (
    <Group gap="xs" align="start">
      {letter.state === "approved" ? (
        <Button variant={isHeldUp(letter) ? "default" : "filled"} onClick={() => onOpen("sign")}>
          {t("act.sign")}
        </Button>
      ) : (
        <GuardedButton obstacles={isGoing ? [] : served} onClick={() => onOpen("serve")}>
          {t("act.serve")}
        </GuardedButton>
      )}
      {letter.state === "approved" ? null : (
        <Button variant="default" onClick={() => onOpen("failed")}>
          {t("act.failed")}
        </Button>
      )}
      <Button variant="default" onClick={() => onOpen("official")}>
        {t("act.official")}
      </Button>
      {cancel}
    </Group>
  );
}

function Files({ letter, draft }: { letter: Letter; draft: Autosave }) {
  const t = useText();
  const fetch = (variant: string) => async () => {
    if ((await draft.settle()) === null) return;
    await download(`${letterPath(letter.id)}pdf/`, "yazi.pdf", { query: { variant } }).catch(toastProblem);
  };
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => void fetch("official")()}>
        {t("act.pdf")}
      </Button>
      {letter.plain || draft.parts.plain ? (
        <Button variant="default" onClick={() => void fetch("plain")()}>
          {t("act.plainPdf")}
        </Button>
      ) : null}
    </Group>
  );
}

function Preview({ letter, stamp }: { letter: Letter; stamp: string }) {
  const t = useText();
  return (
    <Panel title={t("section.preview")}>
      <img
        src={`${letterPath(letter.id)}preview/?s=${encodeURIComponent(stamp || String(letter.version))}`}
        alt={t("previewAlt")}
        // The place of a sheet is kept while it is drawn, so that nothing jumps.
        width={720}
        height={1018}
        style={{ display: "block", width: "100%", maxWidth: 720, height: "auto", border: "1px solid var(--mantine-color-default-border)", background: "#fff" }}
      />
    </Panel>
  );
}

function Services({ letter, onOpen }: { letter: Letter; onOpen: (dialog: Dialog) => void }) {
  const t = useText();
  const fetch = (id: string) => void download(`${letterPath(letter.id)}files/${id}/`, "belge.pdf").catch(toastProblem);
  return (
    <>
      <Panel title={t("section.service")}>
        {letter.signed_file ? (
          <Button size="compact-sm" variant="subtle" mb="sm" onClick={() => fetch(letter.signed_file ?? "")}>
            {t("field.file")}
          </Button>
        ) : null}
        {letter.services.length === 0 ? <Text c="dimmed">{t("noService")}</Text> : null}
        <Stack gap="md">
          {letter.services.map((one) => (
            <div key={one.id}>
              <Group gap="xs" justify="space-between">
                <Text fw={600}>{one.channel_label}</Text>
                <Status meaning={one.state === "served" ? "done" : one.state === "failed" ? "attention" : "info"}>{one.state_label}</Status>
              </Group>
              {one.due_on ? <Text size="sm">{t("dueOn", { date: formatDate(one.due_on) })}</Text> : null}
              <DataList
                facts={[
                  { label: t("field.sentOn"), value: formatDate(one.sent_on) },
                  { label: one.channel === "publication" ? t("field.publishedOn") : t("field.arrivedOn"), value: formatDate(one.arrived_on) },
                  { label: t("field.servedOn"), value: formatDate(one.served_on) },
                  { label: t("receiverLine"), value: [one.receiver_name, one.receiver_label].filter(Boolean).join(", ") },
                  { label: t("field.reason"), value: one.failure_label },
                  { label: t("field.nextStep"), value: one.next_step_label },
                  { label: t("field.reference"), value: one.reference },
                  { label: t("field.note"), value: one.note },
                ].filter((fact) => fact.value && fact.value !== "–")}
              />
              {one.proof ? (
                <Button size="compact-sm" variant="subtle" onClick={() => fetch(one.proof ?? "")}>
                  {t("field.proof")}
                </Button>
              ) : null}
            </div>
          ))}
        </Stack>
      </Panel>
      <Panel
        title={t("section.copies")}
        actions={
          letter.may_write ? (
            <Button size="sm" variant="default" onClick={() => onOpen("copy")}>
              {t("act.copy")}
            </Button>
          ) : null
        }
      >
        {letter.copies.length === 0 ? (
          <Text c="dimmed">{t("noCopies")}</Text>
        ) : (
          <List>
            {letter.copies.map((one) => (
              <List.Item key={one.id}>{[one.format_label, formatDate(one.given_on), one.by].filter(Boolean).join(" · ")}</List.Item>
            ))}
          </List>
        )}
      </Panel>
    </>
  );
}

function Side({ letter }: { letter: Letter; onOpen: (dialog: Dialog) => void }) {
  const t = useText();
  // A day is said where it is another than the day on which it was written down.
  const dayOf = (one: Letter["events"][number]) => (one.day && !formatDateTime(one.at).startsWith(formatDate(one.day)) ? formatDate(one.day) : "");
  const events = [...letter.events].reverse().map((one) => ({ id: one.id, at: one.at, title: one.label, by: one.by, detail: [dayOf(one), one.text].filter(Boolean).join(" · ") }));
  return (
    <Panel title={t("section.history")}>
      <Timeline events={events} />
      {letter.code ? <DataList facts={[{ label: t("field.code"), value: letter.code }]} /> : null}
    </Panel>
  );
}

function Confirm({ what, letter, onClose }: { what: "approve" | "return" | "cancel"; letter: Letter; onClose: () => void }) {
  const t = useText();
  const address = { approve: "approval", return: "return", cancel: "cancellation" }[what];
  const done = { approve: t("done.approved"), return: t("done.returned"), cancel: t("done.cancelled") }[what];
  const effects = { approve: [t("approveEffect"), t("approveSign")], return: [t("returnEffect")], cancel: [t("cancelEffect")] }[what];
  const label = { approve: t("act.approve"), return: letter.may_approve ? t("act.return") : t("act.takeBack"), cancel: t("act.cancel") }[what];
  const run = useAction((reason: string, intent) => act(letter, address, what === "approve" ? {} : { reason }, intent), {
    refresh: [LETTERS],
    onDone: () => {
      toastDone(done);
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={label}
      confirmLabel={label}
      consequences={effects}
      isDangerous={what === "cancel"}
      reasonMinLength={what === "approve" ? 0 : 3}
      isBusy={run.isPending}
      problem={run.error}
      onConfirm={(reason) => run.mutate(reason)}
      onClose={onClose}
    />
  );
}
