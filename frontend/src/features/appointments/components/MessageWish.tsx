import { Switch } from "@mantine/core";

import { call } from "@/lib/api";
import { useAction, useRead } from "@/lib/query";
import { Loaded, toastDone, toastProblem } from "@/ui";

import { messageWishPath } from "../api";
import { useText } from "../text";

interface Wish {
  wanted: boolean;
}

/** Whether a person wants e-mails and text messages about appointments. Who may not change it reads it. */
export function MessageWish({ personId, mayWrite }: { personId: string; mayWrite: boolean }) {
  const wish = useRead<Wish>(messageWishPath(personId));
  return (
    <Loaded query={wish} lines={1}>
      {({ wanted }) => <WishSwitch personId={personId} wanted={wanted} mayWrite={mayWrite} />}
    </Loaded>
  );
}

function WishSwitch({ personId, wanted, mayWrite }: { personId: string; wanted: boolean; mayWrite: boolean }) {
  const t = useText();
  const path = messageWishPath(personId);
  const change = useAction((next: boolean, { idempotencyKey }) => call<Wish>("PUT", path, { body: { wanted: next }, idempotencyKey }), {
    refresh: [path],
    onDone: (saved) => toastDone(saved.wanted ? t("told.wantedOn") : t("told.wantedOff")),
  });
  if (!mayWrite) return wanted ? null : <div>{t("told.refused")}</div>;
  return (
    <Switch
      label={t("told.wanted")}
      description={t("told.wantedHint")}
      checked={change.isPending ? change.variables : wanted}
      disabled={change.isPending}
      onChange={(event) => change.mutate(event.currentTarget.checked, { onError: toastProblem })}
    />
  );
}
