import { SegmentedControl, Text } from "@mantine/core";
import { lazy, Suspense, useState } from "react";

import { LoadingState, Notice } from "@/ui";

import type { Preview as Read } from "../api";
import css from "../forms.module.css";
import { useText } from "../text";

const ProgrammeForm = lazy(async () => ({ default: (await import("@/ui/programme-form")).ProgrammeForm }));

/** The form as people will meet it; what is typed into it is kept until the page is left, and goes nowhere. */
export function Preview({ read }: { read: Read | undefined }) {
  const t = useText();
  const [width, setWidth] = useState("desktop");
  const [answers, setAnswers] = useState<Record<string, unknown>>({});
  if (!read) return <LoadingState lines={6} />;
  if (!read.schema) return <Notice meaning="attention">{t("build.previewFailed")}</Notice>;
  return (
    <div style={{ display: "grid", gap: 16 }}>
      <div className={css.bar}>
        <SegmentedControl
          className={css.switch}
          aria-label={t("build.width")}
          value={width}
          onChange={setWidth}
          data={[
            { value: "desktop", label: t("build.desktop") },
            { value: "phone", label: t("build.phone") },
          ]}
        />
        <Text size="sm" c="dimmed">
          {t("build.previewHint")}
        </Text>
      </div>
      <div className={`${css.frame} ${width === "phone" ? css.phone : ""}`}>
        <Suspense fallback={<LoadingState lines={6} />}>
          <ProgrammeForm schema={read.schema} uiSchema={read.ui_schema ?? {}} value={answers} onChange={setAnswers} privacy={read.privacy} />
        </Suspense>
      </div>
    </div>
  );
}
