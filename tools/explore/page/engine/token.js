const KEY = "lyap-token";

/**
 * The token that the address brings, or the one that it brought before. It is taken out of the address, which people
 * copy, and kept as long as the tab is.
 * @returns {string} "" if there is none
 */
export function takeToken() {
  const parts = location.hash.replace(/^#/, "").split("&");
  const token = parts.find((part) => part.startsWith("token="))?.slice("token=".length);
  if (token === undefined) return sessionStorage.getItem(KEY) ?? "";
  sessionStorage.setItem(KEY, token);
  const rest = parts.filter((part) => !part.startsWith("token=") && part !== "").join("&");
  history.replaceState(null, "", location.pathname + location.search + (rest ? `#${rest}` : ""));
  return token;
}
