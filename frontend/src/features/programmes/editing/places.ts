import { versionHome, type Finding, type ProgrammeVersion } from "@/lib/programmes";

import type { Editor } from "./editors";

/** Where a place of the document is edited: the page, and for editors the place itself, so that it is open and in sight. */
export function addressOf(version: Pick<ProgrammeVersion, "id" | "programme" | "document">, finding: Pick<Finding, "place" | "path">, editors: readonly Editor[]): string {
  const home = versionHome(version.programme.id, version.id);
  const [section, index] = finding.place.split(".");
  if (section === "forms") {
    const form = index === undefined ? undefined : version.document.forms?.[Number(index)];
    return form ? `${home}/formlar/${form.key}` : `${home}/formlar`;
  }
  if (section === "rules") return `${home}/kurallar`;
  const editor = editors.find((one) => one.sections.some((name) => name === section));
  return editor ? `${home}/tanim/${editor.slug}?yer=${encodeURIComponent(finding.place)}` : `${home}/tanim`;
}
