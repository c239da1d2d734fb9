import { Fieldset, Radio, Stack, Text } from "@mantine/core";
import { lazy, Suspense, useMemo, useState } from "react";

import type { Condition } from "@/lib/programmes";
import { fromBuilder, toBuilder } from "@/ui/conditions/convert";
import { newGroup, newRule, type BuilderField, type BuilderGroup } from "@/ui/conditions/model";
import { placeProblem } from "@/ui/conditions/places";
import { LoadingState } from "@/ui";

import type { PlacedFinding } from "../api";
import { useText } from "../text";

const ConditionBuilder = lazy(async () => ({ default: (await import("@/ui/conditions/ConditionBuilder")).ConditionBuilder }));

interface ConditionFieldProps {
  facts: readonly BuilderField[];
  problems: readonly PlacedFinding[];
  isReadOnly: boolean;
  value: Condition | null | undefined;
  onChange: (value: Condition | null) => void;
}

/** When something is shown: always, or on a condition over the other questions. Mount it anew for another part. */
export function ConditionField({ facts, problems, isReadOnly, value, onChange }: ConditionFieldProps) {
  const t = useText();
  // The builder's rows have ids of their own, so what is edited is kept here and leaves in the stored shape.
  const [query, setQuery] = useState<BuilderGroup | null>(() => (value ? toBuilder(value) : null));
  const placed = useMemo(() => {
    if (!query) return [];
    return problems
      .filter((one) => one.rest === "shown_when" || one.rest.startsWith("shown_when."))
      .map((one) => placeProblem(query, { pointer: one.rest.replace("shown_when", "").replaceAll(".", "/"), code: "", message: one.message }));
  }, [query, problems]);
  const change = (next: BuilderGroup | null) => {
    setQuery(next);
    onChange(next ? (fromBuilder(next) as Condition) : null);
  };
  return (
    <Fieldset legend={t("condition.title")}>
      <Stack gap="md">
        <Radio.Group aria-label={t("condition.title")} value={query ? "some" : "always"} onChange={(next) => change(next === "some" ? newGroup([newRule()]) : null)}>
          <Stack gap="xs">
            <Radio value="always" label={t("condition.always")} disabled={isReadOnly} />
            <Radio value="some" label={t("condition.some")} disabled={isReadOnly || facts.length === 0} description={facts.length === 0 ? t("condition.none") : undefined} />
          </Stack>
        </Radio.Group>
        {query ? (
          <>
            <Suspense fallback={<LoadingState lines={2} />}>
              <ConditionBuilder label={t("condition.label")} fields={facts} value={query} onChange={change} problems={placed} isReadOnly={isReadOnly} />
            </Suspense>
            <Text size="sm" c="dimmed">
              {t("condition.hint")}
            </Text>
          </>
        ) : null}
      </Stack>
    </Fieldset>
  );
}
