import { pages } from "./tr/pages";
import { parts } from "./tr/parts";

export const tr = { ...pages, ...parts } as const;
