import { Checkbox, Fieldset, NumberInput, Select, Text, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";

import { useCatalogue } from "@/lib/catalogue";
import type { Definition, FieldKind, Form, FormField, FormGroup, FormItem, FormSection, Privacy, Words } from "@/lib/programmes";
import type { BuilderField } from "@/ui/conditions/model";
import { FieldPair } from "@/ui";

import type { PlacedFinding } from "../api";
import css from "../forms.module.css";
import { isGroup, type Node, type Place } from "../model";
import { useText, type T } from "../text";
import { ConditionField } from "./ConditionField";

const KINDS: readonly FieldKind[] = ["text", "long_text", "choice", "choices", "boolean", "date", "integer", "number", "email", "phone"];

interface PartEditorProps {
  form: Form;
  place: Place;
  node: Node | undefined;
  document: Definition;
  problems: readonly PlacedFinding[];
  /** What conditions at this place may ask. */
  facts: readonly BuilderField[];
  isReadOnly: boolean;
  onForm: (form: Form) => void;
  onNode: (node: Node) => void;
}

/** The fields of what is chosen in the outline. */
export function PartEditor(props: PartEditorProps) {
  const { form, node, problems, isReadOnly } = props;
  // A finding at the part itself, or at something that has no field of its own here, stands above the fields.
  const said = (name: string) => problems.find((one) => one.rest === name || one.rest.startsWith(`${name}.`))?.message ?? null;
  const common = { said, isReadOnly };
  if (!node) return <FormEditor {...props} {...common} form={form} />;
  if ("title" in node) return <SectionEditor {...props} {...common} node={node} />;
  return <ItemEditor {...props} {...common} node={node} />;
}

interface Common {
  said: (name: string) => string | null;
  isReadOnly: boolean;
}

/** A text in both languages, side by side. */
function WordsFields({ said, isReadOnly, name, tr, en, value, isLong, isRequired, onChange }: Common & { name: string; tr: string; en: string; value: Words | null | undefined; isLong?: boolean; isRequired?: boolean; onChange: (value: Words) => void }) {
  const Input = isLong ? Textarea : TextInput;
  const long = isLong ? { autosize: true, minRows: 2 } : {};
  const set = (part: Partial<Words>) => onChange({ tr: value?.tr ?? "", ...(value?.en ? { en: value.en } : {}), ...part });
  return (
    <FieldPair>
      <Input label={tr} required={isRequired} readOnly={isReadOnly} {...long} value={value?.tr ?? ""} error={said(`${name}.tr`) ?? said(name)} onChange={(event) => set({ tr: event.currentTarget.value })} />
      <Input label={en} readOnly={isReadOnly} lang="en" {...long} value={value?.en ?? ""} error={said(`${name}.en`)} onChange={(event) => set({ en: event.currentTarget.value })} />
    </FieldPair>
  );
}

function FormEditor({ form, onForm, ...common }: PartEditorProps & Common) {
  const t = useText();
  return (
    <div className={css.fields}>
      <WordsFields {...common} name="title" tr={t("field.titleTr")} en={t("field.titleEn")} isRequired value={form.title} onChange={(title) => onForm({ ...form, title })} />
      <WordsFields {...common} name="description" isLong tr={t("field.descriptionTr")} en={t("field.descriptionEn")} value={form.description} onChange={(description) => onForm({ ...form, description })} />
    </div>
  );
}

function SectionEditor({ node, onNode, facts, problems, ...common }: Omit<PartEditorProps, "node"> & Common & { node: FormSection }) {
  const t = useText();
  return (
    <div className={css.fields}>
      <WordsFields {...common} name="title" tr={t("field.titleTr")} en={t("field.titleEn")} isRequired value={node.title} onChange={(title) => onNode({ ...node, title })} />
      <WordsFields {...common} name="help" isLong tr={t("field.helpTr")} en={t("field.helpEn")} value={node.help} onChange={(help) => onNode({ ...node, help })} />
      <ConditionField facts={facts} problems={problems} isReadOnly={common.isReadOnly} value={node.shown_when} onChange={(shown_when) => onNode({ ...node, shown_when })} />
    </div>
  );
}

function ItemEditor({ node, onNode, facts, problems, document, place, ...common }: Omit<PartEditorProps, "node"> & Common & { node: FormItem }) {
  const t = useText();
  const change = (part: Partial<FormField> | Partial<FormGroup>) => onNode({ ...node, ...part } as Node);
  const usable = facts.filter((one) => one.name !== node.key);
  return (
    <div className={css.fields}>
      <WordsFields {...common} name="label" tr={t("field.labelTr")} en={t("field.labelEn")} isRequired value={node.label} onChange={(label) => change({ label })} />
      {isGroup(node) ? <GroupFields {...common} t={t} node={node} change={change} /> : <QuestionFields {...common} t={t} node={node} document={document} isInGroup={place.length === 3} change={change} />}
      <WordsFields {...common} name="help" isLong tr={t("field.helpTr")} en={t("field.helpEn")} value={node.help} onChange={(help) => change({ help })} />
      <ConditionField facts={usable} problems={problems} isReadOnly={common.isReadOnly} value={node.shown_when} onChange={(shown_when) => change({ shown_when })} />
      {isGroup(node) ? null : <PrivacyFields {...common} t={t} node={node} document={document} change={change} />}
      <Text size="sm" c="dimmed">
        {t("field.key")}: <code>{node.key}</code>
      </Text>
    </div>
  );
}

type Change = (part: Partial<FormField> | Partial<FormGroup>) => void;

const asNumber = (value: string | number) => (value === "" ? null : Number(value));

function GroupFields({ t, node, change, said, isReadOnly }: Common & { t: T; node: FormGroup; change: Change }) {
  return (
    <>
      <WordsFields said={said} isReadOnly={isReadOnly} name="item_label" tr={t("field.itemLabelTr")} en={t("field.itemLabelEn")} isRequired value={node.item_label} onChange={(item_label) => change({ item_label })} />
      <FieldPair>
        <NumberInput label={t("field.minItems")} min={0} max={50} allowDecimal={false} readOnly={isReadOnly} value={node.min_items ?? 0} error={said("min_items")} onChange={(value) => change({ min_items: asNumber(value) ?? 0 })} />
        <NumberInput label={t("field.maxItems")} min={1} max={50} allowDecimal={false} readOnly={isReadOnly} value={node.max_items ?? 20} error={said("max_items")} onChange={(value) => change({ max_items: asNumber(value) ?? 20 })} />
      </FieldPair>
    </>
  );
}

const BOUNDED = new Set<FieldKind>(["integer", "number"]);
const TEXTS = new Set<FieldKind>(["text", "long_text"]);
const CHOOSING = new Set<FieldKind>(["choice", "choices"]);
/** Lists of the national catalogue that are choices of people's own answers. */
const NATIONAL = ["target_group", "disability_group", "communication_need", "education", "employment", "marital", "household_situation", "income", "social_security", "channel", "sex", "cozger_level", "dependency", "contact_topic"];

function QuestionFields({ t, node, document, isInGroup, change, said, isReadOnly }: Common & { t: T; node: FormField; document: Definition; isInGroup: boolean; change: Change }) {
  const { kind } = node;
  const number = (name: "minimum" | "maximum", label: string) => (
    <NumberInput label={label} decimalSeparator="," thousandSeparator="." allowDecimal={kind === "number"} readOnly={isReadOnly} value={node[name] ?? ""} error={said(name)} onChange={(value) => change({ [name]: asNumber(value) })} />
  );
  const become = (value: string | null) => value && change({ kind: value as FieldKind, choices: CHOOSING.has(value as FieldKind) ? (node.choices ?? null) : null, minimum: null, maximum: null, max_length: null, bound: null });
  return (
    <>
      <FieldPair>
        <Select label={t("field.kind")} allowDeselect={false} readOnly={isReadOnly} data={KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))} value={kind} error={said("kind")} onChange={become} />
        {CHOOSING.has(kind) ? <Choices t={t} node={node} document={document} change={change} said={said} isReadOnly={isReadOnly} /> : null}
        {TEXTS.has(kind) ? <NumberInput label={t("field.maxLength")} min={1} max={20000} allowDecimal={false} readOnly={isReadOnly} value={node.max_length ?? ""} error={said("max_length")} onChange={(value) => change({ max_length: asNumber(value) })} /> : null}
        {kind === "date" ? <Bound t={t} node={node} change={change} said={said} isReadOnly={isReadOnly} /> : null}
      </FieldPair>
      {BOUNDED.has(kind) ? (
        <FieldPair>
          {number("minimum", t("field.minimum"))}
          {number("maximum", t("field.maximum"))}
        </FieldPair>
      ) : null}
      <Checkbox label={t("field.required")} disabled={isReadOnly} checked={node.required === true} onChange={(event) => change({ required: event.currentTarget.checked })} />
      {isInGroup ? null : <TextInput label={t("field.feeds")} description={t("field.feedsHint")} readOnly={isReadOnly} value={node.feeds ?? ""} error={said("feeds")} onChange={(event) => change({ feeds: event.currentTarget.value || null })} />}
      <CapabilityField t={t} node={node} document={document} change={change} said={said} isReadOnly={isReadOnly} />
    </>
  );
}

