import "./styles/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { start } from "./session";
import { loadTheRest, Site } from "./Site";

start();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Site />
  </StrictMode>,
);

window.addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(loadTheRest), { once: true });
