// What the browser does by itself: keeping earlier answers on the page, bringing a new one into view, copying,
// the mode for older readers, light and dark. Each new question is told to the page's other scripts.
(() => {
  const KEPT = 20;
  const root = document.documentElement;
  root.lang = "zh-CN";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const find = (selector) => document.querySelector(selector);
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* full or off */ } };

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
      find(".gradio-container").append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.textContent = done ? "已复制" : "复制失败";
    setTimeout(() => { button.textContent = "复制"; }, 1800);
  }

  const actions = {
    ".skip": (link, event) => { event.preventDefault(); find("#question textarea").focus(); },
    "[data-copy]": (button) => copy(button),
    "[data-tool='large']": () => { large(!root.classList.contains("is-large")); remember("wence-large", root.classList.contains("is-large") ? "1" : "0"); },
    "[data-tool='dark']": () => { dark(!document.body.classList.contains("dark")); remember("wence-dark", document.body.classList.contains("dark") ? "1" : "0"); },
  };
  document.addEventListener("click", (event) => {
    for (const [selector, act] of Object.entries(actions)) {
      const hit = event.target.closest(selector);
      if (hit) act(hit, event);
    }
  });

  // The server sends one exchange at a time; the complete ones move up here.
  let finished = null;
  let shown = "";

  function follow() {
    const turns = [...document.querySelectorAll("#current .turn")];
    const turn = turns.at(-1);
    document.body.classList.toggle("has-talk", Boolean(turn));
    if (turn) file(turns, turn);
    else { find("#past .talk").replaceChildren(); finished = null; }
    keepQuestions(turn);
    const number = turn ? turn.dataset.turn : "";
    if (number !== shown) { shown = number; arrive(turn); }
  }

  function file(turns, turn) {
    const talk = find("#past .talk");
    talk.append(...turns.slice(0, -1));
    if (finished && finished.dataset.turn !== turn.dataset.turn) { talk.append(finished); finished = null; }
    while (talk.children.length >= KEPT) talk.firstElementChild.remove();
    if (turn.getAttribute("aria-busy") === "false") finished = turn.cloneNode(true);
  }

  function keepQuestions(turn) {
    const complete = document.querySelectorAll(".turn[aria-busy='false']:not(.is-failed)");
    try {
      if (!turn) sessionStorage.removeItem("wence-questions");
      else if (complete.length) sessionStorage.setItem("wence-questions", JSON.stringify([...complete].map((one) => one.dataset.question)));
    } catch { /* storage is full or off */ }
  }

  function arrive(turn) {
    document.dispatchEvent(new CustomEvent("wence:turn", { detail: turn ? turn.dataset.question : "" }));
    if (!turn) return scrollTo({ top: 0 });
    const box = find("#question textarea");
    if (box.value.trim() === turn.dataset.question.trim()) {
      box.value = "";
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    requestAnimationFrame(() => turn.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" }));
  }

  function ready() {
    const box = find("#question textarea");
    if (!box || !find("#current") || !find("#past .talk") || !find(".bar")) return setTimeout(ready, 60);
    large(recall("wence-large") === "1");
    const chosen = recall("wence-dark");
    dark(chosen ? chosen === "1" : document.body.classList.contains("dark"));
    new MutationObserver(follow).observe(find("#current"), { childList: true, subtree: true, attributes: true });
    if (find("#current .turn")) follow();
    if (innerWidth > 720) box.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("wence:ready"));
  }
  ready();
})();
