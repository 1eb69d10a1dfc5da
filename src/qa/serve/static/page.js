// What the conversation does by itself: keeping earlier answers on the page and bringing a new one into view. Each new
// question is told to the page's other scripts.
(() => {
  const KEPT = 20;
  const { find, calm } = wence;

  document.addEventListener("click", (event) => {
    if (!event.target.closest(".skip")) return;
    event.preventDefault();
    find("#question textarea").focus();
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
    wence.restore();
    new MutationObserver(follow).observe(find("#current"), { childList: true, subtree: true, attributes: true });
    if (find("#current .turn")) follow();
    if (innerWidth > 720) box.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("wence:ready"));
  }
  ready();
})();
