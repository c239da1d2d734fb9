import { RIGHTS } from "../../src/config/rights";
import { on } from "../routes";
import { state } from "../state";

const CLERK = ["people.read", "people.write", "contacts.read", "contacts.write", "urgent.read", "urgent.write", "directory.read", "staff.read", "tasks.read"];

const me = () => ({
  id: "0199a000-0000-7000-8000-000000000001",
  version: 4,
  full_name: "Ayşegül Işıldar Çağlayan",
  email: "aysegul.isildar@kayseri.example",
  title: "Şube müdürü",
  language: state.language,
  theme: state.theme,
  is_demo: true,
  kind: "staff",
  municipality: { slug: "kayseri", name: "Kayseri Büyükşehir Belediyesi", kind: "metropolitan", province: "Kayseri", district: "", is_demo: true },
  roles: [
    { id: "a1", role: "unit_manager", role_label: "Birim yöneticisi", unit: { id: "u1", name: "Engelliler Şube Müdürlüğü" }, programme_id: null, ends_on: null, kind: "permanent", kind_label: "Asıl görev", acting_for: null },
    { id: "a2", role: "intake_clerk", role_label: "Başvuru görevlisi", unit: { id: "u2", name: "Kadın ve Aile Hizmetleri Şube Müdürlüğü" }, programme_id: null, ends_on: "2026-12-31", kind: "acting", kind_label: "Vekâlet", acting_for: { id: "x", name: "Şükrü Öztürk" } },
  ],
  rights: state.scenario === "clerk" ? CLERK : RIGHTS,
  units: null,
  capabilities: { p1: { appointments: "on", public_booking: "on", job_coaching: "on", employer_advice: "on" } },
  mfa: { required: true, enrolled: !state.needsEnrolment, satisfied: !state.needsEnrolment },
  view_as: state.viewingAs ? { role: state.viewingAs, label: "Başvuru görevlisi", until: "2026-11-21T21:30:00Z", rights: CLERK } : null,
});

const unsigned = {
  status: 401,
  json: { status: 401, code: "not_signed_in", title: "Oturum açmanız gerekiyor.", detail: "Oturumunuz sona ermiş olabilir; yeniden giriş yapın." },
};

on("GET", "/api/v1/me/", () => (state.isSignedIn ? { status: 200, json: me() } : unsigned));
on("PATCH", "/api/v1/me/", ({ body }) => {
  const change = body as { language?: string; theme?: string };
  if (change.language) state.language = change.language;
  if (change.theme) state.theme = change.theme;
  return { status: 200, json: me() };
});
on("POST", "/api/v1/me/view-as/", ({ body }) => {
  state.viewingAs = (body as { role: string }).role;
  return { status: 200, json: me().view_as };
});
on("DELETE", "/api/v1/me/view-as/", () => {
  state.viewingAs = null;
  return { status: 204 };
});
on("GET", "/api/v1/staff/roles/", () => ({
  status: 200,
  json: {
    roles: [
      { role: "unit_manager", label: "Birim yöneticisi" },
      { role: "intake_clerk", label: "Başvuru görevlisi" },
      { role: "assessor", label: "Değerlendirme uzmanı" },
      { role: "social_aid_officer", label: "Sosyal yardım görevlisi" },
      { role: "auditor", label: "Denetçi" },
    ],
    rights: [],
  },
}));
on("GET", "/api/v1/units/", () => ({
  status: 200,
  json: { results: [{ id: "u1", name: "Engelliler Şube Müdürlüğü" }, { id: "u2", name: "Kadın ve Aile Hizmetleri Şube Müdürlüğü" }], next: null, previous: null },
}));

on("GET", "/api/v1/tasks/", () => ({
  status: 200,
  json: {
    results: [
      { id: "t1", kind: "people.import", label: "MDIS 2016 aktarımı", state: "running", done: 511, total: 824, error: "", cancel_requested: false, created_at: "2026-11-21T09:12:00Z" },
      { id: "t2", kind: "people.export", label: "Kişi listesi, dışa aktarma", state: "done", done: 824, total: 824, error: "", cancel_requested: false, created_at: "2026-11-21T08:40:00Z", result_url: "/api/v1/people/exports/1/file" },
      { id: "t3", kind: "people.import", label: "Hane aktarımı", state: "failed", done: 14, total: 96, error: "14. satırda okunamayan tarih: 31.02.1980", cancel_requested: false, created_at: "2026-11-20T14:05:00Z", result_url: "/ice-aktarma" },
    ],
    next: null,
    previous: null,
  },
}));

/** `POST /api/v1/mock` switches the invented server into a state; for screenshots. */
on("POST", "/api/v1/mock", ({ body }) => {
  Object.assign(state, body);
  return { status: 200, json: state };
});
