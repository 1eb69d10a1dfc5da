// 有用, 有误 and 纠错: one small form at a time, under the answer or in the clause that it is about.
(() => {
  const MOST = 20;
  const { say } = wence;
  const failed = () => say("没有发送成功，请检查网络后重试。");
  const form = () => document.querySelector(".feedback");

  async function send(turn, values) {
    try {
      const response = await fetch("feedback", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ questions: wence.questionsTo(turn).slice(-MOST), ...values }),
      });
      const told = await response.json();
      return response.ok ? { thanks: told.message } : { fault: told.error || failed() };
    } catch {
      return { fault: failed() };
    }
  }

  function thank(place, words) {
    const said = place.querySelector(".verdict-said");
    place.classList.add("is-sent");
    said.textContent = words;
    said.tabIndex = -1;
    said.focus();
  }

  async function praise(button) {
    const place = button.closest(".verdict");
    button.disabled = true;
    const { thanks, fault } = await send(button.closest(".turn"), { verdict: "useful" });
    button.disabled = false;
    if (thanks) thank(place, thanks);
    else place.querySelector(".verdict-said").textContent = fault;
  }

  function close() {
    const opener = document.querySelector(":is([data-verdict], [data-correct])[aria-expanded='true']");
    if (opener) opener.setAttribute("aria-expanded", "false");
    if (form()) form().remove();
    return opener;
  }

  function open(button) {
    if (close() === button) return;
    const made = document.querySelector("#feedback-form").content.cloneNode(true).firstElementChild;
    if (button.dataset.correct) {
      made.dataset.measure = button.dataset.correct;
      made.querySelector(".feedback-title").textContent = say("{name}哪里有误？", { name: button.dataset.name });
    }
    button.setAttribute("aria-expanded", "true");
    button.closest(".verdict, .clause-tools").after(made);
    made.querySelector("input").focus({ preventScroll: true });
    made.scrollIntoView({ block: "nearest" });
  }

  async function submit(made) {
    const place = made.previousElementSibling;
    const fault = made.querySelector(".feedback-fault");
    const button = made.querySelector(".feedback-send");
    const values = new FormData(made);
    button.disabled = true;
    fault.textContent = "";
    const told = await send(made.closest(".turn"), {
      verdict: "wrong", reason: values.get("reason") || "", text: values.get("text"), measure: made.dataset.measure || "",
    });
    button.disabled = false;
    if (told.fault) fault.textContent = told.fault;
    else { close(); thank(place, told.thanks); }
  }

  const actions = {
    "[data-verdict='useful']": praise,
    "[data-verdict='wrong'], [data-correct]": open,
    "[data-feedback='close']": () => { const opener = close(); if (opener) opener.focus(); },
  };
  document.addEventListener("click", (event) => {
    for (const [selector, act] of Object.entries(actions)) {
      const hit = event.target.closest(selector);
      if (hit) act(hit);
    }
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".feedback")) return;
    event.preventDefault();
    submit(event.target);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches(".feedback textarea")) form().querySelector(".feedback-length").textContent = String(event.target.value.length);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest(".feedback")) actions["[data-feedback='close']"]();
  });
})();
