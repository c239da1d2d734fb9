import { useEffect, useRef } from "react";

import { Notice } from "@/ui/Notice";

/** What went wrong with the form as a whole; takes the focus so that it is read. */
export function FormErrors({ messages }: { messages: readonly string[] }) {
  const box = useRef<HTMLDivElement>(null);
  const key = messages.join("|");
  useEffect(() => {
    if (key) box.current?.focus();
  }, [key]);
  if (!key) return null;
  return (
    <div ref={box} tabIndex={-1} style={{ outline: "none" }}>
      <Notice meaning="danger" live="alert">
        {messages.map((message) => (
          <div key={message}>{message}</div>
        ))}
      </Notice>
    </div>
  );
}
