import { say } from "@/lib/i18n";
import { useVersion, versionHome, type ProgrammeVersion } from "@/lib/programmes";
import { useParam, useSearchParams } from "@/lib/routing";
import { EmptyState, LinkButton, Loaded } from "@/ui";
import { VersionFrame } from "@/ui/VersionFrame";

import { useDecisionPoints } from "../api";
import { RuleSetEditor } from "../components/RuleSetEditor";
import { RuleSetList } from "../components/RuleSetList";
import { useText } from "../text";

/** The rules of a version; `?kume=` opens one rule set. */
export default function RuleSets() {
  const { kume } = useSearchParams();
  return kume ? <OneSet key={kume} setKey={kume} /> : <VersionFrame tab="rules" isEditor>{(version) => <All version={version} />}</VersionFrame>;
}

function All({ version }: { version: ProgrammeVersion }) {
  const points = useDecisionPoints(version.id);
  return <Loaded query={points}>{({ results }) => <RuleSetList version={version} points={results} />}</Loaded>;
}

function OneSet({ setKey }: { setKey: string }) {
  const t = useText();
  // The frame reads the same version; this one only gives the page its name.
  const version = useVersion(useParam("versionId"));
  const label = version.data?.document.rules?.find((one) => one.key === setKey)?.label;
  return (
    <VersionFrame tab="rules" isEditor hasNext={false} title={label ? say({ tr: label.tr, en: label.en || label.tr }) : t("set.about")}>
      {(version) => <Opened version={version} setKey={setKey} />}
    </VersionFrame>
  );
}

function Opened({ version, setKey }: { version: ProgrammeVersion; setKey: string }) {
  const t = useText();
  const points = useDecisionPoints(version.id);
  const ruleSet = version.document.rules?.find((one) => one.key === setKey);
  return (
    <Loaded query={points}>
      {({ results }) => {
        const point = results.find((one) => one.key === ruleSet?.point);
        if (ruleSet && point) return <RuleSetEditor version={version} ruleSet={ruleSet} point={point} />;
        return (
          <EmptyState title={t("set.gone")} actions={<LinkButton to={`${versionHome(version.programme.id, version.id)}/kurallar`}>{t("set.back")}</LinkButton>} />
        );
      }}
    </Loaded>
  );
}
