import { describe, expect, it } from "vitest";

import { minutesOfTime, overlap, restOf, slotsOf } from "./patterns";

const stretch = { from: 540, to: 720, minutes: 60, buffer: 0, capacity: 1 };
const starts = (over: Partial<typeof stretch>) => slotsOf({ ...stretch, ...over }).map((slot) => slot.from);

describe("the slots of a stretch", () => {
  it("follow one another, with a pause where one is wanted", () => {
    expect(starts({})).toEqual([540, 600, 660]);
    expect(starts({ buffer: 15 })).toEqual([540, 615]);
  });

  it("never run over its end: a pause after the last one may", () => {
    expect(starts({ to: 719 })).toEqual([540, 600]);
    expect(starts({ to: 600, buffer: 30 })).toEqual([540]);
    expect(starts({ to: 599 })).toEqual([]);
  });

  it("are none while what is typed makes no sense", () => {
    expect(starts({ minutes: 0 })).toEqual([]);
    expect(starts({ minutes: 3 })).toEqual([]);
    expect(starts({ buffer: -10 })).toEqual([]);
    expect(starts({ to: 500 })).toEqual([]);
  });

  it("leave a rest that is said", () => {
    expect(restOf({ ...stretch, to: 740 })).toBe(20);
    expect(restOf({ ...stretch, to: 580 })).toBe(40);
    expect(restOf(stretch)).toBe(0);
  });
});

it("measures what two stretches share; touching is not sharing", () => {
  expect([overlap(stretch, { from: 700, to: 800 }), overlap(stretch, { from: 720, to: 800 }), overlap(stretch, { from: 600, to: 610 })]).toEqual([20, 0, 10]);
});

it("reads the server's times", () => {
  expect([minutesOfTime("09:30:00"), minutesOfTime("00:05")]).toEqual([570, 5]);
});
