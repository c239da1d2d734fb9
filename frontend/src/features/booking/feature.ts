import { defineFeature } from "@/config/feature";

export const feature = defineFeature({
  id: "booking",
  routes: [
    { path: "/randevu", load: () => import("./pages/Booking"), title: { tr: "Randevu al", en: "Book an appointment" }, isPublic: true },
    { path: "/randevu/kod", load: () => import("./pages/BookingCode"), title: { tr: "Randevumu değiştir ya da iptal et", en: "Change or cancel my appointment" }, isPublic: true },
  ],
});
