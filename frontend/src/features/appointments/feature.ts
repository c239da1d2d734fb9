import { IconCalendarPlus, IconCalendarWeek } from "@tabler/icons-react";

import { defineFeature } from "@/config/feature";

const capability = "appointments";
const READING = "appointments.read" as const;
const WRITING = "appointments.write" as const;

export const feature = defineFeature({
  id: "appointments",
  routes: [
    { path: "/randevular", load: () => import("./pages/AppointmentDay"), title: { tr: "Randevular", en: "Appointments" }, right: READING, capability },
    { path: "/randevular/yeni", load: () => import("./pages/AppointmentNew"), title: { tr: "Randevu ver", en: "Book an appointment" }, right: WRITING, capability },
    { path: "/randevular/bekleme", load: () => import("./pages/WaitingList"), title: { tr: "Bekleme listesi", en: "Waiting list" }, right: READING, capability },
    { path: "/randevular/takvimler", load: () => import("./pages/CalendarList"), title: { tr: "Takvimler", en: "Calendars" }, right: "appointments.manage", capability },
    { path: "/randevular/takvimler/$calendarId", load: () => import("./pages/CalendarRecord"), title: { tr: "Takvim", en: "Calendar" }, right: "appointments.manage", capability },
    { path: "/randevular/$appointmentId", load: () => import("./pages/AppointmentRecord"), title: { tr: "Randevu", en: "Appointment" }, right: READING, capability },
  ],
  nav: [
    { to: "/randevular", label: { tr: "Randevular", en: "Appointments" }, icon: IconCalendarWeek, order: 24, right: READING, capability },
    { to: "/randevular/bekleme", label: { tr: "Bekleme listesi", en: "Waiting list" }, icon: IconCalendarWeek, order: 1, parent: "/randevular", right: READING, capability },
    // Among the settings: administrators arrange calendars without reading appointments.
    { to: "/randevular/takvimler", label: { tr: "Randevu takvimleri", en: "Appointment calendars" }, icon: IconCalendarWeek, order: 45, parent: "/ayarlar", right: "appointments.manage", capability },
  ],
  actions: [
    {
      id: "appointment-new",
      to: "/randevular/yeni",
      label: { tr: "Randevu ver", en: "Book an appointment" },
      description: { tr: "Kişi, hizmet ve boş saat", en: "Person, service and a free time" },
      icon: IconCalendarPlus,
      order: 22,
      right: WRITING,
      capability,
      keywords: "randevu görüşme takvim saat",
    },
  ],
  person: [{ id: "appointments", order: 5, right: READING, load: () => import("./sections/PersonAppointments") }],
  cases: [{ id: "appointments", order: 42, entering: 20, right: READING, capability, load: () => import("./sections/CaseAppointments") }],
  home: [{ id: "appointments", order: 5, right: READING, capability, load: () => import("./sections/TodayAppointments") }],
});
