import { Button, FileInput, Group, Stack, Table, Text, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";

import { call, download } from "@/lib/api";
import { useAction, usePage } from "@/lib/query";
import { Notice, PageHeader, Panel, toastProblem, useProblemText, useUiText } from "@/ui";

import { LETTERS, type LetterRow, type NumberResult } from "../api";
import { useText } from "../text";

const PATH = `${LETTERS}official-numbers/`;

interface Sent {
  text?: string;
  file?: File;
  preview: boolean;
}

const rowsOf = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => {
      const [letter = "", number = "", date = ""] = (line.includes("\t") ? line.split("\t") : line.split(/;|\s{2,}/)).map((one) => one.trim());
      return { letter, number, date };
    });

/** The rows that are still to be mended; what was recorded is not typed twice. */
function leftOf(text: string, results: readonly NumberResult[]): string {
  const wrong = new Set(results.filter((one) => one.code).map((one) => one.row));
  return text
    .split("\n")
    .filter((line) => line.trim())
    .filter((_, index) => wrong.has(index + 1))
    .join("\n");
}

/** Numbers out of the municipality's own system, many at once; each bad row says what is wrong with it. */
export default function LetterNumbers() {
  const t = useText();
  const words = useProblemText();
  const ui = useUiText();
  const [text, setText] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [isTried, setTried] = useState(false);
  const waiting = usePage<LetterRow>(LETTERS, { without_official: true, page_size: 1 });
  const send = useAction(
    ({ text: typed, file: chosen, preview }: Sent, { idempotencyKey }) => {
      if (!chosen) return call<{ results: NumberResult[] }>("POST", PATH, { body: { rows: rowsOf(typed ?? ""), preview }, idempotencyKey });
      const body = new FormData();
      body.append("file", chosen);
      body.append("preview", String(preview));
      return call<{ results: NumberResult[] }>("POST", `${PATH}import/`, { body, idempotencyKey });
    },
    { refresh: [LETTERS] },
  );
  const paste = (preview: boolean) => {
    setTried(true);
    if (text.trim()) send.mutate({ text, preview }, { onSuccess: ({ results }) => (preview ? undefined : setText(leftOf(text, results))) });
    else document.getElementById("ebys-tablosu")?.focus();
  };
  const bad = send.data?.results.filter((one) => one.code) ?? [];
  // What was recorded has left the field: the rows that stay are counted anew.
  const isLeft = send.variables ? !send.variables.preview && !send.variables.file : false;
  const answer = useRef<HTMLDivElement>(null);
  // The pressed button was disabled meanwhile and has lost the focus: it goes to what came of it.
  useEffect(() => {
    if (send.data) answer.current?.focus({ preventScroll: false });
  }, [send.data]);
  const good = (send.data?.results.length ?? 0) - bad.length;
  return (
    <>
      <PageHeader title={t("number.title")} lead={t("number.lead")} crumbs={[{ label: t("title"), to: "/yazilar" }]} />
      <Stack gap="lg">
        {waiting.data?.count ? <Text>{t("number.waiting", { count: waiting.data.count })}</Text> : null}
        {send.error ? (
          <Notice meaning="danger" live="alert" title={words(send.error).title}>
            {words(send.error).detail}
          </Notice>
        ) : null}
        {send.data ? (
          <div ref={answer} tabIndex={-1}>
            <Notice
              meaning={bad.length > 0 ? "attention" : "done"}
              live="status"
              title={[t(send.variables?.preview ? "number.would" : "number.good", { count: good }), bad.length > 0 ? t("number.bad", { count: bad.length }) : ""].filter(Boolean).join(" · ")}
            />
          </div>
        ) : null}
        {bad.length > 0 ? <BadRows rows={isLeft ? bad.map((one, index) => ({ ...one, row: index + 1 })) : bad} /> : null}
        <Panel title={t("number.byHand")}>
          <Stack gap="md">
            <Textarea
              id="ebys-tablosu"
              label={t("number.paste")}
              description={t("number.pasteHint")}
              placeholder={t("number.example")}
              value={text}
              error={isTried && !text.trim() ? t("number.nothing") : null}
              autosize
              minRows={6}
              styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Group gap="xs">
              <Button loading={send.isPending && !send.variables?.file} onClick={() => paste(false)}>
                {t("number.record")}
              </Button>
              <Button variant="default" onClick={() => paste(true)}>
                {t("number.check")}
              </Button>
            </Group>
          </Stack>
        </Panel>
        <Panel title={t("number.file")}>
          <Stack gap="md">
            <FileInput label={t("number.fileLabel")} placeholder={ui("chooseFile")} value={file} onChange={setFile} clearable accept=".xlsx,.csv" />
            <Group gap="xs">
              <Button variant="default" disabled={!file} loading={send.isPending && Boolean(send.variables?.file)} onClick={() => file && send.mutate({ file, preview: false })}>
                {t("number.sendFile")}
              </Button>
              <Button variant="subtle" onClick={() => void download(`${PATH}import/`, "ebys.xlsx").catch(toastProblem)}>
                {t("number.template")}
              </Button>
            </Group>
          </Stack>
        </Panel>
      </Stack>
    </>
  );
}

function BadRows({ rows }: { rows: NumberResult[] }) {
  const t = useText();
  return (
    <Panel title={t("number.toMend")}>
      <Table.ScrollContainer minWidth={480}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("number.row")}</Table.Th>
              <Table.Th>{t("number.letter")}</Table.Th>
              <Table.Th>{t("field.official")}</Table.Th>
              <Table.Th>{t("number.what")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((one) => (
              <Table.Tr key={one.row}>
                <Table.Td>{one.row}</Table.Td>
                <Table.Td>{one.letter}</Table.Td>
                <Table.Td>{one.number}</Table.Td>
                <Table.Td>
                  {one.message} {one.remedy}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}
