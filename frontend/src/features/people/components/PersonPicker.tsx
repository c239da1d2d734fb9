export { PersonPicker } from "@/ui/PersonPicker";
