export const whatIf = { title: "Etki önizlemesi" } as const;
