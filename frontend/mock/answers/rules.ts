import type { BuilderField } from "../../src/ui/conditions/model";
import form from "../../src/ui/programme-form/example.json";
import fixed from "../builder-fields.json";
import { evaluate, problemsOf, sentenceOf, type Finding, type Line } from "../conditions";
import { on, type MockRequest } from "../routes";
import { ruleSets } from "../rule-sets";
import { state } from "../state";

type Json = Record<string, unknown>;

const person = fixed as unknown as BuilderField[];
const integer = person.find((one) => one.factType === "integer");
const boolean = person.find((one) => one.factType === "boolean");
const field = (name: string, label: string, like: BuilderField | undefined, over: Partial<BuilderField> = {}) => ({ ...(like as BuilderField), name, label, origin: "Dosyanın formu", special: false, ...over });
const jobs = field("case.jobs", "İş geçmişi", undefined, {
  factType: "records",
  operators: [{ name: "null", label: "bilinmiyor" }, { name: "notNull", label: "biliniyor" }, { name: "empty", label: "boştur" }, { name: "notEmpty", label: "boş değildir" }],
  matchModes: [{ name: "all", label: "her kayıt" }, { name: "some", label: "en az bir kayıt" }, { name: "none", label: "hiçbir kayıt" }, { name: "atLeast", label: "en az" }, { name: "atMost", label: "en çok" }, { name: "exactly", label: "tam" }],
  fields: [field("months", "Süre (ay)", integer), field("insured", "Sigortalı", boolean)],
});
const cases = [...person, field("case.needs_transport", "Ulaşım desteği gerekir", boolean), jobs, field("case.days_open", "Dosyanın açık olduğu gün", integer, { origin: "Dosya" })];

const LIST = ["add", "remove"];
const named = (...entries: [string, string][]) => entries.map(([key, label]) => ({ key, label }));
const documents = named(["saglik_kurulu_raporu", "Engellilik sağlık kurulu raporu"], ["ikamet", "Yerleşim yeri belgesi"]);
const points = [
  { key: "eligibility", label: "Uygunluk", hint: "Kişi bu programdan yararlanabilir mi?", effects: ["require", "exclude"], refers_to: [], fields: person },
  { key: "required_documents", label: "İstenen belgeler", hint: "Kişiden hangi belgeler istenir?", effects: LIST, refers_to: documents, fields: cases },
  { key: "transition", label: "Aşama geçişi", hint: "Dosya bu adımı atabilir mi?", effects: ["require", "exclude"], refers_to: [], fields: cases },
  { key: "allowed_outcomes", label: "Değerlendirme sonuçları", hint: "Hangi sonuçlar seçilebilir?", effects: LIST, refers_to: named(["plan", "Bireysel destek planı hazırlanması"], ["kurum", "Kuruma yönlendirme"]), fields: cases },
  { key: "suspension_grounds", label: "Askıya alma gerekçeleri", hint: "Hangi gerekçeler önerilir? Karar yetkilinindir.", effects: ["add"], refers_to: named(["yukumluluk", "Yükümlülüklere uyulmaması"]), fields: cases },
  { key: "priority", label: "Öncelik", hint: "Sıralamada kaç puan alır?", effects: ["points"], refers_to: [], fields: cases },
  { key: "limits", label: "Sınırlar", hint: "Hangi sınır uygulanır?", effects: ["limit"], refers_to: [], fields: cases },
];

on("GET", "/api/v1/programme-versions/:id/decision-points/", () => ({ status: 200, json: { results: points } }));

const TITLES: Json = { yonetmelik: "Destekli İstihdam Hizmetleri Yönetmeliği", belediye_kanunu: "5393 sayılı Belediye Kanunu" };

function answered(ruleSet: Json, facts: Json, fields: readonly BuilderField[]) {
  const clauses = ((ruleSet.clauses as Json[]) ?? []).map((clause) => {
    const trace: Line[] = [];
    const outcome = evaluate(clause.condition as Json, facts, fields, trace);
    const { kind, value } = clause.effect as { kind: string; value?: string };
    const basis = clause.basis as { source: string; article?: string } | undefined;
    const missing = outcome === "unknown" ? trace.filter((line) => line.outcome === "unknown").map(({ fact, label, special }) => ({ fact, label, special })) : [];
    const refuses = (kind === "require" && outcome === "false") || (kind === "exclude" && outcome === "true");
    return { key: clause.key, effect: kind, value: value ?? null, outcome, decided: refuses || (kind === "add" && outcome === "true"), refuses, message: (clause.message as Json).tr, sentence: "", problem: "", basis: basis ? { title: TITLES[basis.source] ?? basis.source, article: basis.article ?? "" } : null, trace, missing };
  });
  const isOpen = clauses.some((one) => one.outcome === "unknown");
  const values = clauses.filter((one) => one.effect === "add" && one.outcome !== "false").map((one) => ({ value: one.value, label: documents.find((each) => each.key === one.value)?.label ?? "", certain: one.outcome === "true" }));
  const missing = new Map(clauses.flatMap((one) => one.missing).map((one) => [one.fact, one]));
  return { point: ruleSet.point, outcome: clauses.some((one) => one.refuses) ? "no" : isOpen ? "unknown" : "yes", ruled: true, values, points: { least: 0, most: 0 }, clauses, missing: [...missing.values()] };
}

