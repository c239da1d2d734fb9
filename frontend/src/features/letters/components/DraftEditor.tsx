import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";

import { call } from "@/lib/api";
import { formatTime } from "@/lib/dates";
import { LeaveGuard, Notice, Panel, toastProblem, useProblemText, useUiText } from "@/ui";

import { letterPath, type Letter } from "../api";
import { useText } from "../text";
import type { Autosave } from "./useAutosave";

/** What a letter may be without. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(["plain", "references", "annexes", "distribution", "signatory_name", "signatory_title", "signatory_acting_for"]);
const fieldOf = { subject: "subject", body: "body", plain: "plain", references: "references", annexes: "annexes", distribution: "distribution", address: "address", signatory_name: "signatoryName", signatory_title: "signatoryTitle", signatory_acting_for: "signatoryActingFor" } as const;

/** The words of a draft; they save themselves. */
export function DraftEditor({ letter, draft }: { letter: Letter; draft: Autosave }) {
  const t = useText();
  const ui = useUiText();
  const { parts, set } = draft;
  const labelOf = (name: keyof typeof fieldOf) => `${t(`field.${fieldOf[name]}`)}${MAY_BE_EMPTY.has(name) ? ` (${ui("optional")})` : ""}`;
  const faults = Object.fromEntries((draft.problem?.errors ?? []).map((one) => [one.field, one.message]));
  const line = (name: "subject" | "signatory_name" | "signatory_title" | "signatory_acting_for", description?: string) => (
    <TextInput label={labelOf(name)} description={description} value={parts[name]} error={faults[name] ?? null} maxLength={name === "subject" ? 200 : 120} onChange={(event) => set(name, event.currentTarget.value)} />
  );
  const lines = (name: "references" | "annexes" | "distribution" | "address") => (
    <Textarea label={labelOf(name)} description={t("linesHint")} value={parts[name].join("\n")} error={faults[name] ?? null} autosize minRows={2} onChange={(event) => set(name, event.currentTarget.value.split("\n"))} />
  );
  const words = (name: "body" | "plain", rows: number, description?: string) => (
    <Textarea label={labelOf(name)} description={description} value={parts[name]} error={faults[name] ?? null} autosize minRows={rows} onChange={(event) => set(name, event.currentTarget.value)} />
  );
  return (
    <>
      <LeaveGuard isActive={draft.isDirty} />
      <Panel title={t("section.text")} actions={<SaveState draft={draft} />}>
        <Stack gap="md">
          <Trouble letter={letter} draft={draft} />
          {line("subject")}
          {words("body", 12)}
          {words("plain", 5, t("plainHint"))}
        </Stack>
      </Panel>
      <Panel title={t("section.addressee")}>
        <Stack gap="md">
          {letter.is_protected ? null : lines("address")}
          {line("signatory_name", t("signatoryHint"))}
          {line("signatory_title")}
          {line("signatory_acting_for")}
        </Stack>
      </Panel>
      <Panel title={t("section.more")}>
        <Stack gap="md">
          {lines("references")}
          {lines("annexes")}
          {lines("distribution")}
        </Stack>
      </Panel>
    </>
  );
}

function SaveState({ draft }: { draft: Autosave }) {
  const t = useText();
  const said = draft.isSaving ? t("saving") : draft.isDirty ? t("unsaved") : draft.savedAt ? t("saved", { time: formatTime(draft.savedAt) }) : t("savesItself");
  return (
    <Text size="sm" c="dimmed" role="status">
      {said}
    </Text>
  );
}

function Trouble({ letter, draft }: { letter: Letter; draft: Autosave }) {
  const t = useText();
  const words = useProblemText();
  const { problem } = draft;
  if (!problem) return null;
  const latest = () => call<Letter>("GET", letterPath(letter.id));
  if (problem.isStale) {
    return (
      <Notice
        meaning="attention"
        live="alert"
        title={t("changed")}
        actions={
          <Group gap="xs">
            <Button size="sm" onClick={() => void latest().then((now) => draft.keepMine(now.version)).catch(toastProblem)}>
              {t("keepMine")}
            </Button>
            <Button size="sm" variant="default" onClick={() => void latest().then(draft.takeTheirs).catch(toastProblem)}>
              {t("takeTheirs")}
            </Button>
          </Group>
        }
      />
    );
  }
  return (
    <Notice
      meaning="danger"
      live="alert"
      title={t("notSaved")}
      actions={
        <Button size="sm" onClick={draft.retry}>
          {t("retry")}
        </Button>
      }
    >
      {problem.errors.map((one) => one.message).join(" ") || words(problem).title}
    </Notice>
  );
}

