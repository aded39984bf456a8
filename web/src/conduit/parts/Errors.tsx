/** What a form's request was refused for; nothing where it was not. */
export function Errors({ messages }: { messages: string[] }) {
  if (!messages.length) return null;
  return (
    <ul className="error-messages" role="alert">
      {messages.map((message) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}
