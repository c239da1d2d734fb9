import { Stack, Text } from "@mantine/core";

import { SPECIAL_READING } from "@/config/rights";
import { formatDateTime } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { AppLink, Disclosure, Loaded, Notice, PageHeader, Panel } from "@/ui";
import { ProgrammeForm } from "@/ui/programme-form";

import { caseHome, casePath, readSpecialAnswers, type Submission } from "../api";
import { usePurposes } from "../purposes";
import { joined } from "../schema";
import { useText } from "../text";

/** A form as it was handed in, in the words of its own version; special answers stay closed until they are opened. */
export default function CaseSubmission() {
  const caseId = useParam("caseId");
  const found = useRead<Submission>(`${casePath(caseId)}submissions/${useParam("submissionId")}/`);
  return <Loaded query={found}>{(row) => <Shown caseId={caseId} row={row} />}</Loaded>;
}

function Shown({ caseId, row }: { caseId: string; row: Submission }) {
  const t = useText();
  const can = useCan();
  const purposes = usePurposes();
  const address = (id: string) => `${caseHome(caseId)}/kayitlar/${id}`;
  const withheld = row.has_special ? row.special.map((asked) => asked.key) : [];
  return (
    <>
      <PageHeader
        title={row.title}
        documentTitle={t("one")}
        lead={t("submission.lead", { date: formatDateTime(row.submitted_at), by: row.submitted_by })}
        crumbs={[{ label: t("title"), to: "/dosyalar" }, { label: t("one"), to: caseHome(caseId) }]}
      />
      <Stack gap="md" maw={920}>
        <Text c="dimmed">{t("submission.version", { number: row.programme_version.number, stage: row.stage.label })}</Text>
        {row.replaced_by ? (
          <Notice meaning="attention" title={t("submission.replaced")} actions={<AppLink to={address(row.replaced_by)}>{t("submission.replacedOpen")}</AppLink>} />
        ) : null}
        {row.replaces ? <Notice title={t("submission.replaces")} actions={<AppLink to={address(row.replaces)}>{t("submission.replacesOpen")}</AppLink>} /> : null}
        <Panel>
          <ProgrammeForm schema={row.schema} uiSchema={row.ui_schema} value={row.answers} readOnly withheld={withheld} />
        </Panel>
        {row.has_special ? (
          <Panel title={t("submission.special")}>
            {can(SPECIAL_READING) ? (
              <Disclosure label={row.special.map((asked) => asked.label).join(", ")} purposes={purposes} read={(purpose) => readSpecialAnswers(caseId, row.id, purpose)}>
                {(special) => <ProgrammeForm schema={row.schema} uiSchema={row.ui_schema} value={joined(row.answers, special)} readOnly headingOrder={3} />}
              </Disclosure>
            ) : (
              <Text c="dimmed">{t("submission.noSpecialRight")}</Text>
            )}
          </Panel>
        ) : null}
      </Stack>
    </>
  );
}
