import { Select } from "@mantine/core";

import { useDiff, useVersions, type ProgrammeVersion } from "@/lib/programmes";
import { useSearchParams, useSetSearchParams } from "@/lib/routing";
import { EmptyState, Loaded, VersionFrame } from "@/ui";

import { DiffView } from "../components/DiffView";
import css from "../programmes.module.css";
import { useText } from "../text";

/** What differs from another version, or from the pack as it was taken. */
export default function VersionDiff() {
  return <VersionFrame tab="diff">{(version) => <Compared version={version} />}</VersionFrame>;
}

function Compared({ version }: { version: ProgrammeVersion }) {
  const t = useText();
  const versions = useVersions(version.programme.id);
  return (
    <Loaded query={versions}>
      {({ results }) => {
        const others = results.filter((one) => one.id !== version.id);
        const choices = [
          ...others.map((one) => ({ value: one.id, label: t("diff.version", { number: one.number, state: one.state_label }) })),
          ...(version.upstream_version ? [{ value: "upstream", label: t("diff.upstream") }] : []),
        ];
        const usual = others.find((one) => one.state === "published" && version.state !== "retired")?.id ?? version.base ?? choices[0]?.value;
        return usual ? (
          <Chosen version={version} choices={choices} usual={choices.some((one) => one.value === usual) ? usual : (choices[0]?.value ?? usual)} />
        ) : (
          <EmptyState title={t("diff.nothing")}>{t("diff.nothingHint")}</EmptyState>
        );
      }}
    </Loaded>
  );
}

function Chosen({ version, choices, usual }: { version: ProgrammeVersion; choices: { value: string; label: string }[]; usual: string }) {
  const t = useText();
  const search = useSearchParams();
  const setSearch = useSetSearchParams();
  const against = choices.some((one) => one.value === search.neyle) ? (search.neyle as string) : usual;
  const diff = useDiff(version.id, against);
  return (
    <div className={css.stack}>
      <Select label={t("diff.against")} data={choices} value={against} onChange={(value) => value && setSearch({ neyle: value })} allowDeselect={false} maw={420} />
      <Loaded query={diff}>{({ entries }) => <DiffView entries={entries} />}</Loaded>
    </div>
  );
}
