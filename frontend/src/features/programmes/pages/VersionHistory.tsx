import { EmptyState, Loaded, Panel, Timeline, VersionFrame } from "@/ui";

import { useHistory } from "../api";
import { CorrectionList } from "../components/CorrectionList";
import css from "../programmes.module.css";
import { useText } from "../text";

/** Who did what to a version, and which wordings were corrected in it. */
export default function VersionHistory() {
  const t = useText();
  return (
    <VersionFrame tab="history">
      {(version) => (
        <div className={css.stack}>
          <Panel title={t("history.title")}>
            <Lines versionId={version.id} />
          </Panel>
          {version.state === "published" || version.state === "retired" ? (
            <Panel title={t("history.corrections")}>
              <CorrectionList versionId={version.id} document={version.document} />
            </Panel>
          ) : null}
        </div>
      )}
    </VersionFrame>
  );
}

function Lines({ versionId }: { versionId: string }) {
  const t = useText();
  const history = useHistory(versionId);
  return (
    <Loaded query={history}>
      {({ results }) =>
        results.length === 0 ? (
          <EmptyState title={t("history.empty")} />
        ) : (
          <Timeline events={results.map((one, index) => ({ id: `${one.at}-${index}`, at: one.at, title: one.label, by: one.by, detail: one.reason || undefined }))} />
        )
      }
    </Loaded>
  );
}
