// What the conversation does by itself: keeping earlier answers on the page and bringing a new one into view. Each new
// question is told to the page's other scripts.
(() => {
  const KEPT = 20;
  const { find, calm } = wence;
  const root = document.documentElement;

  // Gradio names the browser's language as that of the page, once it knows it.
  function nameLanguage() {
    const own = root.dataset.language || "zh-CN";
    if (root.lang !== own) root.lang = own;
  }
  nameLanguage();
  new MutationObserver(nameLanguage).observe(root, { attributeFilter: ["lang"] });
  // It also takes its colours from the system, whatever was chosen here.
  new MutationObserver(wence.restore).observe(document.body, { attributeFilter: ["class"] });

  document.addEventListener("click", (event) => {
    if (!event.target.closest(".skip")) return;
    event.preventDefault();
    find("#question textarea").focus();
  });

  // The questions up to this answer; the server asks them again rather than take an answer from here.
  wence.questionsTo = (turn) => {
    const turns = [...document.querySelectorAll(".turn[aria-busy='false']:not(.is-failed)")];
    return turns.slice(0, turns.indexOf(turn) + 1).map((one) => one.dataset.question);
  };
  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".keep");
    if (form) form.elements.questions.value = JSON.stringify(wence.questionsTo(form.closest(".turn")));
  });

  // The server sends one exchange at a time, each state of it anew; the complete ones move up here.
  let finished = null;
  let shown = "";
  let recalled = null;

  function show(html) {
    const states = document.createElement("template");
    states.innerHTML = html;
    find("#current").replaceChildren(states.content);
    const turns = [...document.querySelectorAll("#current .turn")];
    const turn = turns.at(-1);
    document.body.classList.toggle("has-talk", Boolean(turn));
    if (turn && recall(turns, turn)) return;
    if (turn) file(turns, turn);
    else { find("#past .talk").replaceChildren(); finished = null; }
    keepQuestions(turn);
    const number = turn ? turn.dataset.turn : "";
    if (number !== shown) { shown = number; arrive(turn); }
  }

  // A server that was restarted counts from one again: what was asked before it is asked once more, in its order.
  function recall(turns, turn) {
    if (turns.length === 1 && !recalled && finished && Number(turn.dataset.turn) <= Number(finished.dataset.turn) && turn.dataset.question !== finished.dataset.question) {
      const earlier = [...document.querySelectorAll("#past .turn:not(.is-failed)"), finished];
      recalled = [...earlier.map((one) => one.dataset.question), turn.dataset.question];
      document.body.classList.add("is-recalling");
    }
    if (!recalled) return false;
    if (turns.length === 1 && turn.getAttribute("aria-busy") === "true") return true;
    if (turns.length === 1 && finished) {
      find("#past .talk").replaceChildren();
      finished = null;
      document.dispatchEvent(new CustomEvent("wence:forgotten", { detail: recalled }));
      return true;
    }
    if (turns.length === 1) return true;
    recalled = null;
    document.body.classList.remove("is-recalling");
    return false;
  }

  function file(turns, turn) {
    const talk = find("#past .talk");
    talk.append(...turns.slice(0, -1));
    if (finished && finished.dataset.turn !== turn.dataset.turn) { talk.append(finished); finished = null; }
    while (talk.children.length >= KEPT) talk.firstElementChild.remove();
    if (turn.getAttribute("aria-busy") === "false") finished = turn;
  }

  function keepQuestions(turn) {
    const asked = document.querySelectorAll(".turn:not(.is-failed)"); // one that is still looked up is asked again as well
    try {
      if (!turn) sessionStorage.removeItem("wence-questions");
      else if (asked.length) sessionStorage.setItem("wence-questions", JSON.stringify([...asked].map((one) => one.dataset.question)));
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
    // By then a later state of the exchange may stand in the place of this one.
    requestAnimationFrame(() => find("#current .turn:last-child")?.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" }));
  }

  document.addEventListener("wence:reply", (event) => show(event.detail));
  wence.connected(() => {
    wence.restore();
    if (innerWidth > 720) find("#question textarea").focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("wence:ready"));
  });
})();
