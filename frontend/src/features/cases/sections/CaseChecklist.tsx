import { Button, Group, List, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";

import type { CaseInView } from "@/config/feature";
import { call, download } from "@/lib/api";
import { formatDate } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { ConfirmWithReason, Disclosure, Loaded, Notice, Panel, Status, toastDone, toastProblem, useUiText } from "@/ui";

import { CASES } from "../api";
import { PresentDialog } from "../components/PresentDialog";
import { documentsPath, refuseDocument, takeOverReport, withdrawDocument, type Checklist, type ChecklistItem, type Presented } from "../intake";
import { useIntakeText } from "../intakeText";
import { usePurposes } from "../purposes";

const MEANING = { missing: "attention", refused: "attention", expired: "danger", expiring: "attention", substitute: "done", presented: "done", not_signed: "neutral", undecided: "info" } as const;

/** The documents of a case as a checklist: what is asked for, what stands for it, what falls due. */
export default function CaseChecklist({ one }: { one: CaseInView }) {
  const t = useIntakeText();
  const found = useRead<Checklist>(documentsPath(one.id));
  if (found.data && found.data.results.length === 0 && one.state === "closed") return null;
  return (
    <Panel title={t("documents.title")} id="belgeler">
      <Loaded query={found} lines={3}>
        {(data) => (
          <Stack gap="md">
            {data.results.length > 0 ? (
              <div>
                <Summary data={data} />
              </div>
            ) : null}
            {data.results.length === 0 ? <Text c="dimmed">{t("documents.none")}</Text> : null}
            <List listStyleType="none" spacing="lg" styles={{ itemWrapper: { display: "block" } }}>
              {data.results.map((item) => (
                <List.Item key={item.key}>
                  <Item caseId={one.id} item={item} data={data} />
                </List.Item>
              ))}
            </List>
            {data.may_write && !data.is_scanned ? <Notice>{t("documents.notScanned")}</Notice> : null}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function Summary({ data }: { data: Checklist }) {
  const t = useIntakeText();
  if (data.missing > 0) return <Status meaning="attention">{t("documents.missing", { count: data.missing })}</Status>;
  return data.is_complete === null ? <Text size="sm">{t("documents.undecided")}</Text> : <Status meaning="done">{t("documents.complete")}</Status>;
}

type Act = "add" | "refuse" | "withdraw" | "takeOver" | "open";

function Item({ caseId, item, data }: { caseId: string; item: ChecklistItem; data: Checklist }) {
  const t = useIntakeText();
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  const { current } = item;
  return (
    <>
      <Group gap="xs" wrap="wrap">
        <Text fw={600} span style={{ overflowWrap: "anywhere" }}>
          {item.label}
        </Text>
        <Status meaning={MEANING[item.standing]}>{item.standing_label}</Status>
      </Group>
      {item.warning ? <Text size="sm">{item.warning}</Text> : null}
      {current ? <Facts row={current} /> : null}
      {item.is_asked ? null : <Text size="sm">{t("documents.notAsked")}</Text>}
      {item.standing === "undecided" ? <Text size="sm">{t("documents.maybe")}</Text> : null}
      {item.why.map((why) => (
        <Text key={why} size="sm" c="dimmed">
          {why}
        </Text>
      ))}
      {item.articles.length > 0 ? (
        <Text size="sm" c="dimmed">
          {t("documents.article", { article: item.articles.join("; ") })}
        </Text>
      ) : null}
      {item.substitutes.length > 0 && !current ? <Text size="sm">{t("documents.substitutes", { names: item.substitutes.join(", ") })}</Text> : null}
      {current?.has_closed_text ? <ClosedTexts caseId={caseId} row={current} /> : null}
      <Buttons item={item} data={data} onAct={setAct} caseId={caseId} />
      <Earlier rows={item.earlier} />
      {act === "add" ? <PresentDialog caseId={caseId} item={item} onClose={close} /> : null}
      {act === "takeOver" ? <TakeOver caseId={caseId} onClose={close} /> : null}
      {act === "open" && current ? <OpenSpecial caseId={caseId} row={current} onClose={close} /> : null}
      {(act === "refuse" || act === "withdraw") && current ? <End caseId={caseId} row={current} act={act} onClose={close} /> : null}
    </>
  );
}

function Buttons({ item, data, caseId, onAct }: { item: ChecklistItem; data: Checklist; caseId: string; onAct: (act: Act) => void }) {
  const t = useIntakeText();
  const can = useCan();
  const { current } = item;
  if (item.is_undertaking) {
    return (
      <a href="#taahhutname" aria-label={`${item.label}: ${t("documents.toUndertaking")}`}>
        {t("documents.toUndertaking")}
      </a>
    );
  }
  const mayWrite = data.may_write && (!item.is_special || data.may_write_special);
  const stands = current?.state === "presented";
  const named = (words: string) => ({ "aria-label": `${item.label}: ${words}`, children: words });
  const fetch = () => download(`${documentsPath(caseId)}${current?.id ?? ""}/content/`, "belge").catch(toastProblem);
  return (
    <Group gap="xs" mt={6}>
      {mayWrite ? <Button size="compact-md" variant={stands ? "default" : "light"} onClick={() => onAct("add")} {...named(stands ? t("documents.replace") : t("documents.add"))} /> : null}
      {mayWrite && item.can_take_over && !item.standing.startsWith("pres") ? <Button size="compact-md" variant="default" onClick={() => onAct("takeOver")} {...named(t("documents.takeOver"))} /> : null}
      {current?.has_file && can("documents.read") ? (
        <Button size="compact-md" variant="subtle" onClick={() => (current.is_special ? onAct("open") : void fetch())} {...named(t("documents.open"))} />
      ) : null}
      {mayWrite && stands ? <Button size="compact-md" variant="subtle" onClick={() => onAct("refuse")} {...named(t("documents.refuse"))} /> : null}
      {mayWrite && stands ? <Button size="compact-md" variant="subtle" color="danger" onClick={() => onAct("withdraw")} {...named(t("documents.withdraw"))} /> : null}
      {data.may_write && item.is_special && !data.may_write_special ? <Text size="sm">{t("documents.noSpecialRight")}</Text> : null}
    </Group>
  );
}

function Facts({ row }: { row: Presented }) {
  const t = useIntakeText();
  const days = [row.issued_on ? t("documents.issued", { date: formatDate(row.issued_on) }) : "", row.valid_until ? t("documents.until", { date: formatDate(row.valid_until) }) : ""].filter(Boolean);
  return (
    <>
      {row.substitute ? <Text size="sm">{row.substitute}</Text> : null}
      <Text size="sm" c="dimmed">
        {[t("documents.presented", { way: row.way_label, date: formatDate(row.presented_on), by: row.recorded_by }), ...days].join(" · ")}
      </Text>
      {[row.note, row.why].filter(Boolean).map((words) => (
        <Text key={words} size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {words}
        </Text>
      ))}
    </>
  );
}

function Earlier({ rows }: { rows: readonly Presented[] }) {
  const t = useIntakeText();
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{t("documents.earlier", { count: rows.length })}</summary>
      {rows.map((row) => (
        <div key={row.id}>
          <Text size="sm" fw={600}>
            {row.state_label}
          </Text>
          <Facts row={row} />
        </div>
      ))}
    </details>
  );
}

function ClosedTexts({ caseId, row }: { caseId: string; row: Presented }) {
  const t = useIntakeText();
  const purposes = usePurposes();
  return (
    <Disclosure
      label={t("documents.texts")}
      purposes={purposes}
      read={(purpose) => call<{ note: string; why: string }>("GET", `${documentsPath(caseId)}${row.id}/text/`, { query: { purpose } })}
    >
      {(texts) => <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{[texts.note, texts.why].filter(Boolean).join("\n")}</Text>}
    </Disclosure>
  );
}

function End({ caseId, row, act, onClose }: { caseId: string; row: Presented; act: "refuse" | "withdraw"; onClose: () => void }) {
  const t = useIntakeText();
  const end = useAction((reason: string, intent) => (act === "refuse" ? refuseDocument(caseId, row.id, reason, intent) : withdrawDocument(caseId, row.id, reason)), {
    refresh: [CASES],
    onDone: () => {
      toastDone(t(act === "refuse" ? "documents.refused" : "documents.withdrawn"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={t(`documents.${act}`)}
      confirmLabel={t(`documents.${act}`)}
      consequences={[t(`documents.${act}Effect`)]}
      isDangerous={act === "withdraw"}
      reasonMinLength={3}
      isBusy={end.isPending}
      problem={end.error}
      onConfirm={(reason) => end.mutate(reason)}
      onClose={onClose}
    />
  );
}

function OpenSpecial({ caseId, row, onClose }: { caseId: string; row: Presented; onClose: () => void }) {
  const t = useIntakeText();
  return (
    <Purpose
      label={t("documents.open")}
      hint={t("documents.special")}
      onClose={onClose}
      onChoose={(purpose) =>
        void download(`${documentsPath(caseId)}${row.id}/content/`, "belge", { query: { purpose } })
          .then(onClose)
          .catch(toastProblem)
      }
    />
  );
}

function TakeOver({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const t = useIntakeText();
  const take = useAction((purpose: string, intent) => takeOverReport(caseId, purpose, intent), {
    refresh: [CASES],
    onDone: () => {
      toastDone(t("documents.takenOver"));
      onClose();
    },
  });
  return <Purpose label={t("documents.takeOver")} hint={t("documents.takeOverHint")} problem={take.error?.message} isBusy={take.isPending} onChoose={(purpose) => take.mutate(purpose)} onClose={onClose} />;
}

interface PurposeProps {
  label: string;
  hint: string;
  problem?: string;
  isBusy?: boolean;
  onChoose: (purpose: string) => void;
  onClose: () => void;
}

/** What is special opens for a purpose. */
function Purpose({ label, hint, problem, isBusy, onChoose, onClose }: PurposeProps) {
  const t = useIntakeText();
  const ui = useUiText();
  const purposes = usePurposes();
  const [purpose, setPurpose] = useState<string | null>(null);
  return (
    <Modal opened onClose={onClose} title={t("documents.purposeTitle")} closeButtonProps={{ "aria-label": ui("close") }}>
      <Stack>
        <Text>{hint}</Text>
        <Select label={t("documents.purpose")} data={purposes} value={purpose} onChange={setPurpose} allowDeselect={false} />
        {problem ? (
          <Notice meaning="danger" live="alert">
            {problem}
          </Notice>
        ) : null}
        <Button disabled={!purpose} loading={isBusy} onClick={() => (purpose ? onChoose(purpose) : undefined)}>
          {label}
        </Button>
      </Stack>
    </Modal>
  );
}
