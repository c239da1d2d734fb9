import { Button, Group, Stack, Text } from "@mantine/core";
import { useMemo, useState } from "react";

import { formatDate } from "@/lib/dates";
import { refreshReads, useAction, useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { SPECIAL_READING } from "@/config/rights";
import { ConfirmWithReason, Disclosure, LeaveGuard, LinkButton, Loaded, Notice, PageHeader, Panel, toastDone, useProblemText } from "@/ui";
import { fromServerProblems, ProgrammeForm, type Answers } from "@/ui/programme-form";

import { caseHome, casePath, CASES, discardDraft, handIn, readSpecialAnswers, type Case, type OpenForm, type Submission } from "../api";
import { DraftLine } from "../components/DraftLine";
import { usePurposes } from "../purposes";
import { useDraft } from "../drafts";
import { joined, notRequiring } from "../schema";
import { useText } from "../text";

/** Filling in a form of the case: what is typed is kept, what is handed in stays as it was. */
export default function CaseFormPage() {
  const caseId = useParam("caseId");
  const formKey = useParam("caseForm");
  // Read anew each time: another window may have typed since.
  const form = useRead<OpenForm>(`${casePath(caseId)}forms/${formKey}/`, { at: useMemo(() => String(Date.now()), []) });
  const one = useRead<Case>(casePath(caseId));
  return (
    <Loaded query={one}>
      {(found) => <Loaded query={form}>{(opened) => <Start key={opened.draft.version === 0 ? "new" : "draft"} one={found} opened={opened} />}</Loaded>}
    </Loaded>
  );
}

/** Finds what the fields start with: one's draft, else the answers of the submission that is corrected. */
function Start({ one, opened }: { one: Case; opened: OpenForm }) {
  const hasDraft = opened.draft.version > 0;
  const corrects = hasDraft ? opened.draft.corrects : (opened.submission?.id ?? null);
  const before = useRead<Submission>(`${casePath(one.id)}submissions/${corrects ?? ""}/`, undefined, { enabled: !hasDraft && corrects !== null });
  if (hasDraft || corrects === null) return <Filling one={one} opened={opened} answers={opened.draft.answers} corrects={corrects} />;
  return <Loaded query={before}>{(found) => <Filling one={one} opened={opened} answers={found.answers} corrects={corrects} />}</Loaded>;
}

interface FillingProps {
  one: Case;
  opened: OpenForm;
  answers: Answers;
  corrects: string | null;
}

function Filling({ one, opened, answers, corrects }: FillingProps) {
  const t = useText();
  const go = useGo();
  const words = useProblemText();
  const [hasOpened, setOpened] = useState(false);
  const draft = useDraft({ caseId: one.id, form: opened.key, answers, version: opened.draft.version, savedAt: opened.draft.saved_at, corrects });
  const keepsSpecial = corrects !== null && !hasOpened;
  const schema = useMemo(() => {
    const special = new Set(opened.special.flatMap((asked) => asked.key.split(".").slice(-1)));
    return keepsSpecial ? notRequiring(opened.schema, special) : opened.schema;
  }, [opened, keepsSpecial]);
  const send = useAction((value: Answers, intent) => handIn(one.id, { form: opened.key, answers: value, replaces: corrects, keeps_special: keepsSpecial }, intent), {
    onDone: () => {
      toastDone(t("form.done"));
      void refreshReads([CASES]);
      go(caseHome(one.id));
    },
  });
  const problems = useMemo(() => (send.error ? fromServerProblems(send.error) : []), [send.error]);
  const submit = (value: Answers) => {
    draft.end();
    send.mutate(value, { onError: () => { draft.resume(); void draft.save(); } });
  };
  return (
    <>
      <PageHeader title={opened.title} documentTitle={t("one")} lead={opened.description || undefined} crumbs={[{ label: t("title"), to: "/dosyalar" }, { label: one.number, to: caseHome(one.id) }]} />
      <LeaveGuard isActive={draft.state.kind === "failed" && !send.isSuccess} />
      <Stack gap="md" maw={920}>
        <FormNotices one={one} opened={opened} corrects={corrects} keepsSpecial={keepsSpecial} />
        {keepsSpecial && corrects ? (
          <OpenSpecial one={one} submission={corrects} hasSpecial={opened.special.length > 0} onOpened={(special) => { setOpened(true); draft.change(joined(draft.value, special)); }} />
        ) : null}
        {hasOpened ? <Notice live="status">{t("form.specialOpened")}</Notice> : null}
        {send.error && problems.length === 0 ? (
          <Notice meaning="danger" live="alert" title={words(send.error).title}>
            {words(send.error).detail}
          </Notice>
        ) : null}
        <Panel>
          <ProgrammeForm
            schema={schema}
            uiSchema={opened.ui_schema}
            value={draft.value}
            onChange={opened.may_write ? draft.change : undefined}
            onSubmit={opened.may_write ? submit : undefined}
            problems={problems}
            privacy={opened.privacy}
            isSaving={send.isPending}
            submitLabel={t("form.submit")}
            readOnly={!opened.may_write}
          >
            <Stack gap="xs">
              <DraftLine state={draft.state} onRetry={() => void draft.save()} onKeepMine={draft.keepMine} />
              <Group gap="xs">
                <LinkButton to={caseHome(one.id)} variant="default">
                  {t("form.back")}
                </LinkButton>
                <Discard one={one} form={opened.key} onDiscard={draft.end} />
              </Group>
            </Stack>
          </ProgrammeForm>
        </Panel>
      </Stack>
    </>
  );
}

function FormNotices({ one, opened, corrects, keepsSpecial }: { one: Case; opened: OpenForm; corrects: string | null; keepsSpecial: boolean }) {
  const t = useText();
  const isForbidden = opened.special.length > 0 && !opened.may_write_special;
  return (
    <>
      {one.state === "closed" ? <Notice meaning="attention">{t("form.closed")}</Notice> : null}
      {opened.draft.is_older ? <Notice>{t("form.older")}</Notice> : null}
      {corrects && opened.submission ? <Notice>{t("form.correcting", { date: formatDate(opened.submission.submitted_at) })}</Notice> : null}
      {isForbidden ? <Notice meaning="attention">{t("form.noSpecial", { names: opened.special.map((asked) => asked.label).join(", ") })}</Notice> : null}
      {keepsSpecial && opened.special.length > 0 && !isForbidden ? <Text c="dimmed">{t("form.keptSpecial")}</Text> : null}
    </>
  );
}

function OpenSpecial({ one, submission, hasSpecial, onOpened }: { one: Case; submission: string; hasSpecial: boolean; onOpened: (special: Answers) => void }) {
  const t = useText();
  const can = useCan();
  const purposes = usePurposes();
  if (!hasSpecial || !can(SPECIAL_READING)) return null;
  const read = async (purpose: string) => {
    const special = await readSpecialAnswers(one.id, submission, purpose);
    onOpened(special);
    return special;
  };
  return (
    <Disclosure label={t("form.openSpecial")} purposes={purposes} read={read}>
      {() => null}
    </Disclosure>
  );
}

function Discard({ one, form, onDiscard }: { one: Case; form: string; onDiscard: () => void }) {
  const t = useText();
  const go = useGo();
  const [isAsking, setAsking] = useState(false);
  const discard = useAction(() => discardDraft(one.id, form), {
    refresh: [CASES],
    onDone: () => go(caseHome(one.id)),
  });
  return (
    <>
      <Button variant="subtle" color="danger" onClick={() => setAsking(true)}>
        {t("form.discard")}
      </Button>
      {isAsking ? (
        <ConfirmWithReason
          title={t("form.discardTitle")}
          confirmLabel={t("form.discard")}
          consequences={[t("form.discardConsequence")]}
          isBusy={discard.isPending}
          problem={discard.error}
          onConfirm={() => {
            onDiscard();
            discard.mutate(undefined);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

