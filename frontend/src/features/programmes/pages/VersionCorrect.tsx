import { Button, Text, Textarea, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";

import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { keepVersion, versionHome, versionPath, type ProgrammeVersion } from "@/lib/programmes";
import { useGo } from "@/lib/routing";
import { trIncludes } from "@/lib/turkish";
import { FormBody, LeaveGuard, Notice, Panel, toastDone, VersionFrame } from "@/ui";

import { CorrectionList } from "../components/CorrectionList";
import { sectionLabels } from "../components/SectionForm";
import { WordDiff } from "../components/WordDiff";
import { placeText, wordingsOf, type Wording } from "../editing/wordings";
import css from "../programmes.module.css";
import { useText } from "../text";

const SHOWN = 20;

interface Change extends Wording {
  after: string;
}

/** The light path for misspellings: texts are picked, mended, compared, and kept with what stood before. */
export default function VersionCorrect() {
  const t = useText();
  return (
    <VersionFrame tab="overview" title={t("correction.title")} hasNext={false}>
      {(version) => (
        <div className={css.stack}>
          {version.can.correct.allowed ? (
            <CorrectForm version={version} />
          ) : (
            <Notice meaning="attention">
              {version.can.correct.reason} {version.can.correct.remedy}
            </Notice>
          )}
          <Panel title={t("correction.made")}>
            <CorrectionList versionId={version.id} document={version.document} />
          </Panel>
        </div>
      )}
    </VersionFrame>
  );
}

function CorrectForm({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const go = useGo();
  const home = versionHome(version.programme.id, version.id);
  const form = useServerForm<{ changes: Change[]; reason: string }, ProgrammeVersion>({
    initial: { changes: [], reason: "" },
    labels: { "changes.*.after": t("correction.after"), "changes.*": t("correction.after"), changes: t("correction.after"), reason: t("correction.reason") },
    check: ({ changes, reason }) => ({
      changes: changes.length === 0 ? t("correction.nothing") : null,
      ...Object.fromEntries(changes.map((one, index) => [`changes.${index}.after`, one.after === one.text ? t("correction.unchanged") : null])),
      reason: reason.trim() ? null : t("correction.reasonMissing"),
    }),
    save: ({ changes, reason }, { idempotencyKey }) =>
      call<ProgrammeVersion>("POST", `${versionPath(version.id)}corrections/`, {
        body: { changes: changes.map(({ path, after }) => ({ path, after })), reason },
        idempotencyKey,
      }),
    onSaved: (saved) => {
      void keepVersion(saved);
      toastDone(t("correction.saved"));
      go(home);
    },
    draft: { key: `programmes.${version.id}.correction` },
  });
  const { changes } = form.values;
  const set = (next: Change[]) => form.set("changes", next);
  return (
    <Panel>
      <Text mb="md">{t("correction.lead")}</Text>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} />
      <Finder version={version} taken={changes} onPick={(wording) => set([...changes, { ...wording, after: wording.text }])} />
      <FormBody form={form} submitLabel={t("correction.save")} cancelTo={home}>
        <div className={css.stack} style={{ margin: "24px 0" }} id={form.field("changes").id} tabIndex={-1}>
          {changes.map((change, index) => (
            <Mending key={change.path.join(".")} version={version} change={change} input={form.field(`changes.${index}.after`)} onDrop={() => set(changes.filter((_, place) => place !== index))} />
          ))}
          {changes.length > 0 ? <Text role="status">{t("correction.chosen", { count: changes.length })}</Text> : null}
          <TextInput {...form.field("reason")} required description={t("correction.reasonHint")} maxLength={240} />
        </div>
      </FormBody>
    </Panel>
  );
}

interface FinderProps {
  version: ProgrammeVersion;
  taken: readonly Change[];
  onPick: (wording: Wording) => void;
}

function Finder({ version, taken, onPick }: FinderProps) {
  const t = useText();
  const [query, setQuery] = useState("");
  const labels = sectionLabels(t);
  const all = useMemo(() => wordingsOf(version.document), [version.document]);
  const isTaken = (wording: Wording) => taken.some((one) => one.path.join(".") === wording.path.join("."));
  const matching = query.trim() ? all.filter((one) => trIncludes(one.text, query)) : [];
  const found = matching.filter((one) => !isTaken(one));
  const said = found.length > SHOWN ? t("correction.tooMany", { count: SHOWN }) : matching.length > 0 ? t("correction.found", { count: matching.length }) : t("correction.none");
  return (
    <div className={css.stack}>
      <TextInput type="search" label={t("correction.search")} description={t("correction.searchHint")} value={query} onChange={(event) => setQuery(event.currentTarget.value)} maw={480} />
      {query.trim() ? <Text role="status">{said}</Text> : null}
      {found.length > 0 ? (
        <ul className={css.rows}>
          {found.slice(0, SHOWN).map((one) => (
            <li key={one.path.join(".")}>
              <div className={css.small}>{placeText(version.document, one.path, labels)}</div>
              <div className={css.clamped}>{one.text}</div>
              <div>
                <Button size="compact-sm" variant="default" onClick={() => onPick(one)} aria-label={`${t("correction.pick")}: ${one.text.slice(0, 60)}`}>
                  {t("correction.pick")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

interface MendingProps {
  version: ProgrammeVersion;
  change: Change;
  // What `form.field` gives.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  input: any;
  onDrop: () => void;
}

function Mending({ version, change, input, onDrop }: MendingProps) {
  const t = useText();
  return (
    <div className={css.change} role="group" aria-label={placeText(version.document, change.path, sectionLabels(t))}>
      <div className={css.small}>{placeText(version.document, change.path, sectionLabels(t))}</div>
      <Textarea {...input} label={t("correction.after")} autosize minRows={2} maxRows={12} lang={change.path.at(-1)} />
      {change.after === change.text ? null : (
        <div style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          <span className={css.small}>{t("correction.preview")}: </span>
          <WordDiff before={change.text} after={change.after} />
        </div>
      )}
      <div>
        <Button size="compact-sm" variant="subtle" onClick={onDrop}>
          {t("correction.drop")}
        </Button>
      </div>
    </div>
  );
}
