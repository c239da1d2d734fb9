/**
 * The parts of a programme's definition as JSON, field by field what apps/programmes/definition says. What equals its
 * default is left out by the server, so nearly everything may be missing.
 */
export interface Words {
  tr: string;
  en?: string;
}

/** Several paragraphs in both languages. */
export type Text = Words;

export interface Citation {
  /** A key of `legal_basis`. */
  source: string;
  article?: string;
}

/** A condition of omuz.conditions in the query builder's JSON. */
export type Condition = Record<string, unknown>;

export type BasisKind = "law" | "regulation" | "council_decision" | "directive" | "protocol" | "project_contract" | "other";

export interface LegalBasis {
  key: string;
  kind: BasisKind;
  title: string;
  organ?: string;
  number?: string;
  decided_on?: string | null;
  published_on?: string | null;
  text?: Text | null;
  to_be_verified?: boolean;
}

export interface Effective {
  starts_on?: string | null;
  ends_on?: string | null;
  note?: Text | null;
}

export interface Term {
  key: string;
  term: Words;
  meaning: Text;
  basis?: Citation | null;
}

export interface LocalGroup {
  key: string;
  label: Words;
  special: boolean;
  legal_basis: string;
  statute?: string;
}

export interface Selection {
  exactly?: number | null;
  at_least?: number | null;
  at_most?: number | null;
  mandatory?: string[];
  basis?: Citation | null;
}

export interface TargetGroups {
  offered: string[];
  chosen?: string[];
  local?: LocalGroup[];
  selection?: Selection;
  others?: Text | null;
}

export interface Held {
  key: string;
  basis?: Citation | null;
  note?: Text | null;
}

export interface Refused {
  key: string;
  basis: Citation;
  reason: Text;
}

export interface Capabilities {
  held?: Held[];
  refused?: Refused[];
}

export interface Activity {
  key: string;
  letter?: string;
  label: Words;
  text?: Text | null;
  basis?: Citation | null;
  capability?: string | null;
}

export interface Code {
  key: string;
  label: Words;
  retired?: boolean;
  score?: number | null;
}

export interface CodeList {
  key: string;
  label: Words;
  special?: boolean;
  codes: Code[];
}

export interface DocumentKind {
  key: string;
  label: Words;
  substitutes?: Words[];
  valid_months?: number | null;
  special?: boolean;
  basis?: Citation | null;
}

/** An article of the programme's own text and the guards that keep it. */
export interface ArticleText {
  key: string;
  basis: Citation;
  title: Words;
  text?: Text | null;
  guards?: string[];
  note?: Text | null;
}

export type Place = "office" | "home" | "hospital" | "institution" | "field";

export interface AppointmentService {
  key: string;
  label: Words;
  description?: Text | null;
  minutes?: number;
  places?: Place[];
  public?: boolean;
  for_application?: boolean;
  basis?: Citation | null;
}

export type Act = "record_application" | "suspend" | "resume" | "terminate";

export type FieldKind = "text" | "long_text" | "integer" | "number" | "boolean" | "date" | "choice" | "choices" | "email" | "phone";

export interface Privacy {
  purpose: Text;
  legal_basis?: string;
  statute?: string;
  retention?: string | null;
}

export interface FormField {
  type?: "field";
  key: string;
  kind: FieldKind;
  label: Words;
  help?: Text | null;
  required?: boolean;
  shown_when?: Condition | null;
  choices?: string | null;
  minimum?: number | null;
  maximum?: number | null;
  max_length?: number | null;
  bound?: "past" | "future" | null;
  special?: boolean;
  privacy?: Privacy | null;
  feeds?: string | null;
  capability?: string | null;
}

export interface FormGroup {
  type: "group";
  key: string;
  label: Words;
  item_label: Words;
  help?: Text | null;
  shown_when?: Condition | null;
  min_items?: number;
  max_items?: number;
  fields: FormField[];
}

export type FormItem = FormField | FormGroup;

export interface FormSection {
  key: string;
  title: Words;
  help?: Text | null;
  shown_when?: Condition | null;
  items?: FormItem[];
}

