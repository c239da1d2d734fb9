import { Button, FileInput, Group, Radio } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState, type DragEvent } from "react";

import { download } from "@/lib/api";
import { formatBytes } from "@/lib/numbers";
import { useAction } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { Loaded, PageHeader, Panel, toastProblem } from "@/ui";

import { IMPORTS, upload, useKinds, type Kind } from "../api";
import { ProblemNotice } from "../components/ProblemNotice";
import css from "../imports.module.css";
import { useText } from "../text";

export default function ImportNew() {
  const t = useText();
  const go = useGo();
  const kinds = useKinds();
  const [kind, setKind] = useState<Kind>();
  const [file, setFile] = useState<File | null>(null);
  const [isOver, setOver] = useState(false);
  const [isTried, setTried] = useState(false);
  const send = useAction((input: { kind: Kind; file: File }, { idempotencyKey }) => upload(input.kind, input.file, idempotencyKey), {
    refresh: [IMPORTS],
    onDone: (job) => go(`/ice-aktarma/${job.id}`),
  });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) setFile(dropped);
  };
  return (
    <>
      <PageHeader title={t("new")} lead={t("lead")} crumbs={[{ label: t("title"), to: "/ice-aktarma" }]} />
      <Loaded query={kinds}>
        {({ results }) => {
          const chosen = kind ?? results[0]?.kind ?? "people";
          return (
            <div className={css.stack}>
              <Panel>
                <form
                  className={css.stack}
                  noValidate
                  onSubmit={(event) => {
                    event.preventDefault();
                    setTried(true);
                    if (file) send.mutate({ kind: chosen, file });
                  }}
                >
                  <ProblemNotice problem={send.error} />
                  {results.length > 1 ? (
                    <Radio.Group label={t("kind")} value={chosen} onChange={(value) => setKind(value as Kind)}>
                      <Group gap="lg" mt="xs">
                        {results.map((one) => (
                          <Radio key={one.kind} value={one.kind} label={t(one.kind)} />
                        ))}
                      </Group>
                    </Radio.Group>
                  ) : null}
                  <div
                    className={css.drop}
                    data-over={isOver}
                    onDragOver={(event) => {
                      event.preventDefault();
                      setOver(true);
                    }}
                    onDragLeave={() => setOver(false)}
                    onDrop={drop}
                  >
                    <FileInput
                      label={t("file")}
                      description={t("fileHint")}
                      placeholder={t("drop")}
                      accept=".xlsx,.csv,.txt,.tsv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
                      value={file}
                      onChange={setFile}
                      clearable
                      error={isTried && !file ? t("needFile") : null}
                      valueComponent={({ value }) => (value && !Array.isArray(value) ? t("chosen", { name: value.name, size: formatBytes(value.size) }) : null)}
                    />
                  </div>
                  <Group>
                    <Button type="submit" loading={send.isPending}>
                      {t("send")}
                    </Button>
                  </Group>
                </form>
              </Panel>
              <Panel title={t("templates")}>
                <p style={{ marginTop: 0 }}>{t("templatesHint")}</p>
                <Group>
                  {results.map((one) => (
                    <Button key={one.kind} variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={() => void download(`${IMPORTS}template/${one.kind}/`, "sablon.xlsx").catch(toastProblem)}>
                      {t("template", { label: t(one.kind) })}
                    </Button>
                  ))}
                </Group>
              </Panel>
            </div>
          );
        }}
      </Loaded>
    </>
  );
}
