import { Checkbox, Radio, Group, Text, Textarea } from "@mantine/core";

import { call } from "@/lib/api";
import { formatNumber } from "@/lib/numbers";
import { useServerForm } from "@/lib/form";
import type { ListParams } from "@/lib/query";
import { useRead } from "@/lib/query";
import { useGo } from "@/lib/routing";
import type { components } from "@/schema/api";
import { Loaded, Notice, toastDone } from "@/ui";

import { EXPORTS, type ExportRow } from "../exports";
import { toExportFilters } from "../filters";
import { useExportText } from "../text";
import { FormDialog } from "./FormDialog";

type Column = components["schemas"]["ExportColumn"];

/** Above this many people a second person is asked; the server decides, the dialog says so before. */
const FREE_UP_TO = 100;

interface ExportDialogProps {
  params: ListParams;
  count: number | null;
  onClose: () => void;
}

export function ExportDialog(props: ExportDialogProps) {
  const columns = useRead<{ results: Column[] }>(`${EXPORTS}columns/`);
  return <Loaded query={columns}>{({ results }) => <Dialog {...props} columns={results} />}</Loaded>;
}

function Dialog({ params, count, onClose, columns }: ExportDialogProps & { columns: Column[] }) {
  const t = useExportText();
  const go = useGo();
  const form = useServerForm({
    initial: { reason: "", file_format: "xlsx", columns: columns.filter((one) => one.is_default).map((one) => one.key) },
    labels: { reason: t("reason"), file_format: t("format"), columns: t("columns") },
    save: (values, { idempotencyKey }) => call<ExportRow>("POST", EXPORTS, { body: { ...values, list_key: "people", filters: toExportFilters(params) }, idempotencyKey }),
    onSaved: (saved) => {
      toastDone(saved.needs_approval ? t("askedSecond") : t("asked"));
      go("/disa-aktarma");
    },
    refresh: [EXPORTS],
  });
  const isSpecial = columns.some((one) => one.is_special && form.values.columns.includes(one.key));
  const isSecond = isSpecial || (count ?? 0) > FREE_UP_TO;
  return (
    <FormDialog title={t("title")} hint={count === null ? undefined : t("count", { count }).replace(String(count), formatNumber(count))} form={form} submitLabel={isSecond ? t("submitSecond") : t("submit")} onClose={onClose}>
      {isSecond ? <Notice meaning="attention">{isSpecial ? t("secondSpecial") : t("secondMany", { limit: FREE_UP_TO })}</Notice> : null}
      <Textarea {...form.field("reason")} required description={t("reasonHint")} data-autofocus />
      <Radio.Group label={t("format")} value={form.values.file_format} onChange={(value) => form.set("file_format", value)}>
        <Group mt="xs">
          <Radio value="xlsx" label="Excel (XLSX)" />
          <Radio value="csv" label="CSV" />
        </Group>
      </Radio.Group>
      <Checkbox.Group label={t("columns")} value={form.values.columns} onChange={(value) => form.set("columns", value)}>
        <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(min(200px, 100%), 1fr))", gap: 8, marginTop: 8, maxHeight: 280, overflowY: "auto", padding: 4 }}>
          {columns.map((one) => (
            <Checkbox key={one.key} value={one.key} label={one.is_special ? t("special", { label: one.label }) : one.label} />
          ))}
        </div>
      </Checkbox.Group>
      <Text size="sm" c="dimmed">
        {t("kept")}
      </Text>
    </FormDialog>
  );
}
