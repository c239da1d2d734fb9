export { answer } from "./routes";

// Every file in answers/ registers its own.
import.meta.glob("./answers/*.ts", { eager: true });
