import { on } from "../routes";
import { state } from "../state";

const ALL = [
  "people.read", "people.write", "contacts.read", "contacts.write", "urgent.read", "urgent.write", "directory.read",
  "directory.write", "imports.run", "reports.read", "staff.manage", "units.manage", "audit.read",
];

const me = () => ({
  user: {
    id: "0199a000-0000-7000-8000-000000000001",
    full_name: "Ayşegül Işıldar Çağlayan",
    email: "aysegul.isildar@kayseri.example",
    title: "Birim yöneticisi",
    language: state.language,
    theme: state.theme,
  },
  municipality: { slug: "kayseri", name: "Kayseri Büyükşehir Belediyesi", kind: "metropolitan", is_demo: true },
  roles: [
    { role: "unit_manager", label: "Birim yöneticisi", unit: "Engelliler Şube Müdürlüğü", programme: null, ends_on: null, acting_for: null },
    { role: "intake_clerk", label: "Başvuru görevlisi", unit: "Kadın ve Aile Hizmetleri Şube Müdürlüğü", programme: null, ends_on: "2026-12-31", acting_for: "Şükrü Öztürk" },
  ],
  rights: state.scenario === "clerk" ? ["people.read", "people.write", "contacts.read", "contacts.write"] : ALL,
  units: [
    { id: "u1", name: "Engelliler Şube Müdürlüğü" },
    { id: "u2", name: "Kadın ve Aile Hizmetleri Şube Müdürlüğü" },
  ],
  programmes: [
    { id: "p1", code: "ISKEP", name: "İş Koçu Destekli İstihdam Programı" },
    { id: "p2", code: "MDIS", name: "Mahalle Dezavantajlı Birey Saha Taraması" },
  ],
  viewing_as: state.viewingAs,
  viewable_roles: [
    { role: "intake_clerk", label: "Başvuru görevlisi" },
    { role: "auditor", label: "Denetçi" },
  ],
  mfa_enrolment_required: state.needsEnrolment,
});

const unsigned = { status: 401, json: { status: 401, code: "not_signed_in", title: "Oturum açmanız gerekiyor.", detail: "Oturumunuz sona ermiş olabilir; yeniden giriş yapın." } };

on("GET", "/api/v1/me", () => (state.isSignedIn ? { status: 200, json: me() } : unsigned));
on("PATCH", "/api/v1/me", ({ body }) => {
  const change = body as { language?: string; theme?: string; viewing_as?: string | null };
  if (change.language) state.language = change.language;
  if (change.theme) state.theme = change.theme;
  if (change.viewing_as !== undefined) state.viewingAs = change.viewing_as;
  return { status: 200, json: me() };
});

on("GET", "/api/v1/tasks/", () => ({
  status: 200,
  json: {
    results: [
      { id: "t1", label: "MDIS 2016 aktarımı (824 satır)", state: "running", progress: 62, detail: "511 / 824", created_at: "2026-11-21T09:12:00Z", can_cancel: true },
      { id: "t2", label: "Kişi listesi, dışa aktarma", state: "done", progress: 100, created_at: "2026-11-21T08:40:00Z", result_url: "/api/v1/people/exports/1/file" },
      { id: "t3", label: "Hane aktarımı", state: "failed", progress: 12, detail: "14. satırda okunamayan tarih: 31.02.1980", created_at: "2026-11-20T14:05:00Z", result_url: "/ice-aktarma" },
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
