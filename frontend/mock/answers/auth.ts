import { on } from "../routes";
import { state } from "../state";

const flows = [{ id: "login" }];
const out = { status: 401, json: { status: 401, data: { flows }, meta: { is_authenticated: false } } };
const second = {
  status: 401,
  json: { status: 401, data: { flows: [...flows, { id: "mfa_authenticate", is_pending: true, types: ["totp", "webauthn", "recovery_codes"] }] }, meta: { is_authenticated: false } },
};
const inside = { status: 200, json: { status: 200, data: { user: {}, methods: [] }, meta: { is_authenticated: true } } };
const root = "/_allauth/browser/v1";

on("GET", `${root}/auth/session`, () => (state.isSignedIn ? inside : state.needsSecondStep ? second : out));
on("DELETE", `${root}/auth/session`, () => {
  state.isSignedIn = false;
  state.needsSecondStep = false;
  return out;
});
on("POST", `${root}/auth/login`, ({ body }) => {
  const { password, email } = body as { email: string; password: string };
  if (!email) return { status: 400, json: { status: 400, errors: [{ param: "email", code: "required", message: "Bu alan zorunlu." }] } };
  if (password === "kilit") return { status: 429, json: { status: 429 } };
  if (password === "yanlis") return { status: 400, json: { status: 400, errors: [{ param: "password", code: "email_password_mismatch", message: "x" }] } };
  state.needsSecondStep = true;
  return second;
});
on("POST", `${root}/auth/2fa/authenticate`, ({ body }) => {
  if ((body as { code: string }).code === "000000") return { status: 400, json: { status: 400, errors: [{ param: "code", code: "incorrect_code", message: "x" }] } };
  state.isSignedIn = true;
  state.needsSecondStep = false;
  return inside;
});
on("POST", `${root}/auth/2fa/reauthenticate`, () => inside);
on("POST", `${root}/auth/reauthenticate`, () => inside);
on("POST", `${root}/auth/password/request`, () => ({ status: 200, json: { status: 200 } }));
on("GET", `${root}/auth/password/reset`, ({ headers }) =>
  headers["x-password-reset-key"] === "eski" ? { status: 400, json: { status: 400, errors: [{ code: "invalid_password_reset", message: "x" }] } } : { status: 200, json: { status: 200, data: { user: {} } } },
);
on("POST", `${root}/auth/password/reset`, () => out);
on("POST", `${root}/account/password/change`, () => inside);
on("GET", `${root}/account/authenticators`, () => ({
  status: 200,
  json: {
    status: 200,
    data: state.needsEnrolment
      ? []
      : [
          { type: "totp", created_at: 1790000000, last_used_at: 1795000000 },
          { type: "recovery_codes", created_at: 1790000000, last_used_at: null, total_code_count: 10, unused_code_count: 8 },
          { type: "webauthn", id: 3, name: "Ofis anahtarı", created_at: 1791000000, last_used_at: 1795100000 },
        ],
  },
}));
on("GET", `${root}/account/authenticators/totp`, () => ({
  status: 404,
  json: { status: 404, meta: { secret: "J4ZKKXTK7NOVU7EPUVY23LCDV4T2QZYM", totp_url: "otpauth://totp/Omuz:aysegul%40kayseri.example?secret=J4ZKKXTK7NOVU7EPUVY23LCDV4T2QZYM&issuer=Omuz" } },
}));
on("POST", `${root}/account/authenticators/totp`, () => {
  state.needsEnrolment = false;
  return { status: 200, json: { status: 200, data: {} } };
});
const codes = ["a1b2c3d4", "e5f60718", "92a3b4c5", "d6e7f809", "1a2b3c4d", "5e6f7081", "920a3b4c", "5d6e7f80", "91a2b3c4", "d5e6f708"];
on("GET", `${root}/account/authenticators/recovery-codes`, () => ({ status: 200, json: { status: 200, data: { unused_codes: codes } } }));
on("POST", `${root}/account/authenticators/recovery-codes`, () => ({ status: 200, json: { status: 200, data: { unused_codes: codes } } }));
on("GET", `${root}/auth/sessions`, () => ({
  status: 200,
  json: {
    status: 200,
    data: [
      { id: 1, user_agent: "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", ip: "10.4.2.17", created_at: 1795200000, last_seen_at: 1795210000, is_current: true },
      { id: 2, user_agent: "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", ip: "10.4.9.3", created_at: 1795000000, last_seen_at: 1795090000, is_current: false },
    ],
  },
}));

on("GET", "/api/v1/demo/accounts", () => ({
  status: 200,
  json: [
    ["tenant_admin", "Sistem yöneticisi", "Deniz Korkmaz"],
    ["unit_manager", "Birim yöneticisi", "Ayşegül Işıldar Çağlayan"],
    ["intake_clerk", "Başvuru görevlisi", "Çağrı Öztürk"],
    ["assessor", "Değerlendirme uzmanı", "Ümmügülsüm Demir"],
    ["kvkk_contact", "KVKK irtibat kişisi", "İbrahim Ilgaz"],
    ["auditor", "Denetçi", "Hüseyin Şahin"],
  ].map(([role, role_label, name]) => ({ role, role_label, name, email: `${role}@kayseri.example`, password: "deneme-parolasi", totp_code: "123456", seconds_left: 12 })),
}));

on("GET", "/api/v1/invitations/:key/", (_, match) =>
  match[1] === "eski"
    ? { status: 404, json: { status: 404, code: "invitation_invalid", title: "Davet geçerli değil." } }
    : {
        status: 200,
        json: { municipality: "Kayseri Büyükşehir Belediyesi", email: "cagri.ozturk@kayseri.example", full_name: "Çağrı Öztürk", expires_at: "2026-11-28T20:59:00Z", roles: ["Başvuru görevlisi"] },
      },
);
on("POST", "/api/v1/invitations/:key/", () => ({ status: 201, json: { email: "cagri.ozturk@kayseri.example", full_name: "Çağrı Öztürk" } }));
