// Questions offered while one types: a list under or over the question box, worked by keys, mouse or touch.
// Nothing happens while an input method composes, and Enter asks what is typed unless a line of the list is chosen.
(() => {
  const MOST = 7;
  const ROW = 46;
  const SPOKEN_NAME = 3; // a unit's name of fewer characters may be part of another word
  const { say } = wence;
  const kinds = () => ({ unit: say("单位"), task: say("任务"), example: say("示例") });
  const BOX = "#question textarea";
  const box = () => document.querySelector(BOX);
  const flat = (text) => text.toLowerCase().replace(/[\s，。？！、,.?!]/g, "");
  let offered = null;
  let chosen = -1;
  let shown = [];
  let request = 0;
  let taken = "";
  let composing = false;

  const load = () => (offered ||= fetch("suggest.json").then((r) => (r.ok ? r.json() : [])).catch(() => { offered = null; return []; }));

  // 0: begins so, 1: holds it, 2: a unit that is named in what is typed, -1: does not fit.
  function fit(one, typed) {
    const keys = [one.text, ...one.names].map(flat);
    if (flat(one.question) === typed) return -1;
    if (keys.some((key) => key.startsWith(typed))) return 0;
    if (keys.some((key) => key.includes(typed)) || flat(one.question).includes(typed)) return 1;
    return one.kind === "unit" && keys.some((key) => key.length >= SPOKEN_NAME && typed.includes(key)) ? 2 : -1;
  }

  function fitting(all, typed) {
    const ranked = all.map((one) => ({ one, rank: fit(one, typed) })).filter(({ rank }) => rank >= 0);
    return ranked.sort((a, b) => a.rank - b.rank).slice(0, MOST).map(({ one }) => one);
  }

  const put = (tag, name, text) => Object.assign(document.createElement(tag), { className: name, textContent: text });

  function line(one, place, typed) {
    const option = put("li", "suggestion", "");
    option.id = `suggestion-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.place = String(place);
    const name = flat(one.text).includes(typed) ? "" : one.names.find((key) => flat(key).includes(typed) || typed.includes(flat(key)));
    option.append(put("span", "suggestion-kind", kinds()[one.kind]), put("span", "suggestion-text", one.question));
    if (name) option.append(put("span", "suggestion-name", name));
    return option;
  }

  function list() {
    let found = document.querySelector("#suggestions");
    if (found) return found;
    found = put("ul", "suggestions", "");
    found.id = "suggestions";
    found.setAttribute("role", "listbox");
    found.setAttribute("aria-label", say("可以这样问"));
    found.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    found.addEventListener("click", (event) => {
      const option = event.target.closest(".suggestion");
      if (option) take(Number(option.dataset.place));
    });
    const said = put("div", "sr-only", "");
    said.id = "suggestions-said";
    said.setAttribute("role", "status");
    document.querySelector("#composer").append(found, said);
    return found;
  }

  function open(items, typed) {
    const area = list();
    const edge = box().getBoundingClientRect();
    const below = (window.visualViewport ? visualViewport.height : innerHeight) - edge.bottom;
    const above = edge.top - document.querySelector(".bar").getBoundingClientRect().bottom;
    const under = below >= Math.min(items.length * ROW + 24, above);
    shown = items.slice(0, Math.max(2, Math.floor((Math.max(under ? below : above, 0) - 24) / ROW)));
    chosen = -1;
    area.replaceChildren(...shown.map((one, place) => line(one, place, typed)));
    area.classList.toggle("is-over", !under);
    area.classList.add("is-open");
    const said = document.querySelector("#suggestions-said");
    said.textContent = say("有 {n} 个可选问题，按上下键选择", { n: shown.length });
    box().setAttribute("aria-autocomplete", "list");
    box().setAttribute("aria-controls", "suggestions");
  }

  function close() {
    request += 1;
    if (!shown.length) return;
    shown = [];
    chosen = -1;
    list().classList.remove("is-open");
    list().replaceChildren();
    document.querySelector("#suggestions-said").textContent = "";
    for (const name of ["aria-activedescendant", "aria-controls"]) box().removeAttribute(name);
  }

  function choose(place) {
    chosen = place;
    [...list().children].forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
    if (place < 0) box().removeAttribute("aria-activedescendant");
    else box().setAttribute("aria-activedescendant", `suggestion-${place}`);
  }

  function take(place) {
    const area = box();
    taken = shown[place].question;
    area.value = taken;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    close();
    area.focus();
    area.setSelectionRange(taken.length, taken.length);
  }

  async function update() {
    const typed = flat(box().value);
    if (!typed || box().value === taken) return close();
    taken = "";
    const mine = ++request;
    const items = fitting(await load(), typed);
    if (mine !== request || document.activeElement !== box()) return;
    if (items.length) open(items, typed);
    else close();
  }

  const keys = {
    ArrowDown: () => choose(chosen + 1 >= shown.length ? -1 : chosen + 1),
    ArrowUp: () => choose(chosen < 0 ? shown.length - 1 : chosen - 1),
    Enter: () => take(chosen),
    Escape: () => close(),
  };
  const inBox = (event) => event.target instanceof Element && event.target.matches(BOX);

  document.addEventListener("compositionstart", (event) => { if (inBox(event)) { composing = true; close(); } });
  document.addEventListener("compositionend", (event) => { if (inBox(event)) { composing = false; update(); } });
  document.addEventListener("input", (event) => { if (inBox(event) && !composing && !event.isComposing) update(); });
  document.addEventListener("focusout", (event) => { if (inBox(event)) close(); });
  document.addEventListener("keydown", (event) => {
    const composed = composing || event.isComposing || event.keyCode === 229; // Safari ends composing before Enter
    if (!inBox(event) || composed) return;
    if (event.key === "Enter" && chosen < 0) return close();
    if (!shown.length || !keys[event.key] || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  }, true);
})();
