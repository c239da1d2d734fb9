import { Button, Group } from "@mantine/core";
import { useState } from "react";

import { download } from "@/lib/api";
import { versionPath } from "@/lib/programmes";

import { Panel } from "./Panel";
import { useUiText } from "./text";
import { toastProblem } from "./toast";

const PRINTS = {
  workflow: ["pdf", "svg", "png"],
  standards: ["pdf", "png"],
} as const;
const NAMES = { workflow: "is-akis-semasi", standards: "hizmet-standartlari" };

/** What a unit hangs up and publishes: its workflow diagram and its table of service standards. Drafts are marked. */
export function VersionPrints({ versionId }: { versionId: string }) {
  const t = useUiText();
  const [busy, setBusy] = useState("");
  const fetchOne = async (kind: keyof typeof PRINTS, form: string) => {
    setBusy(`${kind}.${form}`);
    try {
      await download(`${versionPath(versionId)}prints/${kind}.${form}`, `${NAMES[kind]}.${form}`);
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy("");
    }
  };
  return (
    <Panel title={t("prints.title")}>
      {(Object.keys(PRINTS) as (keyof typeof PRINTS)[]).map((kind) => (
        <div key={kind} style={{ marginBottom: 12 }}>
          <p style={{ margin: "0 0 8px" }}>{t(`prints.${kind}`)}</p>
          <Group gap="xs">
            {PRINTS[kind].map((form) => (
              <Button key={form} variant="default" loading={busy === `${kind}.${form}`} onClick={() => void fetchOne(kind, form)} aria-label={t("prints.download", { name: t(`prints.${kind}`), form: form.toUpperCase() })}>
                {form.toUpperCase()}
              </Button>
            ))}
          </Group>
        </div>
      ))}
    </Panel>
  );
}
