// 最近问过: this browser's own earlier questions on the empty page. They stay in the browser and are sent nowhere.
(() => {
  const KEY = "wence-asked";
  const KEPT = 30;
  const SHOWN = 6;

  function recall() {
    try {
      const asked = JSON.parse(wence.recall(KEY));
      return Array.isArray(asked) ? asked.filter((one) => typeof one === "string").slice(0, KEPT) : [];
    } catch { return []; }
  }

  const remember = (questions) => wence.remember(KEY, JSON.stringify(questions));

  function entry(question) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "ask", textContent: question });
    button.dataset.ask = question;
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  function show() {
    const area = document.querySelector(".recent");
    if (!area) return;
    const asked = recall();
    const [first, rest] = area.querySelectorAll(".recent-list");
    first.replaceChildren(...asked.slice(0, SHOWN).map(entry));
    rest.replaceChildren(...asked.slice(SHOWN).map(entry));
    area.querySelector("summary").textContent = wence.say("展开其余 {n} 条", { n: asked.length - SHOWN });
    area.querySelector(".more").hidden = asked.length <= SHOWN;
    area.hidden = !asked.length;
  }

  document.addEventListener("wence:ready", show);
  document.addEventListener("wence:turn", (event) => {
    const question = event.detail.trim();
    if (question) remember([question, ...recall().filter((one) => one !== question)].slice(0, KEPT));
    show();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-recent='clear']")) return;
    remember([]);
    show();
    document.querySelector("#question textarea").focus();
  });
})();
