import { Text } from "@mantine/core";

import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useGo, useParam, useSearchParams } from "@/lib/routing";
import { EmptyState, FormPage, LinkButton, Loaded, Notice, PageHeader, toastDone } from "@/ui";

import { caseDecisionsPath, casePage, CHANGED, decisionPage, isKind, OPEN, propose, type CaseDecisions, type Decision, type Kind, type ProposalForm } from "../api";
import { Articles } from "../components/Articles";
import { LetterPreview } from "../components/LetterPreview";
import { NOTHING, ProposalFields, proposalOf, useProposalCheck, useProposalLabels, type ProposalValues } from "../components/ProposalFields";
import { useText } from "../text";

/** "Askıya al", "Sonlandır", "Hizmeti yeniden başlat": a proposal, with what the articles say before the click. */
export default function DecisionNew() {
  const t = useText();
  const caseId = useParam("caseId");
  const { tur } = useSearchParams();
  if (!isKind(tur)) {
    return (
      <>
        <PageHeader title={t("one")} crumbs={[{ label: t("cases"), to: "/dosyalar" }]} />
        <EmptyState title={t("new.unknownKind")} actions={<LinkButton to={casePage(caseId)}>{t("new.toCase")}</LinkButton>} />
      </>
    );
  }
  return <Asked key={tur} caseId={caseId} kind={tur} />;
}

function Asked({ caseId, kind }: { caseId: string; kind: Kind }) {
  const needs = useRead<ProposalForm>(`${caseDecisionsPath(caseId)}form/`, { kind });
  return <Loaded query={needs}>{(found) => <Propose caseId={caseId} kind={kind} needs={found} />}</Loaded>;
}

function Propose({ caseId, kind, needs }: { caseId: string; kind: Kind; needs: ProposalForm }) {
  const t = useText();
  const go = useGo();
  const labels = useProposalLabels();
  const form = useServerForm<ProposalValues, Decision>({
    initial: NOTHING,
    labels,
    check: useProposalCheck(needs),
    save: (values, { idempotencyKey }) => propose(caseId, kind, proposalOf(values), idempotencyKey),
    onSaved: (saved) => {
      toastDone(t("new.done"));
      go(decisionPage(saved.id));
    },
    refresh: CHANGED,
    draft: { key: `decisions.${caseId}.${kind}` },
  });
  const header = {
    title: t(`propose.${kind}`),
    documentTitle: t("one"),
    lead: t("new.lead", { number: needs.case.number, name: needs.person.name, stage: needs.stage_label }),
    crumbs: [
      { label: t("cases"), to: "/dosyalar" },
      { label: needs.case.number, to: casePage(caseId) },
    ],
  };
  if (!needs.obstacle.allowed) {
    return (
      <>
        <PageHeader {...header} />
        <Obstacle caseId={caseId} kind={kind} needs={needs} />
      </>
    );
  }
  const ground = needs.grounds.find((one) => one.key === form.values.ground);
  const step = needs.steps.find((one) => one.key === form.values.transition) ?? needs.steps[0];
  return (
    <FormPage {...header} form={form} submitLabel={t("new.submit")} cancelTo={casePage(caseId)}>
      <Articles articles={needs.articles} />
      <ProposalFields form={form} needs={needs} />
      <Notice>
        <Text>{t(`new.consequence.${kind}`, { target: step?.target ?? "" })}</Text>
        {needs.closure_label ? <Text>{t("new.closes", { label: needs.closure_label })}</Text> : null}
        {kind === "resume" ? null : <Text>{t("new.helped")}</Text>}
      </Notice>
      <div style={{ height: 16 }} />
      <LetterPreview subject={needs.letter_subject} body={needs.letter_body} values={{ ad_soyad: needs.person.name, madde: ground?.basis ?? "", gerekce: form.values.reason, dosya_no: needs.case.number }} />
    </FormPage>
  );
}

/** Why it cannot be proposed; a proposal that is open already is one press away. */
function Obstacle({ caseId, kind, needs }: { caseId: string; kind: Kind; needs: ProposalForm }) {
  const t = useText();
  const isOpen = needs.obstacle.code === "decision_open_already";
  const found = useRead<CaseDecisions>(caseDecisionsPath(caseId), undefined, { enabled: isOpen });
  const open = found.data?.decisions.find((row) => row.kind === kind && OPEN.includes(row.state));
  return (
    <Notice
      meaning="attention"
      title={needs.obstacle.message}
      actions={
        open ? (
          <LinkButton to={decisionPage(open.id)} variant="default">
            {t("new.openProposal")}
          </LinkButton>
        ) : (
          <LinkButton to={casePage(caseId)} variant="default">
            {t("new.toCase")}
          </LinkButton>
        )
      }
    >
      {open ? null : needs.obstacle.remedy}
    </Notice>
  );
}
