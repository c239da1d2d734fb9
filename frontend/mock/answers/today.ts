import { on } from "../routes";
import { state } from "../state";

on("GET", "/api/v1/today/", () => {
  if (state.scenario === "error") return { status: 500, json: { status: 500, code: "server_error", title: "Beklenmeyen bir arıza oluştu.", detail: "Yeniden deneyin; sürerse sistem yöneticinize bildirin." } };
  if (state.scenario === "empty") return { status: 404, json: { status: 404, code: "not_found" } };
  return {
    status: 200,
    json: {
      work: [
        { id: "1", kind: "Acil bildirim", title: "Sonuç bekleyen bildirim 2026/0031", detail: "112 arandı, sonuç yazılmadı", to: "/acil-bildirimler/1", due_on: "2026-11-20", is_urgent: true },
        { id: "2", kind: "Bilgi talebi", title: "Geri arama: 0532 *** ** 14", detail: "Evde bakım sordu", to: "/bilgi-talepleri/2", due_on: "2026-11-21" },
        { id: "3", kind: "Mükerrer kayıt", title: "İki kayıt aynı kişi olabilir: 2026/0412, 2026/0588", to: "/kisiler/mukerrer", due_on: "2026-11-28" },
        { id: "4", kind: "İçe aktarma", title: "Hane aktarımı: 14 satır düzeltme bekliyor", to: "/ice-aktarma/4" },
      ],
      missing: [
        { field: "birth_date", label: "Doğum tarihi", count: 12, to: "/kisiler?missing=birth_date" },
        { field: "phone", label: "Telefon", count: 31, to: "/kisiler?missing=phone" },
        { field: "notice", label: "Aydınlatma", count: 4, to: "/kisiler?missing=notice" },
      ],
    },
  };
});
