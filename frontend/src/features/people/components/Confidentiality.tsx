import { call } from "@/lib/api";
import { useAction } from "@/lib/query";
import { ConfirmWithReason, toastDone } from "@/ui";

import { PEOPLE, personPath, type Person } from "../api";
import { useText } from "../text";

/** Puts a record under confidentiality or takes it out; both ask why (readings 4). */
export function Confidentiality({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useText();
  const confidential = !person.is_confidential;
  const effects = confidential ? "record.makeConfidentialEffects" : "record.endConfidentialEffects";
  const change = useAction(
    (reason: string) => call<Person>("PUT", `${personPath(person.id)}confidentiality/`, { body: { confidential, reason }, ifMatch: person.version }),
    {
      refresh: [PEOPLE],
      onDone: () => {
        toastDone(t("record.confidentialityDone"));
        onClose();
      },
    },
  );
  return (
    <ConfirmWithReason
      title={confidential ? t("record.makeConfidential") : t("record.endConfidential")}
      confirmLabel={confidential ? t("record.makeConfidential") : t("record.endConfidential")}
      consequences={[t(`${effects}.find`), t(`${effects}.address`)]}
      isDangerous={!confidential}
      reasonMinLength={3}
      isBusy={change.isPending}
      problem={change.error}
      onConfirm={(reason) => change.mutate(reason)}
      onClose={onClose}
    />
  );
}
