import { useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { useMe } from "@/lib/session";
import { EmptyState, FormPage, LinkButton, Loaded } from "@/ui";

import { caseHome, CASES, CHOICES, coachingPath, editPlan, planHome, planPath, PLANS, type CaseCoaching, type Choices, type Plan } from "../api";
import { PlanFormFields, usePlanForm, valuesOf } from "../components/PlanForm";
import { useText } from "../text";

export default function PlanEdit() {
  const caseId = useParam("caseId");
  const planId = useParam("planId");
  const plan = useRead<Plan>(planPath(planId));
  const coaching = useRead<CaseCoaching>(coachingPath(caseId));
  const choices = useRead<Choices>(CHOICES);
  return (
    <Loaded query={plan}>
      {(one) => <Loaded query={coaching}>{(what) => <Loaded query={choices}>{(codes) => <Form key={one.version} plan={one} coaching={what} choices={codes} />}</Loaded>}</Loaded>}
    </Loaded>
  );
}

function Form({ plan, coaching, choices }: { plan: Plan; coaching: CaseCoaching; choices: Choices }) {
  const t = useText();
  const go = useGo();
  const me = useMe();
  const home = planHome(plan.case.id, plan.id);
  const form = usePlanForm(valuesOf(plan, false), {
    version: plan.version,
    draftKey: `coaching.plan.${plan.id}`,
    save: (body, context) => editPlan(plan.id, body, context.ifMatch),
    onSaved: () => go(home),
    refresh: [PLANS, CASES],
  });
  if (plan.state !== "draft" || !plan.may_write || plan.is_closed) {
    return (
      <EmptyState title={t("plan.isAgreed")} actions={<LinkButton to={home}>{t("plan.open")}</LinkButton>}>
        {t("plan.isAgreedHint")}
      </EmptyState>
    );
  }
  return (
    <FormPage
      title={t("plan.edit", { number: plan.number })}
      documentTitle={t("plan.one")}
      crumbs={[{ label: plan.case.number, to: caseHome(plan.case.id) }, { label: t("plans.number", { number: plan.number }), to: home }]}
      form={form}
      cancelTo={home}
      submitLabel={t("plan.saveDraft")}
    >
      <PlanFormFields form={form} coaching={coaching} choices={choices} restructures={plan.replaces !== null} me={me.id} />
    </FormPage>
  );
}
