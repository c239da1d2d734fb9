import { Text } from "@mantine/core";

import { findingsAt, type ProgrammeVersion } from "@/lib/programmes";
import { useParam, useSearchParams } from "@/lib/routing";
import { NotFoundState, Notice, VersionFrame } from "@/ui";

import { SectionForm } from "../components/SectionForm";
import { editorsOf, type Editor } from "../editing/editors";
import css from "../programmes.module.css";
import { useText } from "../text";

/** One part of the definition as a form. */
export default function DefinitionSection() {
  const t = useText();
  const slug = useParam("section");
  const { yer } = useSearchParams();
  const editor = editorsOf(t).find((one) => one.slug === slug);
  return (
    <VersionFrame tab="definition" title={editor?.title ?? t("title")} isEditor hasNext={false}>
      {(version) =>
        editor ? (
          <>
            <Text mb="md">{editor.lead}</Text>
            <Missing version={version} editor={editor} />
            <SectionForm key={`${version.id}-${editor.slug}`} version={version} editor={editor} focusPlace={yer} />
          </>
        ) : (
          <NotFoundState />
        )
      }
    </VersionFrame>
  );
}

/** What is missing in this part, said where it is mended. */
function Missing({ version, editor }: { version: ProgrammeVersion; editor: Editor }) {
  const t = useText();
  const findings = editor.sections.flatMap((section) => findingsAt(version, section));
  if (findings.length === 0) return null;
  const isBlocked = findings.some((one) => one.weight !== "advice");
  return (
    <div className={css.above}>
      <Notice meaning={isBlocked ? "attention" : "info"} title={t("edit.findings")}>
        {findings.map((one) => (
          <div key={`${one.place}-${one.code}`}>
            {one.message} {one.remedy}
          </div>
        ))}
      </Notice>
    </div>
  );
}
