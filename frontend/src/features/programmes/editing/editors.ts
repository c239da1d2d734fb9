import type { Section } from "@/lib/programmes";

import type { parts } from "../i18n/tr/parts";
import type { Text } from "../text";
import type { Field, ListField, Options, Sources, Values } from "./fields";

type Parts = typeof parts;

export type EditorGroup = "frame" | "whom" | "flow" | "output";

export interface Block {
  title?: string;
  hint?: string;
  fields: readonly Field[];
  /** Drawn by a part of its own, under this name. */
  drawnBy?: "groups";
}

/** One page of the definition: which sections it edits, under which address, with which inputs. */
export interface Editor {
  slug: string;
  title: string;
  lead: string;
  group: EditorGroup;
  /** In the order in which they are saved: what others refer to comes first. */
  sections: readonly Section[];
  blocks: readonly Block[];
}

/** Every editor of the definition, in the order of the page that lists them. Forms and rules have pages of their own. */
export function editorsOf(t: Text): Editor[] {
  return [...frame(t), ...whom(t), ...flow(t), ...output(t)];
}

/** Every described field of an editor. */
export const fieldsOf = (editor: Editor): Field[] => editor.blocks.flatMap((block) => block.fields);

const entries = (value: unknown): Values[] => (Array.isArray(value) ? (value as Values[]) : []);

/** The entries of a list of the document as choices. */
function among(list: string, keep: (entry: Values) => boolean = () => true): Options {
  return ({ document }) =>
    entries(document[list])
      .filter((entry) => entry.key && keep(entry))
      .map((entry) => ({ value: String(entry.key), label: String(entry.label?.tr || entry.title?.tr || entry.title || entry.key) }));
}

const held: Options = ({ document, codes }) => {
  const keys = entries(document.capabilities?.held).map((one) => one.key);
  return codes("capability").filter((one) => keys.includes(one.value));
};
const roles: Options = (sources) => sources.roles;
const code =
  (list: string): Options =>
  (sources: Sources) =>
    sources.codes(list);

/** The groups of the national catalogue and the programme's own. */
export const groupChoices: Options = ({ document, codes }) => [
  ...codes("target_group"),
  ...entries(document.target_groups?.local)
    .filter((one) => one.key)
    .map((one) => ({ value: String(one.key), label: String(one.label?.tr || one.key) })),
];

/** Makers of fields, so that a description below reads as a table. */
function makers(t: Text) {
  type Name = keyof Parts["field"];
  type Option = keyof Parts["choice"];
  type List = Exclude<keyof Parts["list"], "lines">;
  const label = (name: Name) => t(`field.${name}`);
  const options =
    (...keys: Option[]): Options =>
    () =>
      keys.map((key) => ({ value: key, label: t(`choice.${key}`) }));
  const words = (name: string, of: Name, isRequired = false): Extract<Field, { kind: "words" }> => ({ kind: "words", name, label: label(of), isRequired });
  const text = (name: string, of: Name, isRequired = false): Field => ({ kind: "text", name, label: label(of), isRequired });
  const line = (name: string, of: Name, isRequired = false): Field => ({ kind: "line", name, label: label(of), isRequired });
  const basis: Field = { kind: "citation", name: "basis", label: label("basis") };
  const list = (name: string, of: List, fields: readonly Field[], more: Partial<ListField> = {}): ListField => ({
    kind: "parts",
    name,
    label: more.label ?? name,
    fields,
    nameAt: "label",
    add: t(`list.${of}.add`),
    fresh: t(`list.${of}.fresh`),
    empty: t(`list.${of}.empty`),
    ...more,
  });
  const editor = (slug: keyof Parts["editor"], group: EditorGroup, sections: Section[], blocks: Block[]): Editor => ({
    slug,
    group,
    sections,
    blocks,
    title: t(`editor.${slug}.title`),
    lead: t(`editor.${slug}.lead`),
  });
  return { label, options, words, text, line, basis, list, editor };
}

