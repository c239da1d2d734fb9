import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "./global.css";

import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { watchDialogs } from "@/lib/focus";
import { setLanguage } from "@/lib/i18n";
import { storedLanguage } from "@/lib/preferences";

import { Providers } from "./Providers";
import { router } from "./router";

setLanguage(storedLanguage());
watchDialogs();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
