import { ActionIcon, Button, Text } from "@mantine/core";
import { IconAlertOctagon, IconChevronDown, IconChevronRight, IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";

import { announce } from "@/lib/announce";
import { toastDone } from "@/ui";

import { blankEntry, FRESH, isKeyed, nameOf, valueAt, type ListField, type Values } from "../editing/fields";
import css from "../programmes.module.css";
import { useText } from "../text";
import { keyAfter, useEditing } from "./editing";
import { Fault, PartFields } from "./PartFields";

const swapped = (list: readonly Values[], from: number, to: number): Values[] => {
  const next = [...list];
  const [moved] = next.splice(from, 1);
  if (moved) next.splice(to, 0, moved);
  return next;
};

/** Where a place that is named from outside ("stages.2.label.tr") lies in this list; -1 where it does not. */
function indexIn(path: string, place: string): number {
  if (!place.startsWith(`${path}.`)) return -1;
  const index = Number(place.slice(path.length + 1).split(".")[0]);
  return Number.isInteger(index) ? index : -1;
}

/** The entries of a list: added, opened, moved by keyboard, removed with a way back. One is open at a time. */
export function PartList({ field, path }: { field: ListField; path: string }) {
  const t = useText();
  const { form, sources, isReadOnly, focusPlace } = useEditing();
  const id = useId();
  const entries = (valueAt(form.values, path) ?? []) as Values[];
  const [open, setOpen] = useState(() => indexIn(path, focusPlace));
  const [wanted, setWanted] = useState("");
  const root = useRef<HTMLElement>(null);
  const wrong = Object.keys(form.mantine.errors).map((place) => indexIn(path, place));
  const failed = wrong.find((index) => index >= 0) ?? -1;

  // After a change of order the focus stays with what was moved.
  useEffect(() => {
    if (!wanted) return;
    root.current?.querySelector<HTMLElement>(wanted)?.focus();
    setWanted("");
  }, [wanted]);
  // What has to be mended has to be in sight, for the summary links to it.
  useEffect(() => {
    if (failed >= 0) setOpen(failed);
  }, [failed, form.summary.length]);

  const name = (entry: Values) => nameOf(field, entry, sources) || field.fresh;
  const place = (next: Values[]) => form.set(path, next);
  const move = (index: number, step: -1 | 1) => {
    const to = index + step;
    const entry = entries[index];
    if (!entry || to < 0 || to >= entries.length) return;
    place(swapped(entries, index, to));
    if (open === index) setOpen(to);
    else if (open === to) setOpen(index);
    setWanted(`[data-row="${to}"] [data-step="${step}"]`);
    announce(t("edit.moved", { name: name(entry), place: to + 1 }));
  };
  const remove = (index: number) => {
    const entry = entries[index];
    if (!entry) return;
    const before = entries;
    place(entries.filter((_, one) => one !== index));
    setOpen(-1);
    setWanted("[data-add]");
    toastDone(t("edit.removed", { name: name(entry) }), () => place(before));
  };
  const add = () => {
    place([...entries, blankEntry(field)]);
    setOpen(entries.length);
    setWanted(`[data-row="${entries.length}"] input, [data-row="${entries.length}"] textarea`);
  };
  const rename = (index: number, label: string) => {
    const entry = entries[index];
    const key = entry && isKeyed(field) ? keyAfter(entry, label, entries, form.values) : null;
    if (key !== null) form.set(`${path}.${index}.key`, key);
  };

  return (
    <section ref={root} className={css.list} id={form.field(path).id} tabIndex={-1} aria-label={field.label}>
      {field.isNested ? <div className={css.listTitle}>{field.label}</div> : null}
      <Fault>{form.mantine.errors[path]}</Fault>
      {entries.length === 0 ? <Text c="dimmed">{field.empty}</Text> : null}
      <ol className={css.entries}>
        {entries.map((entry, index) => {
          const isOpen = open === index;
          const bodyId = `${id}-${index}`;
          return (
            <li key={index} data-row={index} className={css.entry}>
              <div className={css.entryHead}>
                <button type="button" className={css.entryName} aria-expanded={isOpen} aria-controls={isOpen ? bodyId : undefined} onClick={() => setOpen(isOpen ? -1 : index)}>
                  {isOpen ? <IconChevronDown size={18} aria-hidden /> : <IconChevronRight size={18} aria-hidden />}
                  <span>
                    {entry.letter ? `${String(entry.letter)}) ` : ""}
                    {name(entry)}
                  </span>
                  {wrong.includes(index) ? <IconAlertOctagon size={18} className={css.wrong} aria-hidden /> : null}
                </button>
                {isReadOnly ? null : (
                  <span className={css.entryTools}>
                    <ActionIcon data-step="-1" variant="subtle" color="gray" size={36} aria-disabled={index === 0} data-disabled={index === 0 || undefined} aria-label={t("edit.up", { name: name(entry) })} onClick={() => move(index, -1)}>
                      <IconArrowUp size={18} aria-hidden />
                    </ActionIcon>
                    <ActionIcon data-step="1" variant="subtle" color="gray" size={36} aria-disabled={index === entries.length - 1} data-disabled={index === entries.length - 1 || undefined} aria-label={t("edit.down", { name: name(entry) })} onClick={() => move(index, 1)}>
                      <IconArrowDown size={18} aria-hidden />
                    </ActionIcon>
                    <ActionIcon variant="subtle" color="danger" size={36} aria-label={t("edit.remove", { name: name(entry) })} onClick={() => remove(index)}>
                      <IconTrash size={18} aria-hidden />
                    </ActionIcon>
                  </span>
                )}
              </div>
              {isOpen ? (
                <div className={css.entryBody} id={bodyId} role="group" aria-label={name(entry)}>
                  <PartFields fields={field.fields} at={`${path}.${index}.`} nameAt={field.nameAt} onName={(label) => rename(index, label)} />
                  {entry.filter || entry.denominator ? <Text size="sm">{t("edit.condition")}</Text> : null}
                  {isKeyed(field) ? <KeyLine entry={entry} path={`${path}.${index}.key`} /> : null}
                </div>
              ) : null}
            </li>
          );
        })}
      </ol>
      {isReadOnly ? null : (
        <Button data-add variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={add}>
          {field.add}
        </Button>
      )}
    </section>
  );
}

/** Under which name an entry is stored; it follows the label until it is saved. */
function KeyLine({ entry, path }: { entry: Values; path: string }) {
  const t = useText();
  const { form } = useEditing();
  const key = String(entry.key ?? "");
  return (
    <div id={form.field(path).id} tabIndex={-1} className={css.key}>
      {key ? (
        <>
          {t("edit.key", { key })} · {t(entry[FRESH] ? "edit.keyHint" : "edit.keyFixed")}
        </>
      ) : null}
      <Fault>{form.mantine.errors[path]}</Fault>
    </div>
  );
}