// apps.programmes.definition.frame.Naming: what a programme says where it names nothing of its own.
const CLIENT = { byDefault: { tr: "Danışan", en: "Client" } };
const CASE = { byDefault: { tr: "Dosya", en: "Case" } };

function frame(t: Text): Editor[] {
  const { label, options, words, text, line, list, editor } = makers(t);
  return [
    editor("ad-ve-amac", "frame", ["name", "purpose", "naming"], [
      { fields: [words("name", "name", true), text("purpose", "purpose", true)] },
      { title: t("block.naming"), fields: [{ ...words("naming.person", "person", true), ...CLIENT }, { ...words("naming.case", "case", true), ...CASE }] },
    ]),
    editor("yasal-dayanak", "frame", ["legal_basis"], [
      {
        fields: [
          list(
            "legal_basis",
            "legalBasis",
            [
              { kind: "choice", name: "kind", label: label("kind"), isRequired: true, options: options("law", "regulation", "council_decision", "directive", "protocol", "project_contract", "other") },
              line("title", "title", true),
              line("organ", "organ"),
              line("number", "number"),
              { kind: "date", name: "decided_on", label: label("decidedOn") },
              { kind: "date", name: "published_on", label: label("publishedOn") },
              text("text", "text"),
              { kind: "flag", name: "to_be_verified", label: label("toBeVerified"), hint: label("toBeVerifiedHint") },
            ],
            { nameAt: "title", label: t("editor.yasal-dayanak.title") },
          ),
        ],
      },
    ]),
    editor("yururluk", "frame", ["effective"], [
      {
        fields: [
          { kind: "date", name: "effective.starts_on", label: label("startsOn"), hint: label("startsOnHint") },
          { kind: "date", name: "effective.ends_on", label: label("endsOn"), hint: label("endsOnHint") },
          text("effective.note", "note"),
        ],
      },
    ]),
    editor("tanimlar", "frame", ["definitions"], [
      {
        fields: [
          list("definitions", "definitions", [words("term", "term", true), text("meaning", "meaning", true), { kind: "citation", name: "basis", label: label("basis") }], {
            nameAt: "term",
            label: t("editor.tanimlar.title"),
          }),
        ],
      },
    ]),
    editor("maddeler", "frame", ["articles"], [
      {
        hint: t("block.articlesHint"),
        fields: [
          list(
            "articles",
            "articles",
            [
              words("title", "title", true),
              { kind: "citation", name: "basis", label: label("basis"), isRequired: true },
              text("text", "text"),
              { kind: "choices", name: "guards", label: label("keptBy"), hint: label("keptByHint"), options: code("guard") },
              text("note", "note"),
            ],
            { nameAt: "title", label: t("editor.maddeler.title") },
          ),
        ],
      },
    ]),
    editor("kaynaklar", "frame", ["status", "pending", "sources"], [
      {
        fields: [
          { kind: "choice", name: "status", label: label("status"), byDefault: "complete", isRequired: true, options: options("complete", "preview", "archival") },
          { kind: "lines", name: "pending", label: t("block.pending"), add: t("list.lines.add") },
        ],
      },
      {
        title: t("block.sources"),
        fields: [list("sources", "sources", [line("title", "source", true), line("reference", "reference"), line("note", "sourceNote")], { nameAt: "title", isKeyless: true, label: t("block.sources") })],
      },
    ]),
  ];
}

