import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { SPECIAL_READING } from "@/config/rights";
import { call } from "@/lib/api";
import { formatDate } from "@/lib/dates";
import { useAction } from "@/lib/query";
import { useCan } from "@/lib/session";
import { ConfirmWithReason, DataList, Disclosure, Notice, Panel, toastDone } from "@/ui";

import { PEOPLE, type Person } from "../api";
import { PersonFrame } from "../components/PersonFrame";
import { ReportDialog } from "../components/ReportDialog";
import { usePurposes } from "../components/usePurposes";
import { readReports, type Report } from "../special";
import { usePartsText, useText } from "../text";

export default function PersonReports() {
  return <PersonFrame>{(person) => <Reports person={person} />}</PersonFrame>;
}

function Reports({ person }: { person: Person }) {
  const t = usePartsText();
  const people = useText();
  const can = useCan();
  const purposes = usePurposes();
  const [isAdding, setAdding] = useState(false);
  const [edition, setEdition] = useState(0);
  const again = () => setEdition((before) => before + 1);
  return (
    <Panel
      title={people("record.tab.reports")}
      actions={
        can("people.special.write") ? (
          <Button size="sm" variant="default" onClick={() => setAdding(true)}>
            {t("reports.add")}
          </Button>
        ) : null
      }
    >
      {can(SPECIAL_READING) ? (
        <Disclosure key={edition} label={t("reports.open")} purposes={purposes} read={(purpose) => readReports(person.id, purpose)}>
          {(reports) =>
            reports.length === 0 ? (
              <Text>{t("reports.none")}</Text>
            ) : (
              <Stack gap="xl">
                {reports.map((report) => (
                  <One key={report.id} report={report} onChanged={again} />
                ))}
              </Stack>
            )
          }
        </Disclosure>
      ) : (
        <Text c="dimmed">{t("special.cannotRead")}</Text>
      )}
      {isAdding ? <ReportDialog person={person} onClose={() => { setAdding(false); again(); }} /> : null}
    </Panel>
  );
}

function One({ report, onChanged }: { report: Report; onChanged: () => void }) {
  const t = usePartsText();
  const can = useCan();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const withdraw = useAction((reason: string, context) => call("POST", `${PEOPLE}reports/${report.id}/correction/`, { body: { report: null, reason }, ifMatch: report.version, ...context }), {
    onDone: () => {
      toastDone(t("reports.withdrawn"));
      onChanged();
    },
  });
  const isChild = report.kind === "cozger";
  return (
    <div>
      <Text fw={600}>{report.kind_label}</Text>
      {report.warnings.map((one) => (
        <Notice key={one.code} meaning={one.code === "expired" ? "danger" : "attention"}>
          {one.message}
        </Notice>
      ))}
      <DataList
        facts={[
          isChild ? { label: t("reports.field.level"), value: report.level_label } : { label: t("reports.field.rate"), value: report.rate === null ? null : `%${report.rate}` },
          { label: t("reports.field.groups"), value: report.group_labels.join(", ") },
          { label: t("reports.field.permanence"), value: report.permanence_label },
          { label: t("reports.field.issued_on"), value: formatDate(report.issued_on) },
          ...(report.permanence === "temporary" ? [{ label: t("reports.field.expires_on"), value: formatDate(report.expires_on) }] : []),
          ...(report.dependency_label ? [{ label: t("reports.field.dependency"), value: report.dependency_label }] : []),
          ...(report.cannot_work ? [{ label: t("reports.field.cannot_work"), value: "✓" }] : []),
          { label: t("reports.field.issuer"), value: [report.issuer, report.number].filter(Boolean).join(" · ") },
          ...(report.detail ? [{ label: t("reports.field.detail"), value: report.detail }] : []),
        ]}
      />
      {can("people.special.write") ? (
        <Button size="compact-sm" variant="subtle" color="danger" onClick={() => setWithdrawing(true)}>
          {t("reports.withdraw")}
        </Button>
      ) : null}
      {isWithdrawing ? (
        <ConfirmWithReason
          title={t("reports.withdrawTitle")}
          consequences={[t("reports.withdrawEffect")]}
          confirmLabel={t("reports.withdraw")}
          reasonMinLength={3}
          isBusy={withdraw.isPending}
          problem={withdraw.error}
          onConfirm={(reason) => withdraw.mutate(reason)}
          onClose={() => setWithdrawing(false)}
        />
      ) : null}
    </div>
  );
}