interface QuestionPart extends Common {
  t: T;
  node: FormField;
  change: Change;
}

function Choices({ t, node, document, change, said, isReadOnly }: QuestionPart & { document: Definition }) {
  const catalogue = useCatalogue();
  const own = (document.code_lists ?? []).map((one) => ({ value: one.key, label: one.label.tr }));
  const national = NATIONAL.filter((key) => catalogue.codes(key).length > 0).map((key) => ({ value: `national:${key}`, label: catalogue.codes(key).map((code) => code.label).slice(0, 3).join(", ") + " …" }));
  return (
    <Select
      label={t("field.choices")}
      description={t("field.choicesHint")}
      required
      readOnly={isReadOnly}
      data={[
        { group: t("field.ownLists"), items: own },
        { group: t("field.nationalLists"), items: national },
      ]}
      value={node.choices ?? null}
      error={said("choices")}
      onChange={(choices) => change({ choices })}
    />
  );
}

function Bound({ t, node, change, said, isReadOnly }: QuestionPart) {
  const data = [
    { value: "none", label: t("field.boundNone") },
    { value: "past", label: t("field.boundPast") },
    { value: "future", label: t("field.boundFuture") },
  ];
  return <Select label={t("field.bound")} allowDeselect={false} readOnly={isReadOnly} data={data} value={node.bound ?? "none"} error={said("bound")} onChange={(value) => change({ bound: value === "past" || value === "future" ? value : null })} />;
}

