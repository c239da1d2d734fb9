import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { FormPage, LinkButton, Loaded, Notice, PageHeader, toastDone } from "@/ui";

import { caseDecisionsPath, changeProposal, CHANGED, decisionPage, decisionPath, type Decision, type ProposalForm } from "../api";
import { Articles } from "../components/Articles";
import { ProposalFields, proposalOf, useProposalCheck, useProposalLabels, type ProposalValues } from "../components/ProposalFields";
import { useText } from "../text";

/** Changing a proposal that nobody has decided. */
export default function DecisionEdit() {
  const found = useRead<Decision>(decisionPath(useParam("decisionId")));
  return <Loaded query={found}>{(one) => <Asked one={one} />}</Loaded>;
}

function Asked({ one }: { one: Decision }) {
  const t = useText();
  const needs = useRead<ProposalForm>(`${caseDecisionsPath(one.case.id)}form/`, { kind: one.kind });
  if (!one.may_change) {
    return (
      <>
        <PageHeader title={t("new.change")} crumbs={[{ label: t("title"), to: "/kararlar" }]} />
        <Notice meaning="attention" title={one.state_label} actions={<LinkButton to={decisionPage(one.id)} variant="default">{t("one")}</LinkButton>} />
      </>
    );
  }
  return <Loaded query={needs}>{(found) => <Change one={one} needs={found} />}</Loaded>;
}

const valuesOf = (one: Decision): ProposalValues => ({
  ground: one.ground?.key ?? "",
  transition: one.transition,
  closure: one.closure?.key ?? "",
  evidence: one.evidence.filter((piece) => piece.record).map((piece) => `${piece.kind}:${piece.record}`),
  observation: one.evidence.filter((piece) => !piece.record).map((piece) => piece.text).join("\n\n"),
  reason: one.reason,
  named_taker: one.named_taker?.id ?? null,
});

function Change({ one, needs }: { one: Decision; needs: ProposalForm }) {
  const t = useText();
  const go = useGo();
  const form = useServerForm<ProposalValues, Decision>({
    initial: valuesOf(one),
    labels: useProposalLabels(),
    check: useProposalCheck(needs),
    version: one.version,
    latest: async () => {
      const now = await call<Decision>("GET", decisionPath(one.id));
      return { values: valuesOf(now), version: now.version };
    },
    save: (values, { ifMatch }) => changeProposal(one.id, proposalOf(values), ifMatch),
    onSaved: () => {
      toastDone(t("new.saved"));
      go(decisionPage(one.id));
    },
    refresh: CHANGED,
    draft: { key: `decisions.${one.id}` },
  });
  return (
    <FormPage title={t("new.change")} lead={`${one.case.number} · ${one.person.name} · ${one.kind_label}`} crumbs={[{ label: t("title"), to: "/kararlar" }, { label: one.kind_label, to: decisionPage(one.id) }]} form={form} submitLabel={t("new.save")} cancelTo={decisionPage(one.id)}>
      <Articles articles={needs.articles} />
      <ProposalFields form={form} needs={needs} />
    </FormPage>
  );
}
