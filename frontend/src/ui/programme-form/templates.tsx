import { ActionIcon, Button, Text, Title } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from "@tabler/icons-react";
import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps, FieldTemplateProps, ObjectFieldTemplateProps } from "@rjsf/utils";
import { useEffect, useId, useRef } from "react";

import { announce } from "@/lib/announce";

import kit from "../form.module.css";
import { toastDone } from "../toast";
import { noteKey, type FormContext } from "./context";
import css from "./form.module.css";
import { useFormText } from "./text";
import type { SectionUi } from "./types";

type Any = Record<string, unknown>;
type FieldProps = FieldTemplateProps<unknown, Any, FormContext>;
type ObjectProps = ObjectFieldTemplateProps<unknown, Any, FormContext>;
type ArrayProps = ArrayFieldTemplateProps<unknown, Any, FormContext>;
type EntryProps = ArrayFieldItemTemplateProps<unknown, Any, FormContext>;

const optionsOf = (uiSchema: unknown): Any => ((uiSchema as Any | undefined)?.["ui:options"] as Any | undefined) ?? {};

/** Widgets and groups draw their own labels and problems. */
export function FieldTemplate({ children, hidden }: FieldProps) {
  return hidden ? null : children;
}

/** The form as its sections, or an entry of a group as its questions. */
export function ObjectTemplate({ properties, uiSchema, fieldPathId, registry }: ObjectProps) {
  const sections = fieldPathId.path.length === 0 ? ((optionsOf(uiSchema).sections as SectionUi[] | undefined) ?? []) : [];
  const shown = properties.filter((property) => !property.hidden);
  if (sections.length === 0) return <div className={css.fields}>{shown.map((property) => property.content)}</div>;
  return (
    <>
      {sections.map((section) => {
        const own = shown.filter((property) => section.fields.includes(property.name));
        if (own.length === 0) return null;
        return (
          <section key={section.key} className={kit.section} id={`${registry.formContext.prefix}-section-${section.key}`}>
            <div>
              <Title order={registry.formContext.headingOrder} size="h3">
                {section.title}
              </Title>
              {section.help ? <Text c="dimmed">{section.help}</Text> : null}
            </div>
            {own.map((property) => property.content)}
          </section>
        );
      })}
    </>
  );
}

/** A repeated group: its entries, and a button for one more. The focus follows what was added or taken away. */
export function GroupTemplate(props: ArrayProps) {
  const { items, canAdd, onAddClick, fieldPathId, title, schema, required, uiSchema, registry, disabled, readonly } = props;
  const t = useFormText();
  const hint = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  const before = useRef(items.length);
  const add = useRef<HTMLButtonElement>(null);
  const { prefix, problems, privacy } = registry.formContext;
  const options = optionsOf(uiSchema);
  const label = String(options.itemLabel ?? "");
  const wrong = problems[fieldPathId.$id];
  const isOff = Boolean(disabled || readonly);
  const note = privacy[noteKey(prefix, fieldPathId.$id)];

  useEffect(() => {
    const [was, is] = [before.current, items.length];
    before.current = is;
    if (is === was + 1 && add.current?.dataset.pressed) {
      delete add.current.dataset.pressed;
      box.current?.querySelectorAll<HTMLElement>(":scope > [data-entry]")[is - 1]?.focus();
    } else if (is < was && box.current?.contains(document.activeElement) === false) {
      (add.current?.disabled ? box.current : add.current)?.focus();
    }
  }, [items.length]);

  return (
    <fieldset ref={box} id={fieldPathId.$id} tabIndex={-1} className={wrong ? `${css.group} ${css.groupWrong}` : css.group} aria-describedby={hint}>
      <legend>
        {title}
        {required ? null : <span className={css.optional}> ({t("optional")})</span>}
      </legend>
      <div id={hint}>
        {typeof schema.description === "string" ? <p className={css.help}>{schema.description}</p> : null}
        {note ? <p className={css.help}>{`${t("why")} ${note.purpose}`}</p> : null}
        {items.length === 0 ? <p className={css.help}>{t("group.none")}</p> : null}
        {wrong ? <p className={css.error}>{`${wrong.message} ${wrong.remedy}`}</p> : null}
      </div>
      {items}
      <div>
        <Button
          ref={add}
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          disabled={!canAdd || isOff}
          onClick={(event) => {
            event.currentTarget.dataset.pressed = "yes";
            onAddClick(event);
            announce(t("group.added", { item: t("group.item", { label, number: items.length + 1 }) }));
          }}
        >
          {t("group.add", { label })}
        </Button>
        {canAdd || isOff ? null : <p className={css.help}>{t("group.full", { count: Number(options.maxItems ?? items.length) })}</p>}
      </div>
    </fieldset>
  );
}

/** One entry of a group with what can be done to it. */
export function EntryTemplate({ children, buttonsProps, index, totalItems, parentUiSchema, registry, readonly, disabled }: EntryProps) {
  const t = useFormText();
  const options = optionsOf(parentUiSchema);
  const item = t("group.item", { label: String(options.itemLabel ?? ""), number: index + 1 });
  const { onMoveUpItem, onMoveDownItem, onRemoveItem, fieldPathId } = buttonsProps;
  const heading = useId();
  const move = (step: 1 | -1, act: (event?: unknown) => void) => (event: unknown) => {
    act(event);
    announce(t("group.moved", { item, number: index + 1 + step }));
  };
  const wrong = registry.formContext.problems[fieldPathId.$id];
  return (
    <div className={css.entry} data-entry role="group" aria-labelledby={heading} tabIndex={-1}>
      <div className={css.entryHead}>
        <span id={heading} className={css.entryName}>
          {item}
        </span>
        {readonly || disabled ? null : (
          <span className={css.entryActs}>
            <ActionIcon variant="subtle" color="gray" size="lg" disabled={index === 0} aria-label={t("group.up", { item })} onClick={move(-1, onMoveUpItem)}>
              <IconArrowUp size={20} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="subtle" color="gray" size="lg" disabled={index === totalItems - 1} aria-label={t("group.down", { item })} onClick={move(1, onMoveDownItem)}>
              <IconArrowDown size={20} aria-hidden />
            </ActionIcon>
            <RemoveEntry item={item} index={index} onRemove={onRemoveItem} context={registry.formContext} group={String(fieldPathId.path[0] ?? "")} />
          </span>
        )}
      </div>
      {wrong ? <p className={css.error}>{`${wrong.message} ${wrong.remedy}`}</p> : null}
      {children}
    </div>
  );
}

interface RemoveEntryProps {
  item: string;
  group: string;
  index: number;
  onRemove: (event?: unknown) => void;
  context: FormContext;
}

/** Taking an entry away is undone, not asked about: nothing that was typed is lost by a slip. */
function RemoveEntry({ item, group, index, onRemove, context }: RemoveEntryProps) {
  const t = useFormText();
  return (
    <ActionIcon
      variant="subtle"
      color="red"
      size="lg"
      aria-label={t("group.remove", { item })}
      onClick={(event) => {
        const entry = context.entryAt(group, index);
        onRemove(event);
        toastDone(t("group.removed", { item }), () => context.restore(group, index, entry));
      }}
    >
      <IconTrash size={20} aria-hidden />
    </ActionIcon>
  );
}