function whom(t: Text): Editor[] {
  const { label, options, words, text, line, basis, list, editor } = makers(t);
  const special: Field = { kind: "flag", name: "special", label: label("special"), hint: label("specialHint") };
  const capability: Field = { kind: "choice", name: "capability", label: label("capability"), options: held };
  const module: Field = { kind: "choice", name: "key", label: label("capability"), isRequired: true, options: code("capability") };
  const codes = list(
    "codes",
    "codes",
    [words("label", "label", true), { kind: "number", name: "score", label: label("score"), min: -1000, max: 1000 }, { kind: "flag", name: "retired", label: label("retired"), hint: label("retiredHint") }],
    { label: label("codes"), isNested: true },
  );
  return [
    editor("hedef-gruplar", "whom", ["target_groups"], [
      {
        drawnBy: "groups",
        fields: [
          { kind: "choices", name: "target_groups.chosen", label: label("chosen"), options: code("target_group") },
          { kind: "choices", name: "target_groups.offered", label: label("offered"), options: code("target_group") },
        ],
      },
      {
        title: t("block.selection"),
        hint: t("block.selectionHint"),
        fields: [
          { kind: "number", name: "target_groups.selection.exactly", label: label("exactly"), hint: label("exactlyHint"), min: 0 },
          { kind: "number", name: "target_groups.selection.at_least", label: label("atLeast"), min: 0 },
          { kind: "number", name: "target_groups.selection.at_most", label: label("atMost"), min: 0 },
          { kind: "choices", name: "target_groups.selection.mandatory", label: label("mandatory"), options: groupChoices },
          { kind: "citation", name: "target_groups.selection.basis", label: label("basis") },
        ],
      },
      { title: t("block.others"), fields: [text("target_groups.others", "others")] },
      {
        title: t("block.local"),
        hint: t("block.localHint"),
        fields: [
          list(
            "target_groups.local",
            "local",
            [words("label", "label", true), special, { kind: "choice", name: "legal_basis", label: label("legalBasis"), isRequired: true, options: code("legal_basis") }, line("statute", "statute")],
            { label: t("block.local") },
          ),
        ],
      },
    ]),
    editor("moduller", "whom", ["capabilities"], [
      { title: t("block.held"), fields: [list("capabilities.held", "held", [module, basis, text("note", "note")], { nameAt: "key", label: t("block.held") })] },
      {
        title: t("block.refused"),
        fields: [
          list("capabilities.refused", "refused", [module, { kind: "citation", name: "basis", label: label("basis"), isRequired: true }, text("reason", "reason", true)], {
            nameAt: "key",
            label: t("block.refused"),
          }),
        ],
      },
    ]),
    editor("faaliyetler", "whom", ["activities"], [
      { fields: [list("activities", "activities", [line("letter", "letter"), words("label", "label", true), text("text", "text"), basis, capability], { label: t("editor.faaliyetler.title") })] },
    ]),
    editor("kod-listeleri", "whom", ["code_lists"], [
      { fields: [list("code_lists", "codeLists", [words("label", "label", true), special, codes], { label: t("editor.kod-listeleri.title") })] },
    ]),
    editor("belgeler", "whom", ["documents"], [
      {
        fields: [
          list(
            "documents",
            "documents",
            [
              words("label", "label", true),
              { kind: "lines", name: "substitutes", label: label("substitutes"), add: t("list.lines.add") },
              { kind: "number", name: "valid_months", label: label("validMonths"), min: 0 },
              special,
              basis,
            ],
            { label: t("editor.belgeler.title") },
          ),
        ],
      },
    ]),
    editor("randevu-konulari", "whom", ["appointments"], [
      {
        fields: [
          list(
            "appointments",
            "appointments",
            [
              words("label", "label", true),
              text("description", "plainWords"),
              { kind: "number", name: "minutes", label: label("minutes"), isRequired: true, byDefault: 30, min: 5, max: 480 },
              { kind: "choices", name: "places", label: label("places"), isRequired: true, byDefault: ["office"], options: options("office", "home", "hospital", "institution", "field") },
              { kind: "flag", name: "public", label: label("publicBooking"), hint: label("publicBookingHint") },
              { kind: "flag", name: "for_application", label: label("forApplication"), hint: label("forApplicationHint") },
              basis,
            ],
            { label: t("editor.randevu-konulari.title") },
          ),
        ],
      },
    ]),
  ];
}

