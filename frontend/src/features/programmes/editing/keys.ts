export * from "@/lib/keys";
