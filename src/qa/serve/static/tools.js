// What every page offers: its own words, large type, light and dark, copying, printing.
const wence = (() => {
  const root = document.documentElement;
  // Inside another site's frame there is room for the conversation alone; everything else opens beside it.
  if (new URLSearchParams(location.search).has("embed")) root.classList.add("is-embedded");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const find = (selector) => document.querySelector(selector);
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* full or off */ } };

  // A text in the page's language, its holes filled; {n} is the number that its form goes by. A page in the language
  // in which the scripts are written carries no words for them.
  let words = null;
  function say(text, values = {}) {
    words ||= JSON.parse(find("#words")?.textContent || "null");
    const message = words?.[text] ?? text;
    const form = Array.isArray(message) ? message[values.n === 1 ? 0 : 1] : message;
    return form.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
  }

  const press = (tool, on) =>
    document.querySelectorAll(`[data-tool="${tool}"]`).forEach((b) => b.setAttribute("aria-pressed", String(on)));
  const large = (on) => { root.classList.toggle("is-large", on); press("large", on); };
  const dark = (on) => { document.body.classList.toggle("dark", on); press("dark", on); };

  async function copy(button) {
    const text = button.dataset.copy;
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch { // pages that are not served over HTTPS have no clipboard
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "sr-only";
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.textContent = done ? say("已复制") : say("复制失败");
    setTimeout(() => { button.textContent = say("复制"); }, 1800);
  }

  const actions = {
    "[data-copy]": (button) => copy(button),
    "[data-tool='large']": () => { large(!root.classList.contains("is-large")); remember("wence-large", root.classList.contains("is-large") ? "1" : "0"); },
    "[data-tool='dark']": () => { dark(!document.body.classList.contains("dark")); remember("wence-dark", document.body.classList.contains("dark") ? "1" : "0"); },
    "[data-tool='print']": () => print(),
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='/']");
    if (link && root.classList.contains("is-embedded")) link.target = "_blank";
    document.querySelectorAll(".languages[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    for (const [selector, act] of Object.entries(actions)) {
      const hit = event.target.closest(selector);
      if (hit) act(hit, event);
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && find(".languages[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // On a narrow screen the conditions would stand before the results. They are folded as soon as they are there, before
  // anything has been drawn below them.
  const folding = new MutationObserver(fold);
  function fold() {
    const facets = find(".facets");
    if (facets) folding.disconnect();
    if (facets && matchMedia("(max-width: 860px)").matches) facets.open = false;
  }

  // Called as soon as the page has a body, again once its bar is there: colours must not flash, buttons come later.
  function restore() {
    large(recall("wence-large") === "1");
    const chosen = recall("wence-dark");
    dark(chosen ? chosen === "1" : document.body.classList.contains("dark") || matchMedia("(prefers-color-scheme: dark)").matches);
  }
  if (document.body) {
    restore();
    folding.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", () => {
      if (folding.takeRecords().length) fold();
      folding.disconnect();
      restore();
    });
  }
  return { find, say, recall, remember, calm, restore };
})();
