import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { theme } from "../shell/theme";
import { session } from "./current";
import { json, token } from "./fakes";
import { LogInForm } from "./LogInForm";

afterEach(() => session.ended());

function show(...answers: (Response | Error)[]) {
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push(await request.json());
    const next = answers.shift()!;
    if (next instanceof Error) throw next;
    return next;
  });
  const done = vi.fn();
  render(
    <MantineProvider env="test" theme={theme}>
      <LogInForm done={done} />
    </MantineProvider>,
  );
  return { sent, done };
}

async function give(name: string, password: string): Promise<void> {
  await userEvent.type(screen.getByLabelText("Username or e-mail"), name);
  await userEvent.type(screen.getByLabelText("Password"), password);
  await userEvent.click(screen.getByRole("button", { name: "Log in" }));
}

test("name and password begin a session", async () => {
  const { sent, done } = show(json({ access: token(7) }));
  await give("ann", " kept as typed ");
  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
  expect(sent).toEqual([{ username: "ann", password: " kept as typed " }]);
  expect(session.state()).toMatchObject({ status: "in", userId: 7 });
});

test("a second factor is asked for when there is one", async () => {
  const { sent, done } = show(
    json({ detail: "A second factor is required.", code: "second_factor_required", challenge: "C", factors: ["totp"] }, 401),
    json({ detail: "The code is wrong.", code: "second_factor_invalid" }, 401),
    json({ access: token(7) }),
  );
  await give("ann", "correct horse");
  const code = await screen.findByLabelText("Code");
  await userEvent.type(code, "111111{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("The code is wrong.");
  await userEvent.clear(code);
  await userEvent.type(code, "222222{Enter}");
  await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
  expect(sent.slice(1)).toEqual([
    { challenge: "C", otp: "111111" },
    { challenge: "C", otp: "222222" },
  ]);
});

test("a wrong password and a missing network keep what was typed", async () => {
  show(json({ detail: "No active account found.", code: "no_active_account" }, 401), new TypeError("network"));
  await give("ann", "wrong");
  expect(await screen.findByRole("alert")).toHaveTextContent("No active account found.");
  await userEvent.click(screen.getByRole("button", { name: "Log in" }));
  await vi.waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("Unable to connect"));
  expect(screen.getByLabelText("Username or e-mail")).toHaveValue("ann");
  expect(screen.getByLabelText("Password")).toHaveValue("wrong");
});
