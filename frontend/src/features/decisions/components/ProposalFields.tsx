import { Checkbox, Radio, Select, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";

import { formatDate } from "@/lib/dates";
import type { ServerForm } from "@/lib/form";
import { useRead, type Page } from "@/lib/query";
import { useMe } from "@/lib/session";
import { FormSection, Notice } from "@/ui";

import type { GivenEvidence, Proposal, ProposalForm } from "../api";
import { useText } from "../text";

export interface ProposalValues {
  ground: string;
  transition: string;
  closure: string;
  evidence: string[];
  observation: string;
  reason: string;
  named_taker: string | null;
}

export const NOTHING: ProposalValues = { ground: "", transition: "", closure: "", evidence: [], observation: "", reason: "", named_taker: null };

/** What is sent: records that were chosen, and what was seen, in words. */
export function proposalOf(values: ProposalValues): Proposal {
  const { evidence, observation, ...rest } = values;
  const records: GivenEvidence[] = evidence.map((one) => {
    const [kind = "", record = ""] = one.split(":");
    return { kind, record, text: "" };
  });
  return { ...rest, evidence: observation.trim() ? [...records, { kind: "observation", record: null, text: observation }] : records };
}

interface Colleague {
  id: string;
  full_name: string;
  title: string;
}

/** Ground, evidence, what happens, words, second person: one thing after the other. */
export function ProposalFields({ form, needs }: { form: ServerForm<ProposalValues>; needs: ProposalForm }) {
  const t = useText();
  const isAdverse = needs.kind !== "resume";
  return (
    <>
      {needs.grounds.length > 0 ? <Grounds form={form} needs={needs} /> : null}
      {isAdverse ? <EvidenceFields form={form} needs={needs} /> : null}
      {needs.steps.length > 1 || needs.closures.length > 0 ? (
        <FormSection id="adim" title={t("new.section.step")}>
          {needs.steps.length > 1 ? <Select {...form.field("transition")} data={needs.steps.map((one) => ({ value: one.key, label: `${one.label} (${one.target})` }))} allowDeselect={false} required withAsterisk={false} /> : null}
          {needs.closures.length > 0 ? <Select {...form.field("closure")} data={needs.closures.map((one) => ({ value: one.key, label: [one.letter, one.label].filter(Boolean).join(") ") }))} allowDeselect={false} required withAsterisk={false} /> : null}
        </FormSection>
      ) : null}
      <FormSection id="metin" title={t("new.section.reason")}>
        <Textarea {...form.field("reason", { isOptional: true })} description={t("new.reasonHint")} autosize minRows={3} maxLength={5000} />
      </FormSection>
      <FormSection id="ikinci" title={t("new.section.second")}>
        <Superior {...form.field("named_taker", { isOptional: true })} />
      </FormSection>
    </>
  );
}

function Grounds({ form, needs }: { form: ServerForm<ProposalValues>; needs: ProposalForm }) {
  const t = useText();
  const why = new Map(needs.proposed.map((one) => [one.ground, one.messages]));
  return (
    <FormSection id="gerekce" title={t("new.section.ground")}>
      <Radio.Group {...form.field("ground")} description={t("new.groundHint")}>
        <Stack gap="sm" mt="sm">
          {needs.grounds.map((one) => (
            <Radio key={one.key} value={one.key} label={[one.letter, one.label].filter(Boolean).join(") ")} description={[one.text, one.basis].filter(Boolean).join(" · ")} />
          ))}
        </Stack>
      </Radio.Group>
      {needs.proposed.length > 0 ? (
        <Notice title={t("new.proposedHere")}>
          {needs.proposed.map((one) => (
            <Text key={one.ground} size="sm">
              {needs.grounds.find((ground) => ground.key === one.ground)?.label}: {(why.get(one.ground) ?? []).join(" ")}
            </Text>
          ))}
          <Text size="sm">{t("new.proposedHint")}</Text>
        </Notice>
      ) : null}
    </FormSection>
  );
}

function EvidenceFields({ form, needs }: { form: ServerForm<ProposalValues>; needs: ProposalForm }) {
  const t = useText();
  return (
    <FormSection id="dayanak" title={t("new.section.evidence")}>
      {needs.evidence.length > 0 ? (
        <Checkbox.Group {...form.field("evidence")} description={t("new.evidenceHint")}>
          <Stack gap="xs" mt="sm" mah={360} style={{ overflowY: "auto" }} tabIndex={0} role="group" aria-label={t("field.evidence")}>
            {needs.evidence.map((one) => (
              <Checkbox key={`${one.kind}:${one.id}`} value={`${one.kind}:${one.id}`} label={`${one.label} · ${formatDate(one.on)}`} description={one.label === one.kind_label ? undefined : one.kind_label} />
            ))}
          </Stack>
        </Checkbox.Group>
      ) : (
        <Text>{t("new.noRecords")}</Text>
      )}
      <Textarea {...form.field("observation", { isOptional: needs.evidence.length > 0 })} description={t("new.observationHint")} autosize minRows={3} maxLength={5000} />
    </FormSection>
  );
}

// What `form.field` gives, passed on.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function Superior(props: any) {
  const t = useText();
  const me = useMe();
  const [typed, setTyped] = useState("");
  const staff = useRead<Page<Colleague>>("/api/v1/staff/", { page_size: 100 });
  const others = (staff.data?.results ?? []).filter((one) => one.id !== me.id);
  const data = others.map((one) => ({ value: one.id, label: one.title ? `${one.full_name}, ${one.title}` : one.full_name }));
  return <Select {...props} data={data} description={t("new.namedHint")} searchable searchValue={typed} onSearchChange={setTyped} clearable maw={480} />;
}

/** What the listed grounds ask, all at once; the guard of the article asks it again. */
export function useProposalCheck(needs: ProposalForm): (values: ProposalValues) => Record<string, string | null> {
  const t = useText();
  const article = needs.articles.find((one) => one.guard === "listed_grounds");
  return (values): Record<string, string | null> => {
    if (!article) return {};
    const isShown = values.evidence.length > 0 || values.observation.trim() !== "";
    return {
      ground: values.ground ? null : t("new.groundMissing", { article: article.cited }),
      [needs.evidence.length > 0 ? "evidence" : "observation"]: isShown ? null : t("new.evidenceMissing", { article: article.cited }),
    };
  };
}

/** Labels of the fields, for the inputs and for the summary of errors. */
export function useProposalLabels(): Record<string, string> {
  const t = useText();
  return {
    ground: t("field.ground"),
    transition: t("field.transition"),
    closure: t("field.closure"),
    evidence: t("field.evidence"),
    observation: t("field.observation"),
    reason: t("field.reason"),
    named_taker: t("field.namedTaker"),
  };
}
