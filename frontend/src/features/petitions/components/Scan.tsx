import { Button, FileInput, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";

import { download } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { FormBody, Panel, toastDone, toastProblem } from "@/ui";

import { keepScan, PETITIONS, scanPath, type Petition } from "../api";
import { useText } from "../text";

export const SCANS = "application/pdf,image/*";

/** The paper itself: handed out where it is kept, taken in where it is not yet. Nothing where neither may be. */
export function Scan({ petition }: { petition: Petition }) {
  const t = useText();
  if (!petition.has_scan && !petition.may_write) return null;
  return (
    <Panel title={t("scan.title")} id="tarama">
      {petition.has_scan ? (
        <Stack gap="sm" align="flex-start">
          <Text>{t("scan.there")}</Text>
          <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={() => void download(scanPath(petition.id), `${petition.number}.pdf`).catch(toastProblem)}>
            {t("scan.open")}
          </Button>
        </Stack>
      ) : (
        <Upload petition={petition} />
      )}
    </Panel>
  );
}

function Upload({ petition }: { petition: Petition }) {
  const t = useText();
  const form = useServerForm({
    initial: { file: null as File | null },
    labels: { file: t("scan.file") },
    check: (values) => ({ file: values.file ? null : t("scan.asked") }),
    save: ({ file }, intent) => {
      if (!file) throw new Error("checked before");
      return keepScan(petition.id, file, intent);
    },
    onSaved: () => toastDone(t("done")),
    refresh: [PETITIONS],
  });
  return (
    <FormBody form={form} submitLabel={t("scan.add")} isSecondary>
      <FileInput {...form.field("file")} description={t("scan.hint")} placeholder={t("scan.choose")} clearable accept={SCANS} mb="md" />
    </FormBody>
  );
}
