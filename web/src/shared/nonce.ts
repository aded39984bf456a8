/** The nonce that the server gave this page for its style elements, or undefined where there is no policy. */
export function styleNonce(): string | undefined {
  // The property, not the attribute: browsers hide the attribute's value from selectors and scripts.
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;
}
