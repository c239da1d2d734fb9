import { findingsAt, versionHome, type ProgrammeVersion } from "@/lib/programmes";
import { AppLink, Panel, Status, VersionFrame } from "@/ui";

import { editorsOf, type Editor } from "../editing/editors";
import css from "../programmes.module.css";
import { useText } from "../text";

const GROUPS = ["frame", "whom", "flow", "output"] as const;

/** The parts of a definition, each with what is in it and what is missing there. */
export default function DefinitionIndex() {
  const t = useText();
  const editors = editorsOf(t);
  return (
    <VersionFrame tab="definition" isEditor>
      {(version) => (
        <div className={css.stack}>
          {GROUPS.map((group) => (
            <Panel key={group} title={t(`group.${group}`)}>
              <ul className={css.rows}>
                {editors
                  .filter((editor) => editor.group === group)
                  .map((editor) => (
                    <Entry key={editor.slug} version={version} editor={editor} />
                  ))}
              </ul>
            </Panel>
          ))}
        </div>
      )}
    </VersionFrame>
  );
}

function Entry({ version, editor }: { version: ProgrammeVersion; editor: Editor }) {
  const t = useText();
  const missing = editor.sections.flatMap((section) => findingsAt(version, section)).filter((one) => one.weight !== "advice").length;
  const counts = editor.sections.map((section) => version.document[section]).filter(Array.isArray);
  const count = counts.reduce((sum, list) => sum + list.length, 0);
  return (
    <li>
      <div className={css.between}>
        <AppLink to={`${versionHome(version.programme.id, version.id)}/tanim/${editor.slug}`}>{editor.title}</AppLink>
        {missing > 0 ? <Status meaning="attention">{t("definition.blockers", { count: missing })}</Status> : count > 0 ? <span className={css.small}>{t("edit.more", { count })}</span> : null}
      </div>
      <div className={css.small}>{editor.lead}</div>
    </li>
  );
}
