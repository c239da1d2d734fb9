import { Button, Group, List, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { useAction, useRead } from "@/lib/query";
import { Panel, toastDone, toastProblem } from "@/ui";

import { act, pathOf, PETITIONS, type Candidate, type Petition } from "../api";
import { useText } from "../text";

/** Who deals with it, who could, and who may not and why. */
export function Assignment({ petition }: { petition: Petition }) {
  const t = useText();
  const mayAssign = petition.may_assign && (petition.state === "registered" || petition.state === "assigned");
  return (
    <Panel title={t("section.who")}>
      <Stack gap="sm">
        <Text>{petition.assigned_to?.name ?? t("nobody")}</Text>
        {petition.kept_away.length > 0 ? (
          <div>
            <Text fw={600}>{t("keptAway")}</Text>
            <List spacing={2}>
              {petition.kept_away.map((one) => (
                <List.Item key={one.id}>
                  {one.name}: {one.why}
                </List.Item>
              ))}
            </List>
          </div>
        ) : null}
        {mayAssign ? <Choose petition={petition} /> : null}
      </Stack>
    </Panel>
  );
}

function Choose({ petition }: { petition: Petition }) {
  const t = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const found = useRead<{ results: Candidate[] }>(`${pathOf(petition.id)}assignment/`);
  const assign = useAction((user: string, context) => act(petition, "assignment", { assigned_to: user }, context), {
    refresh: [PETITIONS],
    onDone: () => toastDone(t("done")),
  });
  // Who is kept away stands in the list, closed, with the reason: nobody wonders where a colleague has gone.
  const rows = (found.data?.results ?? []).map((one) => ({ value: one.id, label: one.allowed ? one.name : `${one.name} (${one.why})`, disabled: !one.allowed }));
  return (
    <Group align="end" gap="sm">
      <Select label={t("chooseStaff")} data={rows} value={chosen} onChange={setChosen} error={isAsked && !chosen ? t("chooseStaffMissing") : null} searchable style={{ flex: "1 1 240px" }} />
      <Button
        variant={petition.state === "registered" ? "filled" : "default"}
        loading={assign.isPending}
        onClick={() => {
          setAsked(true);
          if (chosen) assign.mutate(chosen, { onError: toastProblem });
        }}
      >
        {petition.assigned_to ? t("reassign") : t("assign")}
      </Button>
    </Group>
  );
}
