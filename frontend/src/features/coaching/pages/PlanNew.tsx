import { useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { useMe } from "@/lib/session";
import { EmptyState, FormPage, LinkButton, Loaded, Notice } from "@/ui";

import { caseHome, CASES, CHOICES, coachingPath, draftPlan, planHome, planPath, PLANS, plansPath, type CaseCoaching, type Choices, type Plan, type PlanRow } from "../api";
import { emptyPlan, PlanFormFields, usePlanForm, valuesOf } from "../components/PlanForm";
import { useText } from "../text";

/** A first plan, or one that re-structures the plan in use and starts from what that says. */
export default function PlanNew() {
  const caseId = useParam("caseId");
  const coaching = useRead<CaseCoaching>(coachingPath(caseId));
  const choices = useRead<Choices>(CHOICES);
  const plans = useRead<{ results: PlanRow[] }>(plansPath(caseId));
  const used = plans.data?.results.find((row) => row.state === "agreed");
  const before = useRead<Plan>(planPath(used?.id ?? ""), undefined, { enabled: used !== undefined });
  return (
    <Loaded query={coaching}>
      {(one) => <Loaded query={choices}>{(codes) => <Loaded query={plans}>{({ results }) => <Begin coaching={one} choices={codes} rows={results} before={before.data} isReading={used !== undefined && before.isPending} />}</Loaded>}</Loaded>}
    </Loaded>
  );
}

interface BeginProps {
  coaching: CaseCoaching;
  choices: Choices;
  rows: PlanRow[];
  before: Plan | undefined;
  isReading: boolean;
}

function Begin({ coaching, choices, rows, before, isReading }: BeginProps) {
  const t = useText();
  const draft = rows.find((row) => row.state === "draft");
  if (draft) {
    return (
      <EmptyState title={t("plan.draftExists")} actions={<LinkButton to={planHome(coaching.case.id, draft.id)}>{t("plan.openDraft")}</LinkButton>}>
        {t("plan.draftExistsHint")}
      </EmptyState>
    );
  }
  if (!coaching.may_write || !coaching.is_open) return <EmptyState title={t("visit.notYours")}>{t("visit.notYoursHint")}</EmptyState>;
  if (isReading) return null;
  return <Form coaching={coaching} choices={choices} before={before} />;
}

function Form({ coaching, choices, before }: Pick<BeginProps, "coaching" | "choices" | "before">) {
  const t = useText();
  const go = useGo();
  const me = useMe();
  const caseId = coaching.case.id;
  const form = usePlanForm(before ? valuesOf(before, true) : emptyPlan(me.id), {
    draftKey: `coaching.plan.${caseId}`,
    save: (body, context) => draftPlan(caseId, body, context),
    onSaved: (plan) => go(planHome(caseId, plan.id)),
    refresh: [PLANS, CASES],
  });
  return (
    <FormPage
      title={before ? t("plans.restructure") : t("plans.new")}
      documentTitle={t("plan.one")}
      crumbs={[{ label: coaching.case.number, to: caseHome(caseId) }]}
      form={form}
      cancelTo={caseHome(caseId)}
      submitLabel={t("plan.saveDraft")}
    >
      {before ? (
        <div style={{ marginBottom: 24 }}>
          <Notice meaning="info" title={t("plan.fromBefore", { number: before.number })}>
            {t("plan.fromBeforeHint")}
          </Notice>
        </div>
      ) : null}
      <PlanFormFields form={form} coaching={coaching} choices={choices} restructures={before !== undefined} me={me.id} />
    </FormPage>
  );
}