on("POST", "/api/v1/programme-versions/:id/rules/check/", ({ body }: MockRequest) => {
  const { rule_set: ruleSet, facts, person: someone, purpose } = body as { rule_set: Json; facts?: Json; person?: string; purpose?: string };
  const fields = points.find((one) => one.key === ruleSet.point)?.fields ?? person;
  const clauses = (ruleSet.clauses as Json[]) ?? [];
  if (someone && !purpose) return { status: 428, json: { status: 428, code: "purpose_required", title: "Amaç gerekli.", detail: "Özel nitelikli bilgiye hangi iş için baktığınızı seçin." } };
  const findings: Finding[] = clauses.flatMap((clause, index) => problemsOf(clause.condition as Json, fields, `clauses.${index}.condition`));
  const given = someone ? { age: 41, target_groups: ["disabled"], employment: "seeking", registered_on: "2026-02-03" } : facts;
  return {
    status: 200,
    json: {
      findings,
      clauses: clauses.map((clause, index) => ({ key: clause.key, sentence: findings.some((one) => one.place.startsWith(`clauses.${index}.`)) ? "" : `${sentenceOf(clause.condition as Json, fields)}.` })),
      answer: given && findings.length === 0 ? answered(ruleSet, given, fields) : null,
    },
  };
});

on("GET", "/api/v1/people/search/", () => ({
  status: 200,
  json: { results: state.scenario === "empty" ? [] : [{ id: "0199d000-0000-7000-8000-000000000001", name: "Ümmügülsüm Demirkıran", file_number: "2026/0412", birth_date: "1985-04-12", birth_precision: "day" }] },
}));

const nothing = (point: string) => ({ point, outcome: "yes", ruled: false, values: [], points: { least: 0, most: 0 }, clauses: [], missing: [] });
const ask = (key: string, facts: Json) => {
  const set = ruleSets.find((one) => one.key === key);
  return set ? answered(set, facts, cases) : nothing(key);
};

on("POST", "/api/v1/programme-versions/:id/trial/", ({ body }) => {
  const { facts, stage, answers } = body as { facts: Json; stage: string; answers: Record<string, Json> };
  const at = stage || "on_basvuru";
  const fed = answers.basvuru_formu ? { "case.jobs": [{ months: 6, insured: true }] } : {};
  const guard = ask("belgeler_tamam", { ...fed, ...facts });
  const step = (key: string, label: string, target: string, targetLabel: string, answer: ReturnType<typeof nothing>, over: Json = {}) => ({ key, label, target, target_label: targetLabel, allowed: answer.outcome, needs_reason: false, roles: [], basis: null, answer, ...over });
  const close = step("kapat", "Dosyayı kapat", "kapandi", "Kapandı", nothing("transition"), { needs_reason: true });
  const documents = ask("belgeler", facts);
  return {
    status: 200,
    json: {
      stage: { key: at, label: { on_basvuru: "Ön başvuru", degerlendirme: "Değerlendirme", kapandi: "Kapandı" }[at], kind: at === "kapandi" ? "end" : at === "on_basvuru" ? "start" : "step", forms: at === "on_basvuru" ? [{ key: "basvuru_formu", title: "Başvuru formu", required: true }] : [] },
      eligibility: ask("uygunluk", facts),
      documents: documents.values.map((one) => ({ key: (one as Json).value, label: (one as Json).label, certain: (one as Json).certain, substitutes: [] })),
      documents_answer: documents,
      transitions: at === "kapandi" ? [] : at === "on_basvuru" ? [step("degerlendirmeye_al", "Değerlendirmeye al", "degerlendirme", "Değerlendirme", guard as never), close] : [close],
      others: [],
      fed: answers.basvuru_formu ? [{ fact: "case.jobs", label: "İş geçmişi", value: "1 kayıt" }] : [],
      form_problems: {},
    },
  };
});
on("GET", "/api/v1/programme-versions/:id/forms/:key/", () => ({ status: 200, json: { key: "basvuru_formu", ...form } }));
