export const trial = { title: "Deneme" } as const;
