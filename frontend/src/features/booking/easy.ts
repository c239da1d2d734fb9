import { useState } from "react";

const KEY = "omuz.easy";

/** Whether the easy-read sentences are drawn; kept for the tab, so that both public pages know it. */
export function useEasy(): { isOn: boolean; set: (on: boolean) => void } {
  const [isOn, setOn] = useState(() => sessionStorage.getItem(KEY) === "1");
  return {
    isOn,
    set: (on) => {
      sessionStorage.setItem(KEY, on ? "1" : "0");
      setOn(on);
    },
  };
}