function flow(t: Text): Editor[] {
  const { label, options, words, text, line, basis, list, editor } = makers(t);
  const lettered = (name: Section, of: "outcomes" | "grounds" | "closures"): Block => ({
    title: t(`block.${of}`),
    fields: [
      list(
        name,
        of,
        [line("letter", "letter"), words("label", "label", true), text("text", "text"), { kind: "flag", name: "needs_reason", label: label("needsReason"), isOnByDefault: true },
          ...(of === "outcomes" ? [{ kind: "choices" as const, name: "roles", label: label("roles"), hint: label("outcomeRolesHint"), options: roles }] : []),
          basis],
        { label: t(`block.${of}`) },
      ),
    ],
  });
  const uses = list(
    "forms",
    "uses",
    [
      { kind: "choice", name: "form", label: label("form"), isRequired: true, options: among("forms") },
      { kind: "flag", name: "required", label: label("required") },
    ],
    { nameAt: "form", isKeyless: true, isNested: true, label: label("forms") },
  );
  return [
    editor("asamalar", "flow", ["stages", "transitions"], [
      {
        title: t("block.stages"),
        fields: [
          list(
            "stages",
            "stages",
            [
              words("label", "label", true),
              { kind: "choice", name: "kind", label: label("stageKind"), byDefault: "step", isRequired: true, options: options("start", "step", "end") },
              { kind: "choice", name: "responsible", label: label("responsible"), options: roles },
              { kind: "choice", name: "deadline", label: label("deadline"), options: among("deadlines") },
              text("description", "description"),
              uses,
            ],
            { label: t("block.stages") },
          ),
        ],
      },
      {
        title: t("block.transitions"),
        fields: [
          list(
            "transitions",
            "transitions",
            [
              words("label", "label", true),
              { kind: "choices", name: "sources", label: label("sources"), isRequired: true, options: among("stages") },
              { kind: "choice", name: "target", label: label("target"), isRequired: true, options: among("stages") },
              { kind: "choices", name: "guards", label: label("guards"), hint: label("guardsHint"), options: among("rules", (rule) => rule.point === "transition") },
              { kind: "choices", name: "roles", label: label("roles"), hint: label("rolesHint"), options: roles },
              { kind: "flag", name: "needs_reason", label: label("needsReason") },
              { kind: "choice", name: "act", label: label("act"), hint: label("actHint"), options: options("record_application", "suspend", "resume", "terminate") },
              basis,
            ],
            { label: t("block.transitions") },
          ),
        ],
      },
    ]),
    editor("sonuclar", "flow", ["outcomes", "grounds", "closures"], [lettered("outcomes", "outcomes"), lettered("grounds", "grounds"), lettered("closures", "closures")]),
    editor("sureler", "flow", ["deadlines"], [
      {
        fields: [
          list(
            "deadlines",
            "deadlines",
            [
              words("label", "label", true),
              { kind: "number", name: "amount", label: label("amount"), isRequired: true, min: 1, max: 1000 },
              { kind: "choice", name: "unit", label: label("unit"), isRequired: true, options: options("days", "working_days", "weeks", "months", "years") },
              {
                kind: "choice",
                name: "starts",
                label: label("starts"),
                isRequired: true,
                options: options("case_opened", "stage_entered", "document_asked", "petition_received", "decision_served"),
              },
              { kind: "choice", name: "kind", label: label("deadlineKind"), byDefault: "internal", isRequired: true, options: options("internal", "statutory") },
              { kind: "number", name: "ceiling", label: label("ceiling"), hint: label("ceilingHint"), min: 1, max: 1000 },
              { kind: "choices", name: "petitions", label: label("petitions"), options: options("request", "complaint", "objection", "data_subject") },
              basis,
            ],
            { label: t("editor.sureler.title") },
          ),
        ],
      },
    ]),
    editor("karar-sureleri", "flow", ["due_process"], [
      {
        fields: [
          { kind: "number", name: "due_process.interim_stop_days", label: label("interimStopDays"), hint: label("interimStopDaysHint"), isRequired: true, byDefault: 7, min: 1, max: 60 },
          { kind: "number", name: "due_process.statement_days", label: label("statementDays"), hint: label("statementDaysHint"), isRequired: true, byDefault: 7, min: 1, max: 60 },
          { kind: "choice", name: "due_process.interim_stop_ground", label: label("interimStopGround"), hint: label("interimStopGroundHint"), isNullable: true, options: among("grounds") },
          { kind: "choice", name: "due_process.termination_closure", label: label("terminationClosure"), hint: label("terminationClosureHint"), isNullable: true, options: among("closures") },
          { kind: "citation", name: "due_process.basis", label: label("basis") },
        ],
      },
    ]),
    editor("rol-yetkileri", "flow", ["role_rights"], [
      {
        fields: [
          list(
            "role_rights",
            "roleRights",
            [
              { kind: "choice", name: "role", label: label("role"), isRequired: true, options: roles },
              { kind: "choices", name: "rights", label: label("rights"), isRequired: true, options: (sources) => sources.rights },
            ],
            { nameAt: "role", isKeyless: true, label: t("editor.rol-yetkileri.title") },
          ),
        ],
      },
    ]),
  ];
}

