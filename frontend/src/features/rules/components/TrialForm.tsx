import { lazy, Suspense, useMemo, useState } from "react";

import { versionPath } from "@/lib/programmes";
import { useRead } from "@/lib/query";
import { Loaded, LoadingState } from "@/ui";
import type { Answers, PrivacyNotes, SchemaObject, UiSchema } from "@/ui/programme-form";

import css from "../rules.module.css";
import { useText } from "../text";
import type { Trial } from "../trial";

const ProgrammeForm = lazy(() => import("@/ui/programme-form").then((module) => ({ default: module.ProgrammeForm })));

interface Compiled {
  schema: SchemaObject;
  ui_schema: UiSchema;
  privacy: PrivacyNotes;
}

interface TrialFormProps {
  versionId: string;
  formKey: string;
  value: Answers;
  problems: Trial["form_problems"][string];
  onUse: (value: Answers) => void;
}

/** A form of the draft, filled in for nobody: its answers feed the trial and are stored nowhere. */
export function TrialForm({ versionId, formKey, value, problems, onUse }: TrialFormProps) {
  const t = useText();
  const form = useRead<Compiled>(`${versionPath(versionId)}forms/${formKey}/`);
  const [typed, setTyped] = useState<Answers>(value);
  const said = useMemo(() => problems.map(({ field, ...rest }) => ({ ...rest, path: field.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step)) })), [problems]);
  return (
    <div className={css.filling}>
      <Loaded query={form}>
        {(compiled) => (
          <Suspense fallback={<LoadingState lines={6} />}>
            <ProgrammeForm
              schema={compiled.schema}
              uiSchema={compiled.ui_schema}
              privacy={compiled.privacy}
              value={typed}
              onChange={setTyped}
              onSubmit={onUse}
              problems={said}
              submitLabel={t("trial.formUse")}
              headingOrder={3}
            />
          </Suspense>
        )}
      </Loaded>
    </div>
  );
}
