import { on } from "../routes";

const step = (key: string, title: string, state: string, needed = true) => ({ key, title, state, needed, hint: "Programı yürüten müdürlük ya da merkez.", right: "units.manage", who: "Sistem yöneticisi", to: "/ayarlar/birimler", reason: state === "aside" ? "Elimizde eski liste yok." : "" });

on("GET", "/api/v1/setup/", () => ({
  status: 200,
  json: {
    results: [
      step("unit", "Birimi ekleyin", "done"),
      step("second_person", "Birim yöneticisini davet edin", "done"),
      step("programme", "Bir paketten program başlatın", "open"),
      step("published", "Programı yayımlatın", "open"),
      step("import", "Eski kayıtları içe aktarın", "aside", false),
    ],
  },
}));
