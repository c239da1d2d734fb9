import { describe, expect, it } from "vitest";

import { slugFrom } from "./words";

describe("an address made of a name", () => {
  it.each([
    ["Ürgüp Belediyesi", "urgup"],
    ["İzmir Büyükşehir Belediyesi", "izmir"],
    ["Ağrı", "agri"],
    ["Kadıköy Belediye Başkanlığı", "kadikoy"],
    ["", ""],
  ])("%s becomes %s", (name, slug) => expect(slugFrom(name)).toBe(slug));
});