function CapabilityField({ t, node, document, change, said, isReadOnly }: QuestionPart & { document: Definition }) {
  const catalogue = useCatalogue();
  const held = (document.capabilities?.held ?? []).map((one) => ({ value: one.key, label: catalogue.label("capability", one.key) }));
  if (held.length === 0 && !node.capability) return null;
  return <Select label={t("field.capability")} readOnly={isReadOnly} data={[{ value: "", label: t("field.noCapability") }, ...held]} value={node.capability ?? ""} error={said("capability")} onChange={(value) => change({ capability: value || null })} />;
}

function PrivacyFields({ t, node, document, change, said, isReadOnly }: QuestionPart & { document: Definition }): ReactNode {
  const bases = useCatalogue().options("legal_basis");
  const privacy: Privacy = node.privacy ?? { purpose: { tr: "" } };
  const set = (part: Partial<Privacy>) => change({ privacy: { ...privacy, ...part } });
  const classes = (document.retention ?? []).map((one) => ({ value: one.key, label: one.label.tr }));
  return (
    <Fieldset legend={t("privacy.title")}>
      <div className={css.fields}>
        <Checkbox label={t("privacy.special")} description={t("privacy.specialHint")} disabled={isReadOnly} checked={node.special === true} error={said("special")} onChange={(event) => change({ special: event.currentTarget.checked })} />
        <WordsFields said={said} isReadOnly={isReadOnly} name="privacy.purpose" isLong tr={t("privacy.purposeTr")} en={t("privacy.purposeEn")} value={privacy.purpose} onChange={(purpose) => set({ purpose })} />
        <FieldPair>
          <Select label={t("privacy.basis")} required={node.special === true} clearable readOnly={isReadOnly} data={bases} value={privacy.legal_basis || null} error={said("privacy.legal_basis")} onChange={(value) => set({ legal_basis: value ?? "" })} />
          <TextInput label={t("privacy.statute")} readOnly={isReadOnly} value={privacy.statute ?? ""} error={said("privacy.statute")} onChange={(event) => set({ statute: event.currentTarget.value })} />
        </FieldPair>
        <Select label={t("privacy.retention")} readOnly={isReadOnly} data={[{ value: "", label: t("privacy.retentionDefault") }, ...classes]} value={privacy.retention ?? ""} error={said("privacy.retention")} onChange={(value) => set({ retention: value || null })} />
      </div>
    </Fieldset>
  );
}
