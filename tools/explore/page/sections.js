const KEPT = "lyap-open-sections";

/**
 * Which sections of the panel are open, kept from one visit to the next.
 */
export function keepSections() {
  const sections = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("#panel > details")]);
  try {
    /** @type {string[] | null} */
    const open = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    if (Array.isArray(open)) for (const section of sections) section.open = open.includes(section.id);
  } catch {
    // Whatever was kept is nothing of this page's.
  }
  for (const section of sections) {
    section.addEventListener("toggle", () => {
      localStorage.setItem(KEPT, JSON.stringify(sections.filter(({ open }) => open).map(({ id }) => id)));
    });
  }
}

/**
 * Opens a section and goes to its first control.
 * @param {string} id
 */
export function showSection(id) {
  const section = document.getElementById(id);
  if (!(section instanceof HTMLDetailsElement)) return;
  section.open = true;
  section.scrollIntoView({ block: "start" });
  section.querySelector("summary")?.focus();
}
