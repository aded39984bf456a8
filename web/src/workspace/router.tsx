import { createRootRoute, createRoute, createRouter, Outlet } from "@tanstack/react-router";

const root = createRootRoute({ component: Outlet });
const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: () => (
    <main>
      <h1>Ringfence</h1>
    </main>
  ),
});

export const router = createRouter({ routeTree: root.addChildren([home]), basepath: "/app" });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
