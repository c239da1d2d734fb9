import { Button, Modal, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { formatDateTime } from "@/lib/dates";
import { asProblem } from "@/lib/problems";
import { queryClient } from "@/lib/query";
import { ConfirmWithReason } from "@/ui/ConfirmWithReason";
import { Status } from "@/ui/Notice";
import { Panel } from "@/ui/Panel";
import { ErrorState, LoadingState } from "@/ui/states";
import { useUiText } from "@/ui/text";
import { toastDone, toastProblem } from "@/ui/toast";

import { auth, type AuthAnswer, type Authenticator } from "../api";
import css from "../auth.module.css";
import { useText } from "../text";
import { KeyAdd } from "./KeyAdd";
import { useGuarded } from "./Reauthentication";
import { RecoveryCodes } from "./RecoveryCodes";
import { TotpSetup } from "./TotpSetup";

const KEY = ["auth", "authenticators"];
const moment = (seconds: number) => formatDateTime(new Date(seconds * 1000).toISOString());

type Asking = { title: string; why: string; label: string; run: () => Promise<AuthAnswer | null> };

export function SecondStepPanel() {
  const t = useText();
  const ui = useUiText();
  const guarded = useGuarded();
  const factors = useQuery({
    queryKey: KEY,
    queryFn: async () => ((await auth<Authenticator[]>("GET", "account/authenticators")).data ?? []) as Authenticator[],
  });
  const [isSettingUp, setSettingUp] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: KEY });

  if (factors.error) return <ErrorState problem={asProblem(factors.error)} onRetry={() => void factors.refetch()} />;
  if (!factors.data) return <LoadingState lines={4} />;
  const totp = factors.data.find((one) => one.type === "totp");
  const keys = factors.data.filter((one) => one.type === "webauthn");
  const recovery = factors.data.find((one) => one.type === "recovery_codes");
  const isOn = Boolean(totp) || keys.length > 0;

  const act = async (run: () => Promise<AuthAnswer | null>) => {
    try {
      const answer = await run();
      if (answer && answer.status >= 400) toastProblem(new Error(answer.errors?.[0]?.message ?? t("errors.other")));
      await refresh();
    } catch (error) {
      toastProblem(error);
    }
  };
  const makeCodes = () =>
    guarded(async () => {
      const answer = await auth<Authenticator>("POST", "account/authenticators/recovery-codes");
      if (answer.status === 200) setCodes(answer.data?.unused_codes ?? []);
      return answer;
    });

  return (
    <Panel title={t("account.mfa")} actions={<Status meaning={isOn ? "done" : "attention"}>{isOn ? t("account.mfaOn") : t("account.mfaOff")}</Status>}>
      <div className={css.row}>
        <div>
          <strong>{t("account.totp")}</strong>
          <Text size="sm" c="dimmed">
            {totp ? t("account.totpOn", { date: moment(totp.created_at) }) : t("account.totpOff")}
          </Text>
        </div>
        {totp ? (
          <Button
            variant="default"
            onClick={() =>
              setAsking({
                title: t("account.totp"),
                why: t("account.totpRemoveWhy"),
                label: t("account.totpRemove"),
                run: () => guarded(() => auth("DELETE", "account/authenticators/totp")),
              })
            }
          >
            {t("account.totpRemove")}
          </Button>
        ) : (
          <Button variant="default" onClick={() => setSettingUp(true)}>
            {t("account.totpSetup")}
          </Button>
        )}
      </div>
      <div className={css.row}>
        <div>
          <strong>{t("account.codes")}</strong>
          <Text size="sm" c="dimmed">
            {recovery ? t("account.codesLeft", { count: recovery.unused_code_count ?? 0, total: recovery.total_code_count ?? 0 }) : t("account.codesNone")}
          </Text>
        </div>
        {isOn ? (
          <Button variant="default" onClick={() => (recovery ? setAsking({ title: t("account.codesNew"), why: t("account.codesNewWhy"), label: t("account.codesNew"), run: makeCodes }) : void act(makeCodes))}>
            {t("account.codesNew")}
          </Button>
        ) : null}
      </div>
      {codes ? <RecoveryCodes codes={codes} /> : null}
      <div style={{ paddingTop: 16, display: "grid", gap: 8 }}>
        <strong>{t("account.keys")}</strong>
        {keys.length === 0 ? <Text c="dimmed">{t("account.keyNone")}</Text> : null}
        {keys.map((key) => (
          <div key={key.id} className={css.row}>
            <div>
              {key.name}
              <Text size="sm" c="dimmed">
                {key.last_used_at ? t("account.keyUsed", { date: moment(key.last_used_at) }) : t("account.keyUnused")}
              </Text>
            </div>
            <Button
              variant="default"
              aria-label={t("account.keyRemove", { name: key.name ?? "" })}
              onClick={() =>
                setAsking({
                  title: t("account.keyRemove", { name: key.name ?? "" }),
                  why: t("account.totpRemoveWhy"),
                  label: t("account.totpRemove"),
                  run: () => guarded(() => auth("DELETE", "account/authenticators/webauthn", { authenticators: [key.id] })),
                })
              }
            >
              {t("account.totpRemove")}
            </Button>
          </div>
        ))}
        <KeyAdd
          onDone={() => {
            toastDone(t("account.keyAdded"));
            void refresh();
          }}
        />
      </div>
      <Modal opened={isSettingUp} onClose={() => setSettingUp(false)} title={t("account.totp")} closeButtonProps={{ "aria-label": ui("close") }}>
        <TotpSetup
          onDone={() => {
            setSettingUp(false);
            toastDone(t("enrol.done"));
            void refresh();
          }}
        />
      </Modal>
      {asking ? (
        <ConfirmWithReason
          title={asking.title}
          consequences={[asking.why]}
          confirmLabel={asking.label}
          onClose={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null);
            void act(asking.run);
          }}
        />
      ) : null}
    </Panel>
  );
}
