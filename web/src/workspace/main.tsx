import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./workspace.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { styleNonce } from "@/shared/nonce";
import { queries } from "./data/client";
import { guardUnsaved } from "./data/unsaved";
import { router } from "./router";
import { followBrowser } from "./session/connection";
import { connection, session } from "./session/current";
import { followSession } from "./session/leaving";
import { ConnectionBanner } from "./shell/ConnectionBanner";
import { theme, variables } from "./shell/theme";

const nonce = styleNonce();
// Mantine's overlays lock scrolling with a style element of a library that asks here.
if (nonce) setNonce(nonce);

followBrowser(connection);
followSession(session, (path) => window.location.assign(path));
guardUnsaved(() => session.state().status === "out");
void session.start();

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce ?? ""}
    >
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" limit={3} />
        <ConnectionBanner />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