function output(t: Text): Editor[] {
  const { label, options, words, line, basis, list, editor } = makers(t);
  return [
    editor("yazilar", "output", ["letters"], [
      {
        fields: [
          list("letters", "letters", [words("label", "label", true), line("subject", "subject", true), { kind: "prose", name: "body", label: label("body"), isRequired: true }, { kind: "choice", name: "use", label: label("use"), hint: label("useHint"), options: code("letter_use") }, basis], {
            label: t("editor.yazilar.title"),
          }),
        ],
      },
    ]),
    editor("gostergeler", "output", ["indicators"], [
      {
        fields: [
          list(
            "indicators",
            "indicators",
            [
              words("title", "title", true),
              { kind: "choice", name: "unit", label: label("indicatorUnit"), isRequired: true, options: options("person", "case") },
              { kind: "line", name: "dimension", label: label("dimension"), isNullable: true },
              { kind: "choice", name: "total", label: label("total"), byDefault: "recompute", isRequired: true, options: options("recompute", "sum_of_rounded") },
              { kind: "lines", name: "notes", label: label("notes"), add: t("list.lines.add") },
            ],
            { nameAt: "title", label: t("editor.gostergeler.title") },
          ),
        ],
      },
    ]),
    editor("saklama", "output", ["retention"], [
      {
        fields: [
          list(
            "retention",
            "retention",
            [
              words("label", "label", true),
              { kind: "number", name: "months", label: label("months"), hint: label("monthsHint"), min: 1, max: 1200 },
              { kind: "choice", name: "starts", label: label("retentionStarts"), byDefault: "case_closed", isRequired: true, options: options("case_closed", "recorded", "programme_ended") },
              { kind: "choice", name: "method", label: label("method"), byDefault: "erase", isRequired: true, options: options("erase", "destroy", "anonymise", "archive") },
              { kind: "choice", name: "applies_to", label: label("appliesTo"), byDefault: "case_file", isRequired: true, options: options("case_file", "pre_application", "petition", "appointment", "employer_service") },
              { kind: "flag", name: "statutory_periods_reserved", label: label("reserved"), isOnByDefault: true },
              basis,
            ],
            { label: t("editor.saklama.title") },
          ),
        ],
      },
    ]),
    editor("hizmet-standartlari", "output", ["standards", "standards_note"], [
      {
        title: t("block.standards"),
        fields: [
          list(
            "standards",
            "standards",
            [words("service", "service", true), { kind: "lines", name: "documents", label: label("documents"), add: t("list.lines.add") }, words("duration", "duration", true)],
            { nameAt: "service", label: t("block.standards") },
          ),
        ],
      },
      { title: t("block.places"), fields: [line("standards_note.first", "first"), line("standards_note.second", "second")] },
    ]),
  ];
}
