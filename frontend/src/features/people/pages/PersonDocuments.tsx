import { Button, Checkbox, FileInput, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { call, download } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { formatDateTime } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { formatNumber } from "@/lib/numbers";
import { useAction, useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import type { components } from "@/schema/api";
import { ConfirmWithReason, Loaded, Panel, toastDone, toastProblem, useUiText } from "@/ui";

import { PEOPLE, personPath, type Person } from "../api";
import { FormDialog } from "../components/FormDialog";
import { NoticesPanel } from "../components/NoticesPanel";
import { PersonFrame } from "../components/PersonFrame";
import { Pick } from "../components/Pick";
import { usePurposes } from "../components/usePurposes";
import { usePartsText } from "../text";

type Document = components["schemas"]["Document"];
/** Kinds of files that the system itself makes. */
const MADE = ["import_source", "import_errors", "export"];

export default function PersonDocuments() {
  return (
    <PersonFrame>
      {(person) => (
        <>
          <Documents person={person} />
          <NoticesPanel person={person} />
        </>
      )}
    </PersonFrame>
  );
}

function Documents({ person }: { person: Person }) {
  const t = usePartsText();
  const can = useCan();
  const [isAdding, setAdding] = useState(false);
  const path = `${personPath(person.id)}documents/`;
  const documents = useRead<{ results: Document[] }>(path);
  return (
    <Panel
      title={t("documents.title")}
      actions={
        can("documents.write") ? (
          <Button size="sm" variant="default" onClick={() => setAdding(true)}>
            {t("documents.add")}
          </Button>
        ) : null
      }
    >
      <Loaded query={documents} lines={3}>
        {({ results }) => (
          <Stack gap="md">
            {results.length === 0 ? <Text c="dimmed">{t("documents.none")}</Text> : null}
            {results.map((one) => (
              <One key={one.id} row={one} path={path} />
            ))}
          </Stack>
        )}
      </Loaded>
      {isAdding ? <Upload path={path} onClose={() => setAdding(false)} /> : null}
    </Panel>
  );
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${formatNumber(Math.max(1, Math.round(bytes / 1000)))} KB` : `${formatNumber(Math.round(bytes / 100_000) / 10)} MB`;
}

function One({ row, path }: { row: Document; path: string }) {
  const t = usePartsText();
  const can = useCan();
  const [act, setAct] = useState<"open" | "remove" | null>(null);
  const close = () => setAct(null);
  const fetch = (purpose?: string) =>
    download(`${PEOPLE}documents/${row.id}/content/`, row.name || "belge", { query: { purpose } })
      .then(close)
      .catch(toastProblem);
  const remove = useAction((reason: string, context) => call("POST", `${PEOPLE}documents/${row.id}/removal/`, { body: { reason }, ...context }), {
    refresh: [path],
    onDone: () => {
      close();
      toastDone(t("documents.removed"));
    },
  });
  const name = row.name || t("documents.closed");
  return (
    <Group justify="space-between" align="flex-start" gap="xs">
      <div style={{ flex: "1 1 260px", minWidth: 0, overflowWrap: "anywhere" }}>
        {name}
        <Text size="sm" c="dimmed">
          {t("documents.meta", { kind: row.kind_label, size: size(row.size), date: formatDateTime(row.uploaded_at), name: row.uploaded_by })}
        </Text>
      </div>
      <Group gap={4}>
        <Button size="compact-sm" variant="subtle" onClick={() => (row.is_special ? setAct("open") : void fetch())} aria-label={`${name}: ${t("documents.download")}`}>
          {t("documents.download")}
        </Button>
        {can("documents.write") ? (
          <Button size="compact-sm" variant="subtle" color="danger" onClick={() => setAct("remove")} aria-label={`${name}: ${t("documents.remove")}`}>
            {t("documents.remove")}
          </Button>
        ) : null}
      </Group>
      {act === "open" ? <Purpose onChoose={(purpose) => void fetch(purpose)} onClose={close} /> : null}
      {act === "remove" ? (
        <ConfirmWithReason
          title={t("documents.removeTitle")}
          consequences={[t("documents.removeEffect")]}
          confirmLabel={t("documents.remove")}
          reasonMinLength={3}
          isBusy={remove.isPending}
          problem={remove.error}
          onConfirm={(reason) => remove.mutate(reason)}
          onClose={close}
        />
      ) : null}
    </Group>
  );
}

/** A special document opens for a purpose, as everything special does. */
function Purpose({ onChoose, onClose }: { onChoose: (purpose: string) => void; onClose: () => void }) {
  const t = usePartsText();
  const ui = useUiText();
  const purposes = usePurposes();
  const [purpose, setPurpose] = useState<string | null>(null);
  return (
    <Modal opened onClose={onClose} title={t("documents.purposeTitle")} closeButtonProps={{ "aria-label": ui("close") }}>
      <Stack>
        <Pick label={t("documents.purpose")} data={purposes} value={purpose} onChange={setPurpose} clearable={false} />
        <Text size="sm">{ui("disclosure.logged")}</Text>
        <Button disabled={!purpose} onClick={() => (purpose ? onChoose(purpose) : undefined)}>
          {t("documents.download")}
        </Button>
      </Stack>
    </Modal>
  );
}

function Upload({ path, onClose }: { path: string; onClose: () => void }) {
  const t = usePartsText();
  const catalogue = useCatalogue();
  const form = useServerForm({
    initial: { file: null as File | null, kind: "other", is_special: false },
    labels: { file: t("documents.file"), kind: t("documents.kind"), is_special: t("documents.isSpecial") },
    check: ({ file }) => ({ file: file ? null : t("documents.fileHint") }),
    save: ({ file, kind, is_special: isSpecial }, { idempotencyKey }) => {
      const body = new FormData();
      if (file) body.append("file", file);
      body.append("kind", kind);
      body.append("is_special", String(isSpecial));
      return call<Document>("POST", path, { body, idempotencyKey });
    },
    onSaved: () => {
      toastDone(t("documents.uploaded"));
      onClose();
    },
    refresh: [path],
  });
  return (
    <FormDialog title={t("documents.add")} form={form} onClose={onClose}>
      <FileInput {...form.field("file")} description={t("documents.fileHint")} required clearable accept="application/pdf,image/*" />
      <Pick {...form.field("kind")} data={catalogue.options("document_kind").filter((one) => !MADE.includes(one.value))} clearable={false} />
      <Checkbox {...form.field("is_special", { type: "checkbox" })} />
    </FormDialog>
  );
}
