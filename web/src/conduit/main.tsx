import "./styles/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { start } from "./session";
import { Site } from "./Site";

start();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Site />
  </StrictMode>,
);
