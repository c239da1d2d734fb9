import { describe, expect, it } from "vitest";

import { momentOf } from "@/lib/days";

import type { Appointment } from "./api";
import { columnsBy, countsOf, hoursOf, inLanes, rowOf } from "./layout";

const at = (from: number, to: number, over: Partial<Appointment> = {}): Appointment =>
  ({ id: `${from}-${to}`, starts_at: momentOf("2026-11-23", from), ends_at: momentOf("2026-11-23", to), state: "booked", room: "", staff: null, person: null, is_public: false, ...over }) as Appointment;

const lanesOf = (all: Appointment[]) => inLanes(all).map((row) => [row.from, row.lane, row.lanes]);

describe("lanes of a column", () => {
  it("give the whole width to what touches nobody, back to back included", () => {
    expect(lanesOf([at(540, 600), at(600, 660)])).toEqual([[540, 0, 1], [600, 0, 1]]);
  });

  it("put what overlaps side by side, and use a lane again once it is free", () => {
    expect(lanesOf([at(540, 600), at(555, 660), at(600, 645), at(700, 730)])).toEqual([[540, 0, 2], [555, 1, 2], [600, 0, 2], [700, 0, 1]]);
  });

  it("never let one cover another", () => {
    const all = Array.from({ length: 40 }, (_, index) => at(480 + ((index * 37) % 400), 480 + ((index * 37) % 400) + 15 + ((index * 13) % 90)));
    const placed = inLanes(all);
    expect(placed).toHaveLength(40);
    for (const a of placed) {
      expect(a.lane).toBeLessThan(a.lanes);
      const same = placed.filter((b) => b !== a && b.lane === a.lane && b.from < a.to && a.from < b.to);
      expect(same).toEqual([]);
    }
  });
});

describe("the grid", () => {
  it("shows the office's hours and grows for whom is met outside them", () => {
    expect(hoursOf([])).toEqual({ from: 480, to: 1020 });
    expect(hoursOf([at(450, 500), at(1000, 1090)])).toEqual({ from: 420, to: 1140 });
  });

  it("counts its rows in quarters of an hour from one", () => {
    expect([480, 494, 495, 540].map((minute) => rowOf(minute, 480))).toEqual([1, 1, 2, 5]);
  });

  it("orders columns as Turkish does, and keeps those without a room at the end", () => {
    const rooms = ["Şeker", "", "Çınar", "Salon", "Çınar"].map((room, index) => at(540 + index, 600, { room }));
    expect(columnsBy(rooms, "room").map((column) => [column.name, column.appointments.length])).toEqual([["Çınar", 2], ["Salon", 1], ["Şeker", 1], ["", 1]]);
    const staff = columnsBy([at(540, 600, { staff: { id: "s", name: "Şükrü" } }), at(600, 660)], "staff");
    expect(staff.map((column) => column.name)).toEqual(["Şükrü", ""]);
  });
});

it("counts a day: what was cancelled waits for nobody, what is matched is not asked for", () => {
  const person = { id: "p", name: "Iraz Işık" };
  const counts = countsOf([
    at(540, 600, { person }), at(600, 660, { is_public: true }), at(660, 700, { is_public: true, state: "cancelled" }),
    at(700, 730, { state: "attended", person }), at(730, 760, { state: "missed", person }),
  ]);
  expect(counts).toEqual({ all: 5, waiting: 2, attended: 1, missed: 1, cancelled: 1, unmatched: 1 });
});
