import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconCopy, IconLock, IconPlus, IconTrash } from "@tabler/icons-react";

import type { Form } from "@/lib/programmes";

import type { PlacedFinding } from "../api";
import css from "../forms.module.css";
import { canMove, isGroup, labelOf, samePlace, type Node, type Place } from "../model";
import { useText } from "../text";

interface OutlineProps {
  form: Form;
  selected: Place;
  problems: readonly PlacedFinding[];
  isReadOnly: boolean;
  onSelect: (place: Place) => void;
  onMove: (place: Place, by: -1 | 1) => void;
  onCopy: (place: Place) => void;
  onDelete: (place: Place) => void;
  onAdd: (place: Place, what: "question" | "section") => void;
}

/** The parts of the form in their order; choosing one opens it in the editor. */
export function Outline(props: OutlineProps) {
  const t = useText();
  const { form, isReadOnly, onAdd } = props;
  return (
    <nav aria-label={t("build.outline")} className={css.outline}>
      <ol className={css.tree}>
        <li>
          <Row {...props} place={[]} label={form.title.tr} />
        </li>
        {form.sections.map((section, at) => (
          <li key={section.key}>
            <Row {...props} place={[at]} node={section} label={section.title.tr} />
            <ol className={css.tree}>
              {(section.items ?? []).map((item, index) => (
                <li key={item.key}>
                  <Row {...props} place={[at, index]} node={item} label={item.label.tr} />
                  {isGroup(item) ? (
                    <ol className={css.tree}>
                      {item.fields.map((field, inner) => (
                        <li key={field.key}>
                          <Row {...props} place={[at, index, inner]} node={field} label={field.label.tr} />
                        </li>
                      ))}
                      {isReadOnly ? null : (
                        <li>
                          <Add label={`${t("add.inGroup")}: ${item.label.tr}`} short={t("add.inGroup")} onClick={() => onAdd([at, index], "question")} />
                        </li>
                      )}
                    </ol>
                  ) : null}
                </li>
              ))}
              {isReadOnly ? null : (
                <li>
                  <Add label={`${t("add.question")}: ${section.title.tr}`} short={t("add.question")} onClick={() => onAdd([at], "question")} />
                </li>
              )}
            </ol>
          </li>
        ))}
      </ol>
      {isReadOnly ? null : (
        <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => onAdd([], "section")}>
          {t("add.section")}
        </Button>
      )}
    </nav>
  );
}

function Add({ label, short, onClick }: { label: string; short: string; onClick: () => void }) {
  return (
    <Button variant="subtle" size="compact-md" leftSection={<IconPlus size={16} aria-hidden />} aria-label={label} onClick={onClick}>
      {short}
    </Button>
  );
}

interface RowProps extends OutlineProps {
  place: Place;
  node?: Node;
  label: string;
}

function Row({ form, selected, problems, isReadOnly, place, node, label, onSelect, onMove, onCopy, onDelete }: RowProps) {
  const t = useText();
  const isSelected = samePlace(place, selected);
  const count = problems.filter((one) => samePlace(one.place, place) && one.weight !== "advice").length;
  const isSpecial = node && "special" in node && node.special === true;
  const shown = label || "…";
  return (
    <div className={css.row} data-selected={isSelected || undefined}>
      <button type="button" className={css.pick} aria-current={isSelected ? "true" : undefined} onClick={() => onSelect(place)}>
        <span>{shown}</span>
        {isSpecial ? <IconLock size={16} aria-label={t("privacy.special")} /> : null}
        {count > 0 ? (
          <span className={css.wrong}>
            <IconAlertTriangle size={16} aria-hidden /> {t("build.problems", { count })}
          </span>
        ) : null}
      </button>
      {isReadOnly || !node || !isSelected ? null : (
        <span className={css.rowActs}>
          <Act label={t("build.up", { label: shown })} isOff={!canMove(form, place, -1)} onClick={() => onMove(place, -1)} Icon={IconArrowUp} />
          <Act label={t("build.down", { label: shown })} isOff={!canMove(form, place, 1)} onClick={() => onMove(place, 1)} Icon={IconArrowDown} />
          <Act label={t("build.copy", { label: shown })} onClick={() => onCopy(place)} Icon={IconCopy} />
          <Act label={t("build.delete", { label: shown })} isOff={isLast(form, place)} onClick={() => onDelete(place)} Icon={IconTrash} />
        </span>
      )}
    </div>
  );
}

/** A form keeps a section, a repeated group a question: without one there is nothing to show. */
function isLast(form: Form, place: Place): boolean {
  if (place.length === 1) return form.sections.length === 1;
  if (place.length !== 3) return false;
  const group = form.sections[place[0] ?? 0]?.items?.[place[1] ?? 0];
  return group !== undefined && isGroup(group) && group.fields.length === 1;
}

function Act({ label, isOff = false, onClick, Icon }: { label: string; isOff?: boolean; onClick: () => void; Icon: typeof IconCopy }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" size="lg" aria-label={label} aria-disabled={isOff || undefined} data-disabled={isOff || undefined} onClick={isOff ? undefined : onClick}>
        <Icon size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

export const nameOf = (node: Node) => labelOf(node).tr;
