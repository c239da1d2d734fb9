import { saveSection, type Definition, type ProgrammeVersion, type Section } from "@/lib/programmes";

import type { Values } from "./fields";

export interface Change {
  section: Section;
  value: unknown;
}

const entriesOf = (value: unknown): Values[] => (Array.isArray(value) ? (value as Values[]) : []);

/** Entries that were there and are not any more. */
function dropped(before: unknown, after: unknown): Values[] {
  const kept = new Set(entriesOf(after).map((one) => one.key));
  return entriesOf(before).filter((one) => one.key && !kept.has(one.key));
}

/**
 * Saves the changed sections of one page, one after the other, and answers the version as it then stands. `read` is what
 * the page began with; `onStep` is told after each, so that a failure half-way knows what is kept already.
 *
 * Every step has to leave a document without loose ends. So where entries go from a section that a later one refers to
 * (stages, from transitions), they go last, when nothing points at them any more.
 */
export async function saveSections(read: ProgrammeVersion, changes: readonly Change[], onStep: (saved: ProgrammeVersion) => void): Promise<ProgrammeVersion> {
  let now = read;
  const put = async ({ section, value }: Change) => {
    now = await saveSection({ versionId: read.id, section, value: value as Definition[Section], base: now.document[section], ifMatch: now.version });
    onStep(now);
  };
  const later: Change[] = [];
  for (const [index, change] of changes.entries()) {
    const gone = index < changes.length - 1 ? dropped(now.document[change.section], change.value) : [];
    if (gone.length > 0) {
      await put({ ...change, value: [...entriesOf(change.value), ...gone] });
      later.push(change);
    } else {
      await put(change);
    }
  }
  for (const change of later) await put(change);
  return now;
}
