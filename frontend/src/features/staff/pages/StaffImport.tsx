import { Button, FileInput, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { useAction } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { DataTable, Notice, PageHeader, Panel, Status, toastDone } from "@/ui";

import { importStaff, INVITATIONS, STAFF, type StaffImport as Result } from "../api";
import { useText } from "../text";

const MEANING = { invite: "done", known: "info", problem: "attention" } as const;

export default function StaffImport() {
  const t = useText();
  const go = useGo();
  const [file, setFile] = useState<File | null>(null);
  const preview = useAction((chosen: File) => importStaff(chosen, true));
  const run = useAction((chosen: File) => importStaff(chosen, false), {
    refresh: [INVITATIONS, STAFF],
    onDone: (done) => {
      toastDone(t("import.done", { count: done.counts.invite ?? 0 }));
      go("/ayarlar/personel/davetler");
    },
  });
  const problem = preview.error ?? run.error;
  const found = preview.data;
  const count = found?.counts.invite ?? 0;
  return (
    <>
      <PageHeader
        title={t("import.title")}
        lead={t("import.lead")}
        crumbs={[
          { label: t("settings"), to: "/ayarlar" },
          { label: t("staff.title"), to: "/ayarlar/personel" },
        ]}
      />
      <Panel>
        <Stack gap="md">
          <a href={`${STAFF}import/template/`} download>
            {t("import.template")}
          </a>
          <FileInput
            label={t("import.file")}
            accept=".xlsx,.csv"
            value={file}
            onChange={(chosen) => {
              setFile(chosen);
              preview.reset();
            }}
            maw={480}
            clearable
          />
          {problem ? (
            <Notice meaning="danger" title={problem.title} live="alert">
              {problem.detail}
            </Notice>
          ) : null}
          <Group>
            <Button variant={found ? "default" : "filled"} disabled={!file} loading={preview.isPending} onClick={() => file && preview.mutate(file)}>
              {t("import.preview")}
            </Button>
            {found && count > 0 ? (
              <Button loading={run.isPending} onClick={() => file && run.mutate(file)}>
                {t("import.run", { count })}
              </Button>
            ) : null}
          </Group>
          {found && count === 0 ? <Text>{t("import.nothing")}</Text> : null}
        </Stack>
      </Panel>
      {found ? <Rows result={found} /> : null}
    </>
  );
}

function Rows({ result }: { result: Result }) {
  const t = useText();
  return (
    <Panel isFlush>
      <DataTable
        caption={t("import.title")}
        rows={result.rows}
        rowId={(row) => String(row.number)}
        columns={[
          { key: "name", header: t("field.name"), isName: true, cell: (row) => row.full_name || row.email || String(row.number) },
          { key: "row", header: t("import.row"), cell: (row) => row.number, isNumber: true },
          { key: "email", header: t("field.email"), cell: (row) => row.email },
          { key: "outcome", header: t("field.state"), cell: (row) => <Status meaning={MEANING[row.outcome]}>{t(`import.outcome.${row.outcome}`)}</Status> },
          { key: "problems", header: t("import.problems"), cell: (row) => row.problems.map((one) => `${one.column}: ${one.message} ${one.remedy}`).join(" ") },
        ]}
      />
    </Panel>
  );
}
