import { Button, FileInput, Group, Modal, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";

import type { CaseInView } from "@/config/feature";
import { download } from "@/lib/api";
import { formatDate, todayIso } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useAction, useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { DateField, FormBody, Loaded, Panel, Status, toastDone, toastProblem, useUiText } from "@/ui";

import { CASES } from "../api";
import { Checks } from "../components/Checks";
import { prepareUndertaking, recordSignature, undertakingsPath, type SignatureTyped, type Undertaking, type Undertakings } from "../intake";
import { useIntakeText } from "../intakeText";

/** Print, sign, scan in one place. Not signing is kept, and stops nothing. */
export default function CaseUndertaking({ one }: { one: CaseInView }) {
  const t = useIntakeText();
  const found = useRead<Undertakings>(undertakingsPath(one.id));
  // A programme whose text asks for none has nothing to say here.
  if (found.data && found.data.checks.length === 0 && found.data.results.length === 0) return null;
  return (
    <Panel title={t("undertaking.title")} id="taahhutname">
      <Loaded query={found} lines={2}>
        {(data) => (
          <Stack gap="md">
            <Text>{t("undertaking.lead")}</Text>
            {data.results.length === 0 ? <Text c="dimmed">{t("undertaking.none")}</Text> : null}
            {data.results.map((row) => (
              <Row key={row.id} caseId={one.id} row={row} data={data} />
            ))}
            {data.may_write ? <Prepare caseId={one.id} data={data} /> : null}
            {data.checks.length > 0 ? (
              <details>
                <summary>{t("undertaking.articles")}</summary>
                <Checks checks={data.checks} isPlain />
              </details>
            ) : null}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

const print = (caseId: string, row: { id: string }) => download(`${undertakingsPath(caseId)}${row.id}/print/`, "taahhutname.pdf").catch(toastProblem);

function Prepare({ caseId, data }: { caseId: string; data: Undertakings }) {
  const t = useIntakeText();
  const prepare = useAction((_: null, intent) => prepareUndertaking(caseId, intent), {
    refresh: [CASES],
    onDone: (saved) => {
      const row = saved.results.find((one) => one.state === "prepared");
      if (row) void print(caseId, row);
    },
  });
  if (data.results.some((row) => row.state === "signed" || row.state === "prepared")) return null;
  return (
    <div>
      <Button variant="default" loading={prepare.isPending} onClick={() => prepare.mutate(null, { onError: toastProblem })}>
        {data.results.length > 0 ? t("undertaking.again") : t("undertaking.prepare")}
      </Button>
    </div>
  );
}

function Row({ caseId, row, data }: { caseId: string; row: Undertaking; data: Undertakings }) {
  const t = useIntakeText();
  const can = useCan();
  const [isSigning, setSigning] = useState(false);
  const named = (words: string) => ({ "aria-label": `${words}: ${formatDate(row.prepared_at)}`, children: words });
  return (
    <div>
      <Group gap="xs">
        <Status meaning={row.state === "signed" ? "done" : row.state === "refused" ? "neutral" : "info"}>{row.state_label}</Status>
        <Text size="sm" c="dimmed">
          {[formatDate(row.prepared_at), row.prepared_by].filter(Boolean).join(" · ")}
        </Text>
      </Group>
      {row.state === "signed" && row.signed_on ? (
        <Text>{t("undertaking.signed", { date: formatDate(row.signed_on), who: [row.by_person ? t("undertaking.person") : "", row.representative_name].filter(Boolean).join(", ") })}</Text>
      ) : null}
      {row.state === "refused" ? <Text>{t("undertaking.notSigned")}</Text> : null}
      {row.remark ? <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{row.remark}</Text> : null}
      <Group gap="xs" mt={6}>
        <Button size="compact-md" variant="subtle" onClick={() => void print(caseId, row)} {...named(t("undertaking.print"))} />
        {row.state === "prepared" && data.may_write ? <Button size="compact-md" variant="default" onClick={() => setSigning(true)} {...named(t("undertaking.record"))} /> : null}
        {row.state === "signed" && !row.has_scan && data.may_write ? <Button size="compact-md" variant="default" onClick={() => setSigning(true)} {...named(t("undertaking.addScan"))} /> : null}
        {row.has_scan && can("documents.read") ? (
          <Button size="compact-md" variant="subtle" onClick={() => void download(`${undertakingsPath(caseId)}${row.id}/scan/`, "taahhutname").catch(toastProblem)} {...named(t("undertaking.scan"))} />
        ) : null}
      </Group>
      {isSigning ? <Signing caseId={caseId} row={row} data={data} onClose={() => setSigning(false)} /> : null}
    </div>
  );
}

interface Typed extends Record<string, unknown> {
  outcome: string;
  signed_on: string | null;
  remark: string;
  file: File | null;
}

function Signing({ caseId, row, data, onClose }: { caseId: string; row: Undertaking; data: Undertakings; onClose: () => void }) {
  const t = useIntakeText();
  const ui = useUiText();
  const isSigned = row.state === "signed";
  const who = data.signers.find((one) => one.name === row.representative_name);
  const form = useServerForm<Typed, Undertakings>({
    initial: { outcome: isSigned ? (who ? `with:${who.id}` : "person") : "", signed_on: isSigned ? row.signed_on : todayIso(), remark: "", file: null },
    labels: { outcome: t("undertaking.outcome"), signed_on: t("undertaking.signed_on"), remark: t("undertaking.remark"), file: t("undertaking.file"), by_person: t("undertaking.outcome"), representative: t("undertaking.outcome"), refused: t("undertaking.outcome") },
    check: ({ outcome }) => ({ outcome: outcome ? null : t("undertaking.chooseOutcome") }),
    save: (typed, intent) => recordSignature(caseId, row.id, isSigned ? { ...sent(typed), by_person: row.by_person, representative: who?.id ?? null } : sent(typed), intent),
    onSaved: () => {
      toastDone(t("undertaking.saved"));
      onClose();
    },
    refresh: [CASES],
  });
  const { id, label, error, value } = form.field("outcome");
  const isRefused = form.values.outcome === "refused";
  return (
    <Modal opened onClose={onClose} title={`${t("undertaking.title")} · ${t(isSigned ? "undertaking.addScan" : "undertaking.record")}`} size="lg" closeOnClickOutside={!form.isDirty} closeOnEscape={!form.isDirty} closeButtonProps={{ "aria-label": ui("close") }}>
      <FormBody form={form} onCancel={onClose}>
        <Stack gap="md" mb="lg">
          {isSigned ? null : (
            <Radio.Group id={id} label={label} error={error} value={value as string} onChange={(chosen) => form.set("outcome", chosen)}>
              <Stack gap="xs" mt="xs">
                <Radio value="person" label={t("undertaking.optionPerson")} disabled={data.person_refusal !== ""} description={data.person_refusal || undefined} />
                {data.signers.filter((one) => one.may_sign || one.signs_together).map((one) => (
                  <Radio
                    key={one.id}
                    value={one.signs_together ? `with:${one.id}` : one.id}
                    label={t(one.signs_together ? "undertaking.optionTogether" : "undertaking.optionRepresentative", { name: one.name, kind: one.kind_label })}
                    disabled={one.refusal !== ""}
                    description={one.refusal || undefined}
                  />
                ))}
                <Radio value="refused" label={t("undertaking.optionRefused")} />
              </Stack>
            </Radio.Group>
          )}
          {data.signers.filter((one) => !one.may_sign && !one.signs_together).map((one) => (
            <Text key={one.id} size="sm">
              {t("undertaking.cannot", { name: one.name, kind: one.kind_label, why: one.why_not })}
            </Text>
          ))}
          {isRefused || isSigned ? null : <DateField {...form.field("signed_on", { isOptional: true })} bound="past" />}
          {isRefused ? null : <FileInput {...form.field("file", { isOptional: true })} description={t("undertaking.fileHint")} placeholder={ui("chooseFile")} clearable accept="application/pdf,image/*" />}
          {isSigned ? null : <Textarea {...form.field("remark", { isOptional: true })} description={t("undertaking.remarkHint")} autosize minRows={2} />}
        </Stack>
      </FormBody>
    </Modal>
  );
}

function sent({ outcome, signed_on, remark, file }: Typed): SignatureTyped {
  const together = outcome.startsWith("with:");
  const representative = together ? outcome.slice(5) : outcome === "person" || outcome === "refused" ? null : outcome;
  return { by_person: outcome === "person" || together, representative, refused: outcome === "refused", signed_on: outcome === "refused" ? null : signed_on, remark, file };
}
