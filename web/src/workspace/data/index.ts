/** What a feature needs to read and write: the typed client, answers, lists, optimistic changes, toasts. */

export { api, session } from "../session/current";
export { answer, once, tagged, type Tagged } from "./answers";
export { meQuery, useMe } from "./me";
export { useOptimistic, type Change } from "./optimistic";
export { addRow, changeRows, nextCursor, nextPage, rowsOf, type Page } from "./pages";
export { fieldsOf, Problem, sentenceOf } from "./problems";
export { toast, type Undo } from "./toasts";
export { restore } from "./trash";
export { useSubmit } from "./useSubmit";
