// What the browser does by itself: copying, large type, light and dark, bringing a new answer into view.
(() => {
  const root = document.documentElement;
  root.lang = "zh-CN";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const remembered = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } };

  const press = (tool, on) =>
    document.querySelectorAll(`[data-tool="${tool}"]`).forEach((b) => b.setAttribute("aria-pressed", String(on)));
  const large = (on) => { root.classList.toggle("is-large", on); press("large", on); };
  const dark = (on) => { document.body.classList.toggle("dark", on); press("dark", on); };

  async function copy(button) {
    const text = button.dataset.copy;
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "sr-only";
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    button.textContent = done ? "已复制" : "复制失败";
    setTimeout(() => { button.textContent = "复制"; }, 1800);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy], [data-tool], .skip");
    if (!button) return;
    if (button.matches(".skip")) {
      event.preventDefault();
      document.querySelector("#question textarea").focus();
    }
    if (button.dataset.copy !== undefined) copy(button);
    if (button.dataset.tool === "large") {
      large(!root.classList.contains("is-large"));
      remember("wence-large", root.classList.contains("is-large") ? "1" : "0");
    }
    if (button.dataset.tool === "dark") {
      dark(!document.body.classList.contains("dark"));
      remember("wence-dark", document.body.classList.contains("dark") ? "1" : "0");
    }
  });

  let shown = "";
  function follow() {
    const turn = document.querySelector("#current .turn");
    const asked = [...document.querySelectorAll(".turn[data-question]")].map((one) => one.dataset.question);
    try {
      if (!turn) sessionStorage.removeItem("wence-questions");
      else if (asked.length) sessionStorage.setItem("wence-questions", JSON.stringify(asked));
    } catch { /* storage is full or off */ }
    const number = turn ? turn.dataset.turn : "";
    if (number === shown) return;
    shown = number;
    if (turn) requestAnimationFrame(() => turn.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" }));
    else scrollTo({ top: 0 });
  }

  function ready() {
    const box = document.querySelector("#question textarea");
    const current = document.querySelector("#current");
    if (!box || !current || !document.querySelector("[data-tool='dark']")) return setTimeout(ready, 60);
    large(remembered("wence-large") === "1");
    const chosen = remembered("wence-dark");
    dark(chosen ? chosen === "1" : document.body.classList.contains("dark"));
    new MutationObserver(follow).observe(current, { childList: true, subtree: true, attributeFilter: ["data-turn", "data-question"] });
    if (innerWidth > 720) box.focus({ preventScroll: true });
  }
  ready();
})();
