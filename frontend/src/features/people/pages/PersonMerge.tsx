import { Button, Group, Radio, Table, Text } from "@mantine/core";
import { Navigate } from "@tanstack/react-router";
import { useState } from "react";

import { call } from "@/lib/api";
import { useAction, useRead } from "@/lib/query";
import { useGo, useParam, useSearchParams } from "@/lib/routing";
import type { components } from "@/schema/api";
import { AppLink, ConfirmWithReason, LinkButton, Loaded, PageHeader, Panel, toastDone, useUiText } from "@/ui";

import { PEOPLE, personHome, personPath } from "../api";
import type { Merge } from "../components/MergeList";
import css from "../people.module.css";
import { usePartsText, useText } from "../text";

type Comparison = components["schemas"]["Comparison"];
type Side = "survivor" | "absorbed";

export default function PersonMerge() {
  const t = usePartsText();
  const people = useText();
  const id = useParam("personId");
  const { kayit = "" } = useSearchParams();
  const both = useRead<Comparison>(`${personPath(id)}merge/`, { with: kayit }, { enabled: kayit !== "" });
  // With nobody to compare with, the page to choose from.
  if (!kayit) return <Navigate to={`${personHome(id)}/mukerrer`} replace />;
  return (
    <>
      <PageHeader title={t("merge.compareTitle")} lead={t("merge.compareLead")} crumbs={[{ label: people("title"), to: "/kisiler" }, { label: t("merge.title"), to: `${personHome(id)}/mukerrer` }]} />
      <Loaded query={both}>{(data) => <Compare key={data.survivor.id + data.absorbed.id} both={data} />}</Loaded>
    </>
  );
}

function Compare({ both: { survivor, absorbed, rows } }: { both: Comparison }) {
  const t = usePartsText();
  const ui = useUiText();
  const go = useGo();
  const [choices, setChoices] = useState<Record<string, Side>>(() => Object.fromEntries(rows.filter((row) => row.differs).map((row) => [row.name, row.suggested])));
  const [isConfirming, setConfirming] = useState(false);
  const merge = useAction(
    (reason: string, context) =>
      call<Merge>("POST", `${personPath(survivor.id)}merge/`, { body: { absorbed: absorbed.id, absorbed_version: absorbed.version, choices, reason }, ifMatch: survivor.version, ...context }),
    { refresh: [PEOPLE] },
  );
  const home = personHome(survivor.id);
  const confirm = (reason: string) =>
    merge.mutate(reason, {
      onSuccess: () => {
        // The way back is on the page that follows, with everything else that was merged into it.
        toastDone(t("merge.done"), () => go(`${home}/mukerrer`));
        go(home);
      },
    });
  const head = (side: Comparison["survivor"], label: string) => (
    <Table.Th>
      {label}
      <div>
        <AppLink to={personHome(side.id)}>{side.name}</AppLink>
      </div>
      <Text size="sm">{side.file_number}</Text>
    </Table.Th>
  );
  return (
    <Panel
      actions={
        <Button size="sm" variant="default" onClick={() => go(`${personHome(absorbed.id)}/birlestir?kayit=${survivor.id}`, { replace: true })}>
          {t("merge.swap")}
        </Button>
      }
    >
        <Table verticalSpacing="sm" fz="md" className={css.compare}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="26%">{t("merge.field")}</Table.Th>
              {head(survivor, t("merge.stays"))}
              {head(absorbed, t("merge.goes"))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows
              .filter((row) => row.survivor || row.absorbed)
              .map((row) => (
                <Table.Tr key={row.name}>
                  <Table.Th scope="row">{row.title}</Table.Th>
                  {(["survivor", "absorbed"] as const).map((side) => (
                    <Table.Td key={side} data-side={side === "survivor" ? t("merge.stays") : t("merge.goes")}>
                      {row.differs ? (
                        <Radio
                          name={`merge-${row.name}`}
                          label={row[side] || "—"}
                          aria-label={`${row.title}, ${side === "survivor" ? t("merge.stays") : t("merge.goes")}: ${row[side] || "—"}`}
                          checked={choices[row.name] === side}
                          onChange={() => setChoices({ ...choices, [row.name]: side })}
                        />
                      ) : side === "survivor" ? (
                        row.survivor
                      ) : (
                        <Text c="dimmed">{t("merge.same")}</Text>
                      )}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      <Group mt="lg">
        <Button onClick={() => setConfirming(true)}>{t("merge.merge")}</Button>
        <LinkButton to={`${home}/mukerrer`} variant="subtle">
          {ui("cancel")}
        </LinkButton>
      </Group>
      {isConfirming ? (
        <ConfirmWithReason
          title={t("merge.compareTitle")}
          consequences={[t("merge.effects.one", { number: survivor.file_number }), t("merge.effects.old", { number: absorbed.file_number }), t("merge.effects.undo")]}
          confirmLabel={t("merge.merge")}
          isDangerous={false}
          reasonMinLength={3}
          reasonLabel={t("merge.reason")}
          isBusy={merge.isPending}
          problem={merge.error}
          onConfirm={confirm}
          onClose={() => setConfirming(false)}
        />
      ) : null}
    </Panel>
  );
}