export interface Form {
  key: string;
  title: Words;
  description?: Text | null;
  sections: FormSection[];
}

export type EffectKind = "require" | "exclude" | "add" | "remove" | "points" | "limit";

export interface Effect {
  kind: EffectKind;
  value?: string | null;
  points?: number | null;
}

export interface Clause {
  key: string;
  condition: Condition;
  effect: Effect;
  message: Words;
  basis?: Citation | null;
  capability?: string | null;
}

export interface RuleSet {
  key: string;
  point: string;
  label: Words;
  clauses?: Clause[];
}

export interface FormUse {
  form: string;
  required?: boolean;
}

export interface Stage {
  key: string;
  label: Words;
  kind?: "start" | "step" | "end";
  description?: Text | null;
  forms?: FormUse[];
  deadline?: string | null;
  responsible?: string | null;
}

export interface Transition {
  key: string;
  label: Words;
  sources: string[];
  target: string;
  guards?: string[];
  needs_reason?: boolean;
  roles?: string[];
  act?: Act | null;
  basis?: Citation | null;
}

/** An outcome, a ground or a closure. */
export interface Lettered {
  key: string;
  letter?: string;
  label: Words;
  text?: Text | null;
  needs_reason?: boolean;
  roles?: string[];
  basis?: Citation | null;
}

export interface Deadline {
  key: string;
  label: Words;
  amount: number;
  unit: "days" | "working_days" | "weeks" | "months" | "years";
  starts: "case_opened" | "stage_entered" | "document_asked" | "petition_received" | "decision_served";
  kind?: "internal" | "statutory";
  ceiling?: number | null;
  petitions?: ("request" | "complaint" | "objection" | "data_subject")[];
  basis?: Citation | null;
}

export interface RoleRights {
  role: string;
  rights: string[];
}

export interface Letter {
  key: string;
  label: Words;
  subject: string;
  body: string;
  use?: string | null;
  basis?: Citation | null;
}

export interface IndicatorDefinition {
  key: string;
  title: Words;
  unit: "person" | "case";
  filter?: Condition | null;
  denominator?: Condition | null;
  dimension?: string | null;
  total?: "recompute" | "sum_of_rounded";
  notes?: Words[];
}

export interface RetentionClass {
  key: string;
  label: Words;
  months?: number | null;
  starts?: "case_closed" | "recorded" | "programme_ended";
  method?: "erase" | "destroy" | "anonymise" | "archive";
  statutory_periods_reserved?: boolean;
  applies_to?: "case_file" | "pre_application" | "petition" | "appointment" | "employer_service";
  basis?: Citation | null;
}

export interface ServiceStandard {
  key: string;
  service: Words;
  documents?: Words[];
  duration: Words;
}

export interface Definition {
  format: 1;
  code: string;
  name: Words;
  purpose: Text;
  status?: "complete" | "preview" | "archival";
  pending?: Words[];
  sources?: { title: string; reference?: string; note?: string }[];
  unit?: { name: string; short?: string } | null;
  naming?: { person?: Words; case?: Words };
  legal_basis?: LegalBasis[];
  effective?: Effective;
  definitions?: Term[];
  articles?: ArticleText[];
  target_groups: TargetGroups;
  capabilities?: Capabilities;
  activities?: Activity[];
  code_lists?: CodeList[];
  documents?: DocumentKind[];
  appointments?: AppointmentService[];
  forms?: Form[];
  rules?: RuleSet[];
  stages?: Stage[];
  transitions?: Transition[];
  outcomes?: Lettered[];
  grounds?: Lettered[];
  closures?: Lettered[];
  due_process?: { interim_stop_days?: number; statement_days?: number; interim_stop_ground?: string | null; termination_closure?: string | null; basis?: Citation | null };
  deadlines?: Deadline[];
  role_rights?: RoleRights[];
  letters?: Letter[];
  indicators?: IndicatorDefinition[];
  retention?: RetentionClass[];
  standards?: ServiceStandard[];
  standards_note?: { first?: string; second?: string };
}

/** What one change is kept together with: apps.programmes.definition.SECTIONS. */
export type Section = Exclude<keyof Definition, "format" | "code">;
