import { Button, Checkbox, Group, Radio, SimpleGrid, Textarea } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useAction, useRead } from "@/lib/query";
import { useGo, useSearchParams } from "@/lib/routing";
import { useCan } from "@/lib/session";
import { Notice, PageHeader, Panel, toastDone } from "@/ui";

import { EXPORTS, type ExportColumn, type ExportRow, type Kind } from "../api";
import { ProblemNotice } from "../components/ProblemNotice";
import css from "../imports.module.css";
import { useText } from "../text";

/** The list is asked for with the filters that stand in the address, as the people page hands them over. */
export default function ExportNew() {
  const t = useText();
  const go = useGo();
  const can = useCan();
  const { list: wanted, ...filters } = useSearchParams();
  const [kind, setKind] = useState<Kind>(wanted === "providers" || !can("people.export") ? "providers" : "people");
  const [which, setWhich] = useState<"usual" | "all" | "own">("usual");
  const [own, setOwn] = useState<readonly string[] | null>(null);
  const [format, setFormat] = useState("xlsx");
  const [reason, setReason] = useState("");
  const columns = useRead<{ results: ExportColumn[] }>(`${EXPORTS}columns/`);
  const known = columns.data?.results ?? [];
  const chosen = own ?? known.filter((one) => one.is_default).map((one) => one.key);
  const isPeople = kind === "people";
  const hasSpecial = isPeople && (which === "all" || (which === "own" && known.some((one) => one.is_special && chosen.includes(one.key))));
  const hasFilters = isPeople && Object.keys(filters).length > 0;
  const ask = useAction(
    (_: undefined, { idempotencyKey }) =>
      call<ExportRow>("POST", EXPORTS, {
        idempotencyKey,
        body: { list_key: kind, reason, file_format: format, filters: isPeople ? filters : {}, columns: !isPeople || which === "usual" ? [] : which === "all" ? ["all"] : chosen },
      }),
    {
      refresh: [EXPORTS],
      onDone: () => {
        toastDone(t("exports.asked"));
        go("/disa-aktarma");
      },
    },
  );
  return (
    <>
      <PageHeader title={t("exports.new")} lead={t("exports.lead")} crumbs={[{ label: t("exports.title"), to: "/disa-aktarma" }]} />
      <Panel>
        <form
          className={css.stack}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            ask.mutate(undefined);
          }}
        >
          <ProblemNotice problem={ask.error} />
          {can("people.export") && can("directory.export") ? (
            <Radio.Group label={t("exports.list")} value={kind} onChange={(value) => setKind(value as Kind)}>
              <Group gap="lg" mt="xs">
                <Radio value="people" label={t("people")} />
                <Radio value="providers" label={t("providers")} />
              </Group>
            </Radio.Group>
          ) : null}
          {hasFilters ? <Notice>{t("exports.filtered")}</Notice> : null}
          {isPeople ? (
            <Radio.Group label={t("exports.columns")} value={which} onChange={(value) => setWhich(value as "usual" | "all" | "own")}>
              <div style={{ display: "grid", gap: 8, marginTop: 8 }}>
                <Radio value="usual" label={t("exports.columnsUsual")} />
                <Radio value="own" label={t("exports.columnsOwn")} />
                {can("people.special.read") ? <Radio value="all" label={t("exports.columnsAll")} /> : null}
              </div>
            </Radio.Group>
          ) : null}
          {isPeople && which === "own" ? (
            <Checkbox.Group aria-label={t("exports.columns")} value={[...chosen]} onChange={setOwn}>
              <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="xs">
                {known.map((one) => (
                  <Checkbox key={one.key} value={one.key} label={one.is_special ? t("exports.specialMark", { label: one.label }) : one.label} />
                ))}
              </SimpleGrid>
            </Checkbox.Group>
          ) : null}
          {hasSpecial ? <Notice meaning="attention">{t("exports.needsSecond")}</Notice> : null}
          <Radio.Group label={t("exports.format")} value={format} onChange={setFormat}>
            <Group gap="lg" mt="xs">
              <Radio value="xlsx" label="Excel (XLSX)" />
              <Radio value="csv" label="CSV" />
            </Group>
          </Radio.Group>
          <Textarea label={t("exports.reason")} description={t("exports.reasonHint")} required withAsterisk={false} maxLength={240} value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize minRows={2} />
          <Group>
            <Button type="submit" loading={ask.isPending} disabled={!reason.trim()}>
              {t("exports.ask")}
            </Button>
          </Group>
        </form>
      </Panel>
    </>
  );
}
