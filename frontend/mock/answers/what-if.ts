import { on } from "../routes";
import { state } from "../state";

type Cells = (number | null)[];

const PERSON = ["gains", "loses", "undecided", "ruled_out", "unchanged"];
const cells = (columns: string[], values: Cells) => Object.fromEntries(columns.map((key, index) => [key, values[index] ?? null]));
const rows = (columns: string[], entries: [string, string, Cells][]) =>
  entries.map(([key, label, values]) => ({ key, label, cells: cells(columns, values), total: values.includes(null) ? null : values.reduce<number>((sum, one) => sum + (one ?? 0), 0) }));

function figures(isMasked: boolean) {
  const small = (count: number) => (isMasked ? null : count);
  const isEmpty = state.scenario === "empty";
  const totals: Cells = isEmpty ? [0, 0, 0, 0, 824] : [36, 12, 41, small(3), isMasked ? 735 : 732];
  return {
    on: "2026-11-22",
    against: { id: "0199c000-0000-7000-8000-000000000012", number: 2 },
    masked: isMasked,
    threshold: isMasked ? 10 : null,
    rounded_to: isMasked ? 5 : null,
    may_open: !isMasked,
    persons: {
      total: 824, concerned: 824, examined: 824, complete: true, columns: PERSON, totals: cells(PERSON, totals),
      tables: [
        { key: "target_group", label: "Birincil hedef grup", rows: rows(PERSON, [["poverty", "Yoksul ve yoksulluk riski taşıyan kişi", [4, 0, 12, 0, 301]], ["disabled", "Engelli birey", [29, 12, 18, 3, 344]], ["violence_victim", "Şiddet mağduru kadın", [small(2), small(0), small(1), small(0), 21]], ["", "Kayıtlı değil", [1, 0, 10, 0, 66]]]) },
        { key: "sex", label: "Cinsiyet", rows: rows(PERSON, [["female", "Kadın", [21, 5, 22, 1, 402]], ["male", "Erkek", [15, 7, 19, 2, 330]]]) },
        { key: "age", label: "Yaş", rows: rows(PERSON, [["18-24", "18-24", [12, 0, 9, 0, 98]], ["25-34", "25-34", [14, 4, 20, 1, 240]], ["65+", "65+", [0, 8, 2, 2, 44]]]) },
      ],
      missing: [{ fact: "medical_report_rate", label: "Rapordaki engel oranı (%)", special: true, count: 31 }, { fact: "age", label: "Yaş", special: false, count: small(6) }],
    },
    cases: {
      total: isEmpty ? 18 : 57, concerned: 57, examined: 57, complete: true, columns: ["changed", "unchanged"], totals: { changed: isEmpty ? 0 : 14, unchanged: isEmpty ? 18 : 43 },
      tables: [{ key: "sex", label: "Cinsiyet", rows: rows(["changed", "unchanged"], [["female", "Kadın", [9, 20]], ["male", "Erkek", [5, 23]]]) }],
      changes: { stage_removed: 2, stage_renamed: 0, documents: 11, deadline: 4, transitions: 3 },
      stages: [{ key: "on_degerlendirme", label: "Ön değerlendirme", after: null, count: 2 }],
      documents: [{ key: "saglik_kurulu_raporu", label: "Engellilik sağlık kurulu raporu", added: 11, removed: 0 }],
      transitions: [{ key: "degerlendirmeye_al", label: "Değerlendirmeye al", opened: 1, closed: 2, unsettled: 0 }],
    },
  };
}

on("POST", "/api/v1/programme-versions/:id/what-if/", () => ({ status: 200, json: figures(state.scenario === "clerk") }));
on("POST", "/api/v1/programme-versions/:id/what-if/people/", ({ body }) => {
  const { purpose, cursor } = body as { purpose?: string; cursor?: string };
  if (!purpose) return { status: 428, json: { status: 428, code: "purpose_required", title: "Amaç gerekli.", detail: "Özel nitelikli bilgiye hangi iş için baktığınızı seçin." } };
  const names = ["Ayşe Nur Işıldar", "Çağrı Öztürk", "Fatma Zehra Büyükkaragöz Karahasanoğlu"];
  const results = names.map((label, index) => ({
    id: `${cursor ?? "a"}${index}`, label, hint: `2026/04${12 + index}`, href: "/kisiler/p1", before: "no", after: index === 1 ? "unknown" : "yes",
    missing: index === 1 ? [{ fact: "age", label: "Yaş", special: false }] : [], changes: ["gains"], documents_added: [], documents_removed: [], transitions: [],
  }));
  return { status: 200, json: { results, next: cursor ? null : "0199d000-0000-7000-8000-00000000000b" } };
});
