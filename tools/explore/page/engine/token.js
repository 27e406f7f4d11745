const KEY = "lyap-token";

/**
 * The token that the address brings, or the one that it brought before. It is taken out of the address, which people
 * copy, and kept for all tabs of this browser, so that a link, which has none, opens in any. Of an explorer that has
 * ended it is worth nothing.
 * @returns {string} "" if there is none
 */
export function takeToken() {
  const parts = location.hash.replace(/^#/, "").split("&");
  const token = parts.find((part) => part.startsWith("token="))?.slice("token=".length);
  if (token === undefined) return localStorage.getItem(KEY) ?? "";
  localStorage.setItem(KEY, token);
  const rest = parts.filter((part) => !part.startsWith("token=") && part !== "").join("&");
  history.replaceState(null, "", location.pathname + location.search + (rest ? `#${rest}` : ""));
  return token;
}
