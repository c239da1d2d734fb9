import { Button, Group, List, Stack, Text } from "@mantine/core";

import { wantHeadingFocus } from "@/lib/focus";
import { useAction } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { AppLink, Notice, toastDone, toastProblem } from "@/ui";

import { act, LETTERS, type Letter, type LetterState } from "../api";
import { useText } from "../text";

const CHANGED = "representative_changed";
const APPROVED: readonly LetterState[] = ["approved", "signed", "undeliverable"];

/** Whether the letter cannot go out as it stands: somebody else is notified by now, or nobody has been confirmed. */
export function isHeldUp(letter: Letter): boolean {
  return letter.standing !== null && !(letter.state === "draft" && letter.standing.code === CHANGED);
}

/** Why the letter may not go out to whom it is addressed, by which article, who is meant, and the way on. */
export function StandingNotice({ letter }: { letter: Letter }) {
  const t = useText();
  const { standing } = letter;
  if (!standing) return null;
  const isChanged = standing.code === CHANGED;
  return (
    <Notice meaning={isHeldUp(letter) ? "danger" : "attention"} title={isChanged ? t("standing.changed") : t("standing.unconfirmed")}>
      <Stack gap="xs">
        <Text size="sm">{standing.message}</Text>
        {isChanged ? <Text size="sm">{t("standing.today", { name: standing.today.join(", ") })}</Text> : null}
        {standing.held.length > 0 ? (
          <div>
            <Text size="sm">{t("standing.held")}</Text>
            <List size="sm">
              {standing.held.map((one) => (
                <List.Item key={one}>{one}</List.Item>
              ))}
            </List>
          </div>
        ) : null}
        <Text size="sm" c="dimmed">
          {[standing.article, standing.text].filter(Boolean).join(": ")}
        </Text>
        <Text size="sm">{isChanged && letter.state === "draft" ? t("standing.draft") : standing.remedy}</Text>
        {letter.person ? (
          <Text size="sm">
            <AppLink to={`/kisiler/${letter.person.id}/temsilciler`}>{t("standing.open")}</AppLink>
          </Text>
        ) : null}
        {isChanged && letter.may_write && APPROVED.includes(letter.state) ? <Anew letter={letter} /> : null}
      </Stack>
    </Notice>
  );
}

/** One click: the same letter as a draft for who is notified by now; the former is cancelled and keeps its number. */
function Anew({ letter }: { letter: Letter }) {
  const t = useText();
  const go = useGo();
  const isGoing = letter.services.some((one) => one.state === "under_way");
  const run = useAction((_: undefined, intent) => act(letter, "redirection", {}, intent), {
    refresh: [LETTERS],
    onDone: (made) => {
      toastDone(t("done.anew"));
      wantHeadingFocus();
      go(`/yazilar/${made.id}`);
    },
  });
  if (isGoing) return <Text size="sm">{t("standing.going")}</Text>;
  return (
    <Group gap="xs">
      <Button loading={run.isPending} onClick={() => run.mutate(undefined, { onError: toastProblem })}>
        {t("act.anew")}
      </Button>
      <Text size="sm">{t("standing.anewEffect", { number: letter.number })}</Text>
    </Group>
  );
}

/** The letter whose place this one takes, and the one that took its own. */
export function OtherLetters({ letter }: { letter: Letter }) {
  const t = useText();
  return (
    <>
      {letter.replaced_by ? (
        <Notice>
          <AppLink to={`/yazilar/${letter.replaced_by.id}`}>{t("replacedBy", { number: letter.replaced_by.name || t("draftName") })}</AppLink>
        </Notice>
      ) : null}
      {letter.replaces ? (
        <Notice>
          <AppLink to={`/yazilar/${letter.replaces.id}`}>{t("replaces", { number: letter.replaces.name })}</AppLink>
        </Notice>
      ) : null}
    </>
  );
}
