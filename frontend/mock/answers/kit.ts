import { on } from "../routes";
import { state } from "../state";

const names = ["Ayşe Nur Işıldar", "Çağrı Öztürk", "Fatma Zehra Büyükkaragöz Karahasanoğlu", "Ğani Şükrü İnce", "İbrahim Ilgaz", "Ümmügülsüm Demir", "Hüseyin Şahin"];
const rows = Array.from({ length: 12 }, (_, index) => ({
  id: `r${index}`,
  name: names[index % names.length],
  file_number: `2026/${String(412 + index).padStart(4, "0")}`,
  birth_date: `19${70 + index}-0${1 + (index % 9)}-1${index % 9}`,
  registered_on: `2026-0${1 + (index % 9)}-2${index % 9}`,
  unit: index % 2 ? "Engelliler Şube Müdürlüğü" : "Kadın ve Aile Hizmetleri Şube Müdürlüğü",
  missing: index % 3,
}));

on("GET", "/api/v1/kit/", ({ query }) => {
  if (state.scenario === "error") return { status: 500, json: { status: 500, code: "server_error", title: "Beklenmeyen bir arıza oluştu.", detail: "Yeniden deneyin; sürerse sistem yöneticinize bildirin." } };
  const isEmpty = state.scenario === "empty" || query.get("q") === "zzz";
  return { status: 200, json: { results: isEmpty ? [] : rows, next: isEmpty ? null : "abc", previous: null, count: isEmpty ? 0 : 51824 } };
});
on("POST", "/api/v1/kit/", ({ body, headers }) => {
  const values = body as { surname: string; given_names: string };
  if (values.surname === "Çakış" && headers["if-match"] === '"3"') {
    return { status: 409, json: { status: 409, code: "stale_version", title: "Kayıt değişmiş.", current: { version: 4, surname: "Çakır", given_names: "Ayşe" } } };
  }
  if (!values.surname) {
    return {
      status: 400,
      json: {
        status: 400,
        code: "invalid",
        title: "Bazı alanlar düzeltilmeli.",
        errors: [
          { field: "surname", code: "required", message: "Bu alan boş bırakılamaz.", remedy: "Bir değer girin." },
          { field: "channel", code: "required", message: "Bu alan boş bırakılamaz.", remedy: "Listeden bir değer seçin." },
        ],
      },
    };
  }
  return { status: 201, json: { id: "r1", version: 1 } };
});
