import { Button, Divider, Title } from "@mantine/core";
import { useState } from "react";

import { PATHS } from "@/config/app";
import { queryClient } from "@/lib/query";
import { safeReturn, useGo, useSearchParams } from "@/lib/routing";
import { Notice } from "@/ui/Notice";

import { auth, type Authenticator } from "../api";
import { AuthFrame } from "../components/AuthFrame";
import { KeyAdd } from "../components/KeyAdd";
import { ReauthenticationProvider } from "../components/Reauthentication";
import { RecoveryCodes } from "../components/RecoveryCodes";
import { TotpSetup } from "../components/TotpSetup";
import { useText } from "../text";

/** Where somebody lands whose duties demand a second step and who has none yet. Nothing else opens before. */
export default function EnrolSecondStep() {
  const t = useText();
  const go = useGo();
  const { devam } = useSearchParams();
  const [codes, setCodes] = useState<string[] | null>(null);

  const leave = () => {
    queryClient.clear();
    go(safeReturn(devam), { replace: true });
  };
  const finish = async (code?: string) => {
    // The new factor counts for this session once it has been shown; where the code is used up, the next page asks.
    if (code) await auth("POST", "auth/2fa/reauthenticate", { code });
    const answer = await auth<Authenticator>("GET", "account/authenticators/recovery-codes");
    const fresh = answer.data?.unused_codes ?? [];
    if (fresh.length > 0) setCodes(fresh);
    else leave();
  };
  if (codes) {
    return (
      <AuthFrame title={t("enrol.codesTitle")} isWide>
        <Notice meaning="done" live="status">
          {t("enrol.done")}
        </Notice>
        <RecoveryCodes codes={codes} />
        <Button onClick={leave} className="no-print">
          {t("enrol.continue")}
        </Button>
      </AuthFrame>
    );
  }
  return (
    <ReauthenticationProvider>
      <AuthFrame title={t("enrol.title")} lead={t("enrol.lead")} isWide>
        <Title order={2} size="h3">
          {t("enrol.appTitle")}
        </Title>
        <TotpSetup onDone={(code) => void finish(code)} />
        <Divider />
        <Title order={2} size="h3">
          {t("enrol.keyTitle")}
        </Title>
        <div>{t("enrol.keyHint")}</div>
        <KeyAdd onDone={() => void finish()} />
        <Divider />
        <Button
          variant="subtle"
          onClick={() => {
            void auth("DELETE", "auth/session").then(() => {
              queryClient.clear();
              go(PATHS.signIn, { replace: true });
            });
          }}
        >
          {t("step.other")}
        </Button>
      </AuthFrame>
    </ReauthenticationProvider>
  );
}
